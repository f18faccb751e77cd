package org.qeperf.train.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.models.ShippedModels;
import org.qeperf.runtime.models.ShippedModels.ShippedModel;
import org.qeperf.train.registry.RegistryException.Kind;

/** The model files, by digest, and the models read from them. Safe for concurrent use. */
final class ModelFiles {

    private static final String FOLDER = "models";

    private final Path folder;
    private final List<FeatureSchema> schemas;
    private final Map<String, ShippedModel> shipped = new ConcurrentHashMap<>();

    /** Models that nobody serves may be forgotten and read again. */
    private final Map<String, SoftReference<PortableModel>> read = new ConcurrentHashMap<>();

    ModelFiles(Path registry, Collection<FeatureSchema> schemas, ShippedModels shippedModels) {
        folder = registry.resolve(FOLDER);
        this.schemas = List.copyOf(schemas);
        shippedModels.all().forEach(one -> shipped.put(one.sha256(), one));
    }

    /** Believes nothing in a file that somebody sent. */
    PortableModel verified(String name, byte[] bytes) {
        return ArtifactReader.read(name, new ByteArrayInputStream(bytes), schemas);
    }

    /** Writes a file, unless it is there. */
    void write(String sha256, byte[] bytes) {
        removeHalfWritten();
        Path file = file(sha256);
        if (!holds(file, bytes)) {
            AtomicFile.write(file, bytes);
        }
        AtomicFile.force(folder);
        AtomicFile.force(folder.resolveSibling(""));
    }

    private static boolean holds(Path file, byte[] bytes) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == bytes.length
                    && Digest.sha256(Files.readAllBytes(file)).equals(Digest.sha256(bytes));
        } catch (IOException e) {
            return false;
        }
    }

    /** Left by writers that were killed; one writes at a time. */
    private void removeHalfWritten() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".qeperf-*.tmp")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A model, read and verified where it is not at hand.
     *
     * @throws RegistryException if its file is missing or damaged
     * @throws ArtifactException if it holds no model that can be used
     */
    PortableModel model(ModelVersion version) {
        ShippedModel own = shipped.get(version.sha256());
        if (own != null) {
            return own.model();
        }
        SoftReference<PortableModel> reference = read.get(version.sha256());
        PortableModel known = reference == null ? null : reference.get();
        if (known != null) {
            return known;
        }
        PortableModel model = verified(name(version), content(version));
        if (!model.model().equals(version.model()) || !model.target().equals(version.target())) {
            throw damaged(version, "this is not " + version.model());
        }
        read.put(version.sha256(), new SoftReference<>(model));
        return model;
    }

    /**
     * The bytes of a model.
     *
     * @throws RegistryException if its file is missing or damaged
     */
    byte[] content(ModelVersion version) {
        ShippedModel own = shipped.get(version.sha256());
        if (own != null) {
            return own.bytes();
        }
        try {
            Path file = file(version.sha256());
            if (Files.size(file) == version.bytes()) {
                byte[] bytes = Files.readAllBytes(file);
                if (Digest.sha256(bytes).equals(version.sha256())) {
                    return bytes;
                }
            }
        } catch (NoSuchFileException e) {
            throw damaged(version, "there is no such file");
        } catch (IOException e) {
            throw new RegistryException(Kind.DAMAGED, name(version) + ": cannot be read", e);
        }
        throw damaged(version, "the content has changed");
    }

    /** Whether the file of a version is there, in its size. */
    boolean hasFile(ModelVersion version) {
        try {
            return shipped.containsKey(version.sha256()) || Files.size(file(version.sha256())) == version.bytes();
        } catch (IOException e) {
            return false;
        }
    }

    RegistryException damaged(ModelVersion version, String what) {
        return new RegistryException(
                Kind.DAMAGED, name(version) + ": " + what + "; expected " + version.model() + " as it was registered");
    }

    private static String name(ModelVersion version) {
        return FOLDER + "/" + version.sha256() + ModelShelf.ENDING;
    }

    private Path file(String sha256) {
        return folder.resolve(sha256 + ModelShelf.ENDING);
    }
}
