package org.qeperf.train.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.features.harvest.PwOutput;
import org.qeperf.features.harvest.PwOutputReader;
import org.qeperf.features.harvest.PwXml;
import org.qeperf.features.harvest.PwXmlReader;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.SlurmJob;

/**
 * Finds runs of pw.x in folder trees, whatever their files are called, and makes a record of each. {@code docs/run-records.md}
 * says what is found and how it is joined. Nothing that cannot be read stops it: each such file is one line of
 * {@link #problems()}.
 */
public final class Harvester {

    private final FeatureExtractor extractor;
    private final HarvestOptions options;
    private final Map<String, RunRecord> records = new LinkedHashMap<>();
    private final List<String> duplicates = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Creates a harvester.
     *
     * @param extractor reads the inputs
     * @param options what is known of the runs beforehand
     */
    public Harvester(FeatureExtractor extractor, HarvestOptions options) {
        this.extractor = extractor;
        this.options = options;
    }

    /**
     * Harvests every run below a folder, in the order of their paths.
     *
     * @param root a folder, or a link to one
     * @throws QePerfException if it is no folder
     * @throws UncheckedIOException if it cannot be read
     */
    public void harvest(Path root) {
        Path folder = Files.isSymbolicLink(root) ? target(root) : root;
        new Tree(folder, RunTree.walk(folder, problems::add, options.progress())).harvest();
    }

