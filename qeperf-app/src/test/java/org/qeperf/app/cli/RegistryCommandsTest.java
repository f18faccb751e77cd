package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.models.ShippedModels;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.registry.ModelRegistry;

/** The commands of {@code models} that work on the registry. */
class RegistryCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Collection<FeatureSchema> SCHEMAS =
            Extractors.find("pw.x").schemas();
    private static final ShippedModels SHIPPED = ShippedModels.read(SCHEMAS);
    private static final String RUNS = "runs.jsonl";
    private static final int SOME = 60;

    @TempDir
    private Path folder;

    /** The shipped model of any machine under another name. */
    private Path model(String name, String version) throws IOException {
        PortableModel any = (PortableModel) SHIPPED.anyMachine().secondsPerScfIteration();
        Manifest m = any.manifest();
        Manifest renamed = new Manifest(
                m.format(),
                name,
                version,
                m.algorithm(),
                m.hyperparameters(),
                m.code(),
                m.schema(),
                m.fingerprint(),
                m.target(),
                m.unit(),
                m.inputs(),
                m.targetForm(),
                m.normalizer(),
                m.law(),
                m.regressor(),
                m.training());
        double[][] range = any.range();
        PortableModel model = new PortableModel(
                renamed,
                any.schema(),
                any.preparation(),
                any.regressor(),
                any.interval(),
                range[0],
                range[1],
                any.insights());
        return Files.write(
                folder.resolve(name + "-" + version + ".qeperf"),
                ArtifactWriter.toBytes(model, new FeatureMatrix(any.schema(), range[1])));
    }

    /** The first of qeperf's own runs. */
    private Path runs() throws IOException {
        List<RunRecord> all = RunSet.read(Path.of("../data/pwx-runs.jsonl.gz")).runs();
        Path file = folder.resolve(RUNS);
        RunSet.write(file, all.subList(0, SOME));
        return file;
    }

    private Console.Result models(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("models"));
        all.addAll(Arrays.asList(arguments));
        all.add("--data");
        all.add(folder.resolve("data"));
        return Console.run(all.toArray());
    }

    private static Console.Result done(String line) {
        return new Console.Result(0, line + "\n", "");
    }

    private void fill() throws IOException {
        ModelRegistry registry = ModelRegistry.open(folder.resolve("data/registry"), SCHEMAS, SHIPPED);
        registry.register(Files.readAllBytes(model("mine", "1")), "runs of April");
        registry.register(Files.readAllBytes(model("mine", "2")), "runs of May");
    }

    @Test
    void aModelIsRegisteredPromotedAndRolledBack() throws IOException {
        Path file = model("mine", "1");
        assertEquals(
                done("registered mine@1 of seconds_per_scf_iteration, SHA-256 "
                        + Digest.sha256(Files.readAllBytes(file))
                        + "; 'qeperf models promote mine@1 --machine M --reason TEXT' makes it answer"),
                models("register", file));
        assertEquals(
                0,
                models("register", model("mine", "2"), "--origin", "runs of May")
                        .status());
        assertEquals(
                done("mine@1 is the champion of seconds_per_scf_iteration on any machine"),
                models("promote", "mine@1", "--machine", "any", "--reason", "closer"));
        assertEquals(
                done("mine@2 is the challenger of seconds_per_scf_iteration on bench"),
                models("promote", "mine@2", "--machine", "Bench", "--reason", "new", "--challenger"));
        assertEquals(
                done("mine@2 is the champion of seconds_per_scf_iteration on bench"),
                models("promote", "mine@2", "--machine", "bench", "--reason", "closer still"));
        assertEquals(
                done("seconds_per_scf_iteration on bench: mine@1 answers"),
                models("rollback", "seconds_per_scf_iteration", "--machine", "bench", "--reason", "worse"));
        assertEquals(
                done("seconds_per_scf_iteration on any machine: what ships with qeperf answers"),
                models("withdraw", "seconds_per_scf_iteration", "--machine", "any", "--reason", "worse"));
        List<String> history = models("history").out().lines().toList();
        assertEquals(8, history.size());
        assertTrue(history.get(0).matches("TIME +EVENT +MODEL +FOR +REASON"), history.get(0));
        assertTrue(history.get(1).matches("\\S+Z +registered +mine@1 +- +file mine-1.qeperf"), history.get(1));
        assertTrue(history.get(2).matches("\\S+Z +registered +mine@2 +- +runs of May"), history.get(2));
        assertTrue(
                history.get(6).matches("\\S+Z +rolled back champion +- +seconds_per_scf_iteration on bench +worse"),
                history.get(6));
    }

    @Test
    void theListHasTheAliases() throws IOException {
        fill();
        models("promote", "mine@2", "--machine", "any", "--reason", "x");
        models("promote", "mine@2", "--machine", "bench", "--reason", "x", "--challenger");
        List<String> lines = models("list").out().lines().toList();
        assertEquals(9, lines.size());
        assertTrue(lines.get(0).endsWith("MEDIAN ERROR  ALIASES"), lines.get(0));
        assertTrue(lines.get(8).endsWith("champion on any machine, challenger on bench"), lines.get(8));
        JsonNode document = JSON.readTree(models("list", "--format", "json").out());
        assertEquals("shipped", document.get(0).get("origin").textValue());
        assertEquals("runs of May", document.get(7).get("origin").textValue());
        assertEquals(
                "[{\"target\":\"seconds_per_scf_iteration\",\"machine\":\"any\",\"alias\":\"champion\"},"
                        + "{\"target\":\"seconds_per_scf_iteration\",\"machine\":\"bench\",\"alias\":\"challenger\"}]",
                document.get(7).get("aliases").toString());
        JsonNode history = JSON.readTree(models("history", "--format", "json").out());
        assertEquals("registered", history.get(0).get("kind").textValue());
        assertEquals("bench", history.get(3).get("machine").textValue());
        JsonNode back = JSON.readTree(
                models("rollback", "seconds_per_scf_iteration", "--machine", "any", "--reason", "x", "--format", "json")
                        .out());
        assertEquals("pw-scf-any-machine", back.get("name").textValue());
        assertEquals("1", back.get("version").textValue());
    }

    @Test
    void aModelThatIsGoneIsTold() throws IOException {
        fill();
        Path file;
        try (var files = Files.list(folder.resolve("data/registry/models"))) {
            file = files.sorted().findFirst().orElseThrow();
        }
        Files.write(file, new byte[1]);
        Console.Result result = models("list");
        assertEquals(0, result.status());
        assertEquals(8, result.out().lines().count());
        assertTrue(
                result.err()
                        .startsWith("models/" + file.getFileName() + ": missing or of another size; expected mine@"),
                result.err());
    }

    @Test
    void registeredModelsCanBeNamedAnywhere() throws IOException {
        fill();
        assertEquals(
                "mine",
                JSON.readTree(models("show", "mine", "--format", "json").out())
                        .get("name")
                        .textValue());
        Path input = ExampleInput.write(folder, ExampleInput.TEXT);
        Console.Result result = Console.run(
                "predict",
                input,
                "--pseudo-dir",
                folder,
                "--nodes",
                "1",
                "--tasks-per-node",
                "1",
                "--model",
                "mine@2",
                "--data",
                folder.resolve("data"),
                "--format",
                "json");
        assertEquals(
                "{\"name\":\"mine\",\"version\":\"2\"}",
                JSON.readTree(result.out()).get("model").toString(),
                result.err());
        assertEquals(
                "pw-scf-any-machine",
                JSON.readTree(models("show", "champion", "--format", "json").out())
                        .get("name")
                        .textValue());
    }

    @Test
    void twoModelsAreComparedOnTheSameRuns() throws IOException {
        fill();
        Console.Result result =
                models("compare", "mine@1", "pw-seconds-per-scf-iteration", "--runs", runs(), "--format", "json");
        JsonNode document = JSON.readTree(result.out());
        assertEquals("", result.err());
        assertEquals("mine@1", document.get("models").get(0).get("model").textValue());
        JsonNode own = document.get("models").get(1);
        assertTrue(
                own.get("median_factor").doubleValue()
                        < document.get("models").get(0).get("median_factor").doubleValue(),
                result.out());
        for (String figure : List.of("mape", "within_25_percent", "coverage_90", "factor_90")) {
            assertTrue(own.get(figure).isNumber(), figure);
        }
        assertTrue(document.get("signed_rank").get("over_systems").get("p").doubleValue() < 1e-3);
        assertEquals(
                document.get("systems").intValue(), document.get("by_system").size());
        String text = models("compare", "mine@1", "mine@2", "--runs", runs()).out();
        assertTrue(text.contains("\np over runs 1.0 (0 pairs), over systems 1.0 (0 pairs)\n"), text);
        assertTrue(text.startsWith("seconds_per_scf_iteration of " + document.get("runs") + " runs of "), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "promote mine --machine any --reason x|2|model mine has no version; expected NAME@VERSION; see 'qeperf models --help'",
                "promote mine@9 --machine any --reason x|3|there is no model 'mine@9'; known are pw-seconds-per-scf-iteration@1,"
                        + " pw-scf-iterations@1, pw-ionic-steps@1, pw-seconds-outside-scf@1, pw-peak-memory-per-rank@1,"
                        + " pw-scf-any-machine@1, mine@1, mine@2",
                "promote mine@1 --machine a/b --reason x|2|machine 'a/b'; expected lower-case letters, digits, hyphens, underscores and"
                        + " periods, at most 64; see 'qeperf models --help'",
                "rollback happiness --machine any --reason x|2|there is no target 'happiness'; expected one of"
                        + " seconds_per_scf_iteration, scf_iterations, ionic_steps, seconds_outside_scf, peak_memory_per_rank; see"
                        + " 'qeperf models --help'",
                "rollback ionic_steps --machine any --reason x|3|the champion of ionic_steps on any machine was not changed; expected a"
                        + " change to undo",
                "compare mine@1 pw-ionic-steps --runs RUNS|3|model mine@1 predicts seconds_per_scf_iteration and"
                        + " model pw-ionic-steps@1 predicts ionic_steps; expected two of one target",
                "compare mine@1 mine@2 --runs RUNS --machine moon|3|no run of runs.jsonl is of machine moon;"
                        + " expected another --machine",
                "compare mine@1 mine@2 --runs x --rules no|2|there is no cleaning 'no'; expected one of default, thesis, native, balanced,"
                        + " any-machine, or several joined by +; see 'qeperf models compare --help'"
            })
    void mistakesAreExplained(String arguments, int status, String message) throws IOException {
        fill();
        assertEquals(Console.refused(status, message), models((Object[]) arguments
                .replace("RUNS", arguments.contains("RUNS") ? runs().toString() : "")
                .split(" ")));
    }

    @Test
    void whatIsNoModelOfRunsIsNotCompared() throws IOException {
        Path onnx = folder.resolve("model.onnx");
        assertEquals(
                0, Console.run("models", "export", "pw-scf-any-machine", onnx).status());
        assertEquals(
                Console.refused(3, "model " + onnx + " can't be asked about runs; expected a model file of runs"),
                models("compare", onnx, "pw-scf-any-machine", "--runs", runs()));
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("no.qeperf"), "no zip");
        assertEquals(
                Console.refused(3, file + ": there is no manifest.json; expected a sound model file"),
                models("register", file));
        assertEquals(
                Console.refused(2, folder.resolve("none.qeperf") + ": no such file"),
                models("register", folder.resolve("none.qeperf")));
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsHeld() throws IOException {
        Path file = folder.resolve("large.qeperf");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength((64L << 20) + 1);
        }
        assertEquals(
                Console.refused(2, file + ":1:1: the file is larger than 67108864 bytes; expected a smaller file"),
                models("register", file));
    }

    @Test
    void theDataFolderIsWhereTheDesktopRulesSay() {
        Path home = Path.of("/home/me");
        assertEquals(Path.of("/home/me/.local/share/qeperf"), RegistryOption.fromEnvironment(Map.of(), home));
        assertEquals(Path.of("/d/qeperf"), RegistryOption.fromEnvironment(Map.of("XDG_DATA_HOME", "/d"), home));
        assertEquals(
                Path.of("/home/me/.local/share/qeperf"),
                RegistryOption.fromEnvironment(Map.of("XDG_DATA_HOME", "d", "QEPERF_DATA", ""), home));
        assertEquals(
                Path.of("/q"),
                RegistryOption.fromEnvironment(Map.of("XDG_DATA_HOME", "/d", "QEPERF_DATA", "/q"), home));
    }
}
