package org.qeperf.train.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;

/**
 * A model file as a model of MLflow, of the flavour {@value #FLAVOUR}: a program in Python that knows qeperf's model files can read it,
 * {@code mlflow.pyfunc} cannot.
 */
public final class MlflowModel {

    static final String FLAVOUR = "qeperf";

    /** Folder of the model among the artifacts. */
    static final String FOLDER = "model";

    /** Name of the model file. */
    static final String FILE = "model.qeperf";

    private static final int UUID_DIGITS = 32;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final PortableModel model;
    private final byte[] file;

    /**
     * A model with its file.
     *
     * @param model the model
     * @param file content of the file that it was read from or written to; copied
     */
    public MlflowModel(PortableModel model, byte[] file) {
        this.model = model;
        this.file = file.clone();
    }

    /**
     * A model with its file.
     *
     * @param model the model
     * @param file the file that it was read from or written to
     * @return both
     * @throws UncheckedIOException if the file cannot be read
     */
    public static MlflowModel of(PortableModel model, Path file) {
        try {
            return new MlflowModel(model, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] file() {
        return file.clone();
    }

    Manifest manifest() {
        return model.manifest();
    }

    String sha256() {
        return Digest.sha256(file);
    }

    /** Content of the file {@code MLmodel}. */
    String description(String run, Instant created) {
        Manifest manifest = model.manifest();
        return new FlatYaml()
                .text("artifact_path", FOLDER)
                .mapping(
                        "flavors",
                        new FlatYaml()
                                .mapping(
                                        FLAVOUR,
                                        new FlatYaml()
                                                .text("data", FILE)
                                                .number("format", manifest.format())
                                                .text("name", manifest.name())
                                                .text("version", manifest.version())
                                                .text("target", manifest.target())
                                                .text("unit", manifest.unit())))
                .number("model_size_bytes", file.length)
                .text("model_uuid", uuid())
                .text("run_id", run)
                .mapping(
                        "signature",
                        new FlatYaml()
                                .text("inputs", inputs())
                                .text("outputs", outputs())
                                .bare("params", "null"))
                .text("utc_time_created", TIME.format(created))
                .toString();
    }

    /** The tag by which MLflow finds the models of a run. */
    String history(String run, Instant created) {
        ArrayNode models = JsonNodeFactory.instance.arrayNode();
        ObjectNode entry = models.addObject();
        entry.put("run_id", run)
                .put("artifact_path", FOLDER)
                .put("utc_time_created", TIME.format(created))
                .put("model_uuid", uuid());
        entry.putObject("flavors").putObject(FLAVOUR).put("data", FILE);
        return models.toString();
    }

    private String uuid() {
        return sha256().substring(0, UUID_DIGITS);
    }

    private String inputs() {
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        for (FeatureSpec feature : model.schema().features()) {
            columns.addObject()
                    .put("type", "double")
                    .put("name", feature.name())
                    .put("required", true);
        }
        return columns.toString();
    }

    private String outputs() {
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        columns.addObject()
                .put("type", "double")
                .put("name", model.manifest().target())
                .put("required", true);
        return columns.toString();
    }
}