    private static Path target(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The records so far; of runs with the same content the first one only.
     *
     * @return an unmodifiable copy
     */
    public List<RunRecord> records() {
        return List.copyOf(records.values());
    }

    /**
     * Runs that made no record because another of the same content had, one line each.
     *
     * @return an unmodifiable copy
     */
    public List<String> duplicates() {
        return List.copyOf(duplicates);
    }

    /**
     * What could not be read, one line each.
     *
     * @return an unmodifiable copy
     */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private interface Step {
        void take() throws IOException;
    }

    private void attempt(Path file, Step step) {
        try {
            step.take();
        } catch (QePerfException e) {
            problems.add(String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            problems.add(file + ": cannot be read");
        }
    }

    /** One tree on the way. */
    private final class Tree {
        private final Path root;
        private final Map<Path, RunTree.Folder> folders;
        private final SlurmAccounting accounting = new SlurmAccounting();
        private final JubeLabels jube = new JubeLabels();
        private final Map<Path, PwXml> xmlFiles = new LinkedHashMap<>();
        private final Set<String> joined = new HashSet<>();

        Tree(Path root, Map<Path, RunTree.Folder> folders) {
            this.root = root;
            this.folders = folders;
        }

        void harvest() {
            folders.forEach((path, folder) -> readAround(folder));
            folders.forEach((path, folder) -> folder.outputs().forEach(output -> harvestOutput(path, folder, output)));
            folders.forEach((path, folder) -> folder.xml().forEach(file -> {
                PwXml xml = xmlFiles.get(file);
                if (xml != null && !joined.contains(xml.sha256())) {
                    attempt(file, () -> add(assembler(file, folder).assemble(xml)));
                }
            }));
        }

        private void readAround(RunTree.Folder folder) {
            for (Path file : folder.others()) {
                if (SlurmAccounting.isNamedSo(file)) {
                    attempt(file, () -> accounting.read(file));
                } else if (RunTree.name(file).equals(JubeLabels.FILE)) {
                    attempt(file, () -> jube.read(file));
                }
            }
            for (Path file : folder.xml()) {
                attempt(file, () -> {
                    PwXml xml = PwXmlReader.read(file);
                    xmlFiles.put(file, xml);
                });
            }
        }

        private void harvestOutput(Path path, RunTree.Folder folder, Path output) {
            attempt(output, () -> {
                MessageDigest digest = Digest.sha256();
                List<PwOutput> runs;
                try (InputStream in = new DigestInputStream(PwOutputReader.open(output), digest)) {
                    runs = PwOutputReader.read(output.toString(), in);
                }
                if (runs.isEmpty()) {
                    throw noStart(output);
                }
                RunAssembler assembler =
                        assembler(output, folder).digested(HexFormat.of().formatHex(digest.digest()));
                for (int i = 0; i < runs.size(); i++) {
                    RunProgram program = runs.get(i).program();
                    if (program.version().isEmpty()
                            && program.started().isEmpty()
                            && InputFinder.find(output, Optional.empty(), folder)
                                    .isEmpty()) {
                        continue;
                    }
                    Optional<PwXml> xml = xml(path, runs.get(i));
                    PwOutput run = xml.isPresent() ? XmlMatch.join(runs.get(i), xml.get()) : runs.get(i);
                    add(assembler.assemble(run, i + 1, i + 1 == runs.size()));
                }
                if (records.size() % 500 < runs.size()) {
                    options.progress().accept(records.size() + " runs found");
                }
            });
        }

        private static InputException noStart(Path output) {
            return new InputException(
                    new SourceLocation(output.toString(), 1, 1),
                    "",
                    "no run starts in this file, though it holds '" + RunTree.PROGRAM + "'",
                    "lines that begin as pw.x prints them");
        }

        private RunAssembler assembler(Path file, RunTree.Folder folder) {
            Supervisor supervisor = Supervisor.NONE;
            for (Path other : folder.others()) {
                if (RunTree.name(other).equals(Supervisor.FILE)) {
                    supervisor = supervisor(other);
                }
            }
            Optional<SlurmJob> job = job(file, folder, supervisor);
            return new RunAssembler(root, file, folder, extractor, options)
                    .watchedBy(supervisor, job, job.map(accounting::place).orElse(""))
                    .labelled(jube.of(file.getParent() == null ? root : file.getParent()));
        }

        private Supervisor supervisor(Path file) {
            try {
                return Supervisor.read(file);
            } catch (QePerfException e) {
                problems.add(String.valueOf(e.getMessage()));
            } catch (UncheckedIOException e) {
                problems.add(file + ": cannot be read");
            }
            return Supervisor.NONE;
        }

        /** The job named by the supervisor, by a file's name, or by the name of a folder around. */
        private Optional<SlurmJob> job(Path file, RunTree.Folder folder, Supervisor supervisor) {
            Optional<SlurmJob> named = supervisor
                    .jobId()
                    .or(() -> Companions.jobId(file, folder))
                    .map(id -> accounting.find(id).orElse(unaccounted(id)));
            if (named.isPresent()) {
                return named;
            }
            for (Path at = file.getParent(); at != null && !at.equals(root); at = at.getParent()) {
                for (String word : RunTree.name(at).split("[^0-9_]+")) {
                    Optional<SlurmJob> job = accounting.find(word);
                    if (job.isPresent()) {
                        return job;
                    }
                }
            }
            return Optional.empty();
        }

        private static SlurmJob unaccounted(String id) {
            return new SlurmJob(
                    id,
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        /** The XML file of a run: in its folder or in the folder {@code .save} below it, and equal in what both tell. */
        private Optional<PwXml> xml(Path folder, PwOutput run) {
            for (Map.Entry<Path, PwXml> entry : xmlFiles.entrySet()) {
                Path parent = entry.getKey().getParent();
                boolean beside = folder.equals(parent)
                        || parent != null && folder.equals(parent.getParent()) && isSaveFolder(parent, run);
                if (beside && !joined.contains(entry.getValue().sha256()) && XmlMatch.isOneRun(run, entry.getValue())) {
                    joined.add(entry.getValue().sha256());
                    return Optional.of(entry.getValue());
                }
            }
            return Optional.empty();
        }

        private static boolean isSaveFolder(Path folder, PwOutput run) {
            String name = RunTree.name(folder);
            return name.endsWith(".save")
                    && run.files().saveFolder().map(name::equals).orElse(true);
        }

        private void add(RunRecord record) {
            RunRecord first = records.putIfAbsent(record.id(), record);
            if (first != null) {
                duplicates.add(root.resolve(record.origin().source()) + ": the same run as "
                        + first.origin().source());
            }
        }
    }
}
