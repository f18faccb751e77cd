package org.qeperf.runtime.models;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.InputException;
import org.qeperf.api.ProviderException;
import org.qeperf.api.ProviderLoader;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.ModelFormat;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.PortableModel;

/**
 * The models at hand: those that ship with qeperf and those in a folder of the user's. Nothing is kept in memory; each
 * call reads. Immutable.
 */
public final class ModelShelf {

    /** The ending of model files. */
    public static final String ENDING = ".qeperf";

    /** What runs are asked for, in the order of {@link RunModels}. */
    static final List<Target> TARGETS = List.of(
            Target.SECONDS_PER_SCF_ITERATION,
            Target.SCF_ITERATIONS,
            Target.IONIC_STEPS,
            Target.SECONDS_OUTSIDE_SCF,
            Target.PEAK_MEMORY_PER_RANK);

    static final String ANY_MACHINE = "seconds_per_scf_iteration_any_machine" + ENDING;

    private final Collection<FeatureSchema> schemas;
    private final Optional<Path> folder;

    /**
     * Creates a shelf.
     *
     * @param schemas the schemas that rows can be made for
     * @param folder where the user keeps model files; a folder that does not exist holds none
     */
    public ModelShelf(Collection<FeatureSchema> schemas, Optional<Path> folder) {
        this.schemas = List.copyOf(schemas);
        this.folder = folder.filter(Files::isDirectory);
    }

    /**
     * The models that ship with qeperf.
     *
     * @return verified models, one for each target
     * @throws ArtifactException if one cannot be used
     */
    public RunModels shipped() {
        return RunModels.of(AtOnce.map(TARGETS, this::shipped));
    }

    /**
     * The model of a target that ships with qeperf.
     *
     * @param target what it predicts
     * @return a verified model
     * @throws ArtifactException if it cannot be used
     */
    public PortableModel shipped(Target target) {
        return read(target.name() + ENDING, target);
    }

    /**
     * The model of the time of an iteration on any machine, which ships beside the one of the machine that qeperf's own runs were
     * made on.
     *
     * @return a verified model
     * @throws ArtifactException if it cannot be used
     */
    public PortableModel anyMachine() {
        return read(ANY_MACHINE, Target.SECONDS_PER_SCF_ITERATION);
    }

    /**
     * The models that ship with qeperf, for a machine: where the shipped model of the time of an iteration has not seen so many cores
     * on a node, or there are several nodes, the one of any machine stands in its place.
     *
     * @param machine the machine
     * @param nodes how many nodes layouts use, at most
     * @return verified models, one for each target
     * @throws ArtifactException if one cannot be used
     */
    public RunModels shipped(Machine machine, int nodes) {
        RunModels own = shipped();
        int[] cores = ShippedModels.coresSeen((PortableModel) own.secondsPerScfIteration());
        return ShippedModels.knows(cores, machine, nodes) ? own : own.withTime(anyMachine());
    }

    private PortableModel read(String file, Target target) {
        return read(file, shippedBytes(file, target), schemas);
    }

    static PortableModel read(String file, byte[] bytes, Collection<FeatureSchema> schemas) {
        return ArtifactReader.read("shipped model " + file, new ByteArrayInputStream(bytes), schemas);
    }

