package org.qeperf.train.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Digest;

/**
 * A folder of MLflow, {@code mlruns}: experiments and their runs in files. What is there already stays as it is, so that several
 * programs can log to one folder. Safe for concurrent use.
 */
public final class MlflowStore {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String META = "meta.yaml";
    private static final String ID = "[0-9]{1,18}";
    private static final int RUN_DIGITS = 32;

    /** MLflow's own limits have grown; this is the oldest for params. */
    private static final int LONGEST_PARAM = 500;

    private static final int LONGEST_TAG = 5000;
    private static final String USER = "qeperf";
    private static final int LOCAL = 4;
    private static final int FINISHED = 3;

    private final Path root;

    private MlflowStore(Path root) {
        this.root = root;
    }

    /**
     * Opens a folder; one that is not there is made with the first run.
     *
     * @param folder the folder that MLflow is pointed at
     * @return the store
     */
    public static MlflowStore open(Path folder) {
        return new MlflowStore(folder.toAbsolutePath().normalize());
    }

    Path root() {
        return root;
    }

    /**
     * Adds a run. One that is there already, of equal content, stays as it is.
     *
     * @param experiment name of the experiment; made if there is none
     * @param run the run
     * @return its identifier, 32 hexadecimal digits: a digest of all that it says
     * @throws QePerfException if the experiment was deleted in MLflow
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public String log(String experiment, MlflowRun run) {
        return folder(experiment, run).getFileName().toString();
    }

    /** The folder of a run that is there or was added. */
    Path folder(String experiment, MlflowRun run) {
        try {
            Files.createDirectories(root.resolve(".trash"));
            Path folder = experiment(experiment);
            String id = id(run);
            Path place = folder.resolve(id);
            if (!Files.exists(place.resolve(META))) {
                write(place, folder.getFileName().toString(), id, run);
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(MlflowRun run) {
        String all = run.name()
                + '\0'
                + run.started()
                + '\0'
                + run.ended()
                + '\0'
                + run.params()
                + '\0'
                + run.metrics()
                + '\0'
                + run.tags()
                + '\0'
                + run.model().map(MlflowModel::sha256);
        return Digest.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, RUN_DIGITS);
    }

    /** MLflow skips a folder without meta.yaml, so that comes last. */
    private static void write(Path place, String experiment, String id, MlflowRun run) throws IOException {
        for (String part : List.of("artifacts", "metrics", "params", "tags")) {
            Files.createDirectories(place.resolve(part));
        }
        run.params().forEach((name, value) -> put(place.resolve("params"), name, cut(value, LONGEST_PARAM)));
        metrics(run).forEach((name, lines) -> put(place.resolve("metrics"), name, lines));
        Map<String, String> tags = new TreeMap<>(run.tags());
        tags.put("mlflow.runName", run.name());
        tags.put("mlflow.user", USER);
        tags.put("mlflow.source.name", USER);
        tags.put("mlflow.source.type", "LOCAL");
        run.model().ifPresent(model -> {
            Path folder = place.resolve("artifacts").resolve(MlflowModel.FOLDER);
            AtomicFile.write(folder.resolve(MlflowModel.FILE), model.file());
            AtomicFile.write(folder.resolve("MLmodel"), bytes(model.description(id, run.ended())));
            tags.put("mlflow.log-model.history", model.history(id, run.ended()));
        });
        tags.forEach((name, value) -> put(place.resolve("tags"), name, cut(value, LONGEST_TAG)));
        AtomicFile.write(
                place.resolve(META),
                bytes(new FlatYaml()
                        .text("artifact_uri", uri(place.resolve("artifacts")))
                        .bare("deleted_time", "null")
                        .number("end_time", run.ended().toEpochMilli())
                        .text("entry_point_name", "")
                        .text("experiment_id", experiment)
                        .text("lifecycle_stage", "active")
                        .text("run_id", id)
                        .text("run_name", run.name())
                        .text("run_uuid", id)
                        .text("source_name", "")
                        .number("source_type", LOCAL)
                        .text("source_version", "")
                        .number("start_time", run.started().toEpochMilli())
                        .number("status", FINISHED)
                        .bare("tags", "[]")
                        .text("user_id", USER)
                        .toString()));
    }

    /** Lines of time, value and step; Python reads {@code NaN} and {@code Infinity} as Java writes them. */
    private static Map<String, String> metrics(MlflowRun run) {
        Map<String, String> lines = new TreeMap<>();
        long time = run.ended().toEpochMilli();
        for (MlflowRun.Metric metric : run.metrics()) {
            lines.merge(metric.name(), time + " " + metric.value() + " " + metric.step() + "\n", String::concat);
        }
        return lines;
    }

    static void put(Path folder, String name, String content) {
        AtomicFile.write(folder.resolve(PlainName.ofMlflow(name)), bytes(content));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, text.offsetByCodePoints(0, most / 2)) + " ...";
    }

    /** Without a slash at the end, whether the folder is there or not. */
    static String uri(Path path) {
        String uri = path.toUri().toString();
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    private Path experiment(String name) throws IOException {
        long last = 0;
        for (Path folder : experiments()) {
            last = Math.max(last, Long.parseLong(folder.getFileName().toString()));
            Path meta = folder.resolve(META);
            Optional<JsonNode> node = Files.exists(meta) ? Optional.of(YAML.readTree(meta.toFile())) : Optional.empty();
            if (node.isPresent() && name.equals(node.get().path("name").asText())) {
                if (!node.get().path("lifecycle_stage").asText("active").equals("active")) {
                    throw new QePerfException("the experiment " + InputException.quote(name)
                            + " was deleted in MLflow; expected another name, or 'mlflow experiments restore'");
                }
                return folder;
            }
        }
        while (true) {
            Path folder = root.resolve(Long.toString(++last));
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            long now = Instant.now().toEpochMilli();
            AtomicFile.write(
                    folder.resolve(META),
                    bytes(new FlatYaml()
                            .text("artifact_location", uri(folder))
                            .number("creation_time", now)
                            .text("experiment_id", Long.toString(last))
                            .number("last_update_time", now)
                            .text("lifecycle_stage", "active")
                            .text("name", name)
                            .toString()));
            return folder;
        }
    }

    private List<Path> experiments() throws IOException {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> all = Stream.concat(Files.list(root), Files.list(root.resolve(".trash")))) {
            all.filter(path -> path.getFileName().toString().matches(ID))
                    .sorted()
                    .forEach(folders::add);
        }
        return folders;
    }
}