    static byte[] shippedBytes(String file, Target target) {
        try (InputStream in = ModelShelf.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new QePerfException(
                        "no model of " + target.name() + " ships with this build; train one with 'qeperf train'");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A model by name, by {@code name@version}, or by the path of its file. Files that end with {@value #ENDING} are model
     * files; other endings belong to the {@link ModelFormat}s on the class path.
     *
     * @param reference what the user wrote
     * @return a verified model; of several versions of one name the last in the order of file names
     * @throws QePerfException if there is none; the message lists the known ones, and the files and formats that cannot be used
     * @throws ArtifactException if the file named cannot be used
     */
    public RuntimePredictor find(String reference) {
        if (reference.endsWith(ENDING)) {
            return ArtifactReader.read(file(reference), schemas);
        }
        Contents contents = isFileName(reference) ? Contents.none() : contents();
        List<PortableModel> all = contents.models();
        for (int i = all.size() - 1; i >= 0; i--) {
            PortableModel model = all.get(i);
            if (model.model().toString().equals(reference)
                    || model.model().name().equals(reference)) {
                return model;
            }
        }
        ProviderLoader.Found<ModelFormat> found = ProviderLoader.find(ModelFormat.class);
        Map<String, ModelFormat> formats = byEnding(found.providers());
        for (Map.Entry<String, ModelFormat> format : formats.entrySet()) {
            if (reference.endsWith(format.getKey())) {
                return read(file(reference), format.getValue());
            }
        }
        StringBuilder message = new StringBuilder();
        if (isFileName(reference)) {
            message.append("nothing on the class path reads model file " + InputException.quote(reference)
                    + "; known endings are " + endings(formats, ", ")
                    + ", and a jar with a ModelFormat adds another, qeperf-onnx adds .onnx");
        } else {
            message.append("there is no model " + InputException.quote(reference) + "; known are "
                    + String.join(
                            ", ", all.stream().map(m -> m.model().toString()).toList())
                    + ", or name a file that ends with " + endings(formats, " or "));
        }
        contents.unusable().forEach(e -> message.append("; ").append(e.getMessage()));
        found.failures().forEach(e -> message.append("; ").append(e.getMessage()));
        throw new QePerfException(message.toString());
    }

    /** In alphabetical order. */
    private static Map<String, ModelFormat> byEnding(List<ModelFormat> all) {
        Map<String, ModelFormat> formats = new TreeMap<>();
        for (ModelFormat format : all) {
            ModelFormat other = formats.put(format.ending(), format);
            if (!format.ending().matches("\\.[a-z0-9]+") || format.ending().equals(ENDING)) {
                throw new ProviderException("model format " + format.getClass().getName() + " has the ending '"
                        + format.ending() + "'; expected a period and letters or digits, and not " + ENDING);
            }
            if (other != null) {
                throw new ProviderException("two model formats have the ending " + format.ending() + ": "
                        + other.getClass().getName() + " and "
                        + format.getClass().getName() + "; remove one of them from the class path");
            }
        }
        return formats;
    }

    private static String endings(Map<String, ModelFormat> formats, String between) {
        List<String> endings = new ArrayList<>(List.of(ENDING));
        endings.addAll(formats.keySet());
        return String.join(between, endings);
    }

    /** Names of models have no slashes, and periods only in the version. */
    private static boolean isFileName(String reference) {
        return reference.indexOf('/') >= 0
                || reference.indexOf('\\') >= 0
                || reference.indexOf('.') >= 0 && reference.indexOf('@') < 0;
    }

    private RuntimePredictor read(Path file, ModelFormat format) {
        try (InputStream in = Files.newInputStream(file)) {
            return format.read(file.toString(), in, schemas);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String reference) {
        try {
            Path file = Path.of(reference);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new QePerfException(InputException.quote(reference) + " is not the name of a file", e);
        }
        throw new QePerfException("there is no model file " + InputException.quote(reference));
    }

    /**
     * All models at hand, the shipped ones first, then those of the folder in the order of file names.
     *
     * @return verified models
     */
    public List<PortableModel> all() {
        return contents().models();
    }

    /**
     * The model files of the folder that cannot be used.
     *
     * @return one error for each
     */
    public List<ArtifactException> unusable() {
        return contents().unusable();
    }

    private record Contents(List<PortableModel> models, List<ArtifactException> unusable) {

        static Contents none() {
            return new Contents(new ArrayList<>(), new ArrayList<>());
        }
    }

    private Contents contents() {
        Contents contents = Contents.none();
        shipped().all().forEach(model -> contents.models().add((PortableModel) model));
        contents.models().add(anyMachine());
        for (Path file : files()) {
            try {
                contents.models().add(ArtifactReader.read(file, schemas));
            } catch (ArtifactException e) {
                contents.unusable().add(e);
            } catch (UncheckedIOException e) {
                contents.unusable().add(unreadable(file, e));
            }
        }
        return contents;
    }

    private static ArtifactException unreadable(Path file, UncheckedIOException cause) {
        return new ArtifactException(
                ArtifactException.Reason.CORRUPT, file + ": cannot be read; expected a readable model file", cause);
    }

    private List<Path> files() {
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(f -> f.toString().endsWith(ENDING) && Files.isRegularFile(f))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
