package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.forecast.Estimate;
import org.qeperf.runtime.forecast.MemoryForecast;
import org.qeperf.runtime.forecast.Risk;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.forecast.TimeForecast;
import org.qeperf.runtime.machine.Machines;

class PredictCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @TempDir
    private Path folder;

    private Path input;

    @BeforeEach
    void writeAnInput() {
        input = ExampleInput.write(folder, ExampleInput.TEXT);
    }

    @Test
    void theReadmeShowsWhatThisPrints() throws IOException {
        Path silicon = Path.of("../qeperf-examples/silicon/si.in");
        String printed = Console.run("predict", silicon, "--tasks-per-node", 2, "--pools", 2)
                .out();
        String withoutMachine = printed.substring(0, printed.indexOf("machine"));
        assertTrue(Files.readString(Path.of("../README.md")).contains(withoutMachine), withoutMachine);
    }

    @Test
    void warnsOfPoolsWithoutWork() {
        String warnings = Console.run("predict", input, "--tasks-per-node", 64, "--pools", 64)
                .err();
        assertTrue(warnings.contains("warning: 64 pools for 4 k-points: 60 pools without work\n"), warnings);
    }

    @Test
    void printsTheForecastAsOneJsonDocument() throws IOException {
        Console.Result result = Console.run(
                "predict", input, "--tasks-per-node", 4, "--threads-per-task", 2, "--pools", 2, "--format", "json");
        assertEquals(0, result.status());
        assertEquals("", result.err());
        JsonNode document = JSON.readTree(result.out());
        RunForecast forecast = forecast(new Layout(1, 4, 2, 2));
        TimeForecast time = forecast.time();
        assertEstimate(time.totalSeconds(), 1, document.get("total_wall_seconds"));
        assertEstimate(time.secondsPerScfIteration(), 1, document.get("seconds_per_scf_iteration"));
        assertEstimate(time.secondsOutsideScf(), 1, document.get("seconds_outside_scf"));
        assertEquals(
                time.scfIterations().value(),
                document.get("n_scf_iterations").get("value").doubleValue());
        assertEquals(1, document.get("n_ionic_steps").get("value").doubleValue(), 0.5);
        assertTrue(document.get("n_ionic_steps").get("lower").doubleValue() >= 1);
        assertEquals(time.requestSeconds(), document.get("walltime_request_s").longValue());
        assertEquals(time.maxSeconds(), document.get("max_seconds").longValue());
        assertEquals(JSON.valueToTree(time.kernelShares()), document.get("kernel_shares"));
        MemoryForecast memory = forecast.memory();
        assertEstimate(memory.perRank(), 1 << 20, document.get("memory_per_rank_mb"));
        assertEstimate(memory.perNode(), 1 << 20, document.get("memory_per_node_mb"));
        assertEquals(
                memory.programsEstimateBytes().orElseThrow() / (1 << 20),
                document.get("memory_estimate_mb").doubleValue());
        assertEquals("fits", document.get("memory_fit").textValue());
        assertEquals("[]", document.get("memory_remedies").toString());
        Risk risk = forecast.risk();
        assertEquals(risk.ofFailure(), document.get("failure_probability").doubleValue());
        assertEquals(
                JSON.createObjectNode()
                        .put("memory", risk.memory())
                        .put("not_converged", risk.notConverged())
                        .put("time_limit", 0.0)
                        .put("invalid_layout", 0.0),
                document.get("failure_probabilities"));
    }

    @Test
    void theDocumentSaysWhatWasAskedAndOfWhom() throws IOException {
        Console.Result result = Console.run(
                "predict", input, "--tasks-per-node", 4, "--threads-per-task", 2, "--pools", 2, "--format", "json");
        JsonNode document = JSON.readTree(result.out());
        RunForecast forecast = forecast(new Layout(1, 4, 2, 2));
        ModelId model = timeModel(forecast);
        assertEquals(model.name(), document.get("model").get("name").textValue());
        assertEquals(model.version(), document.get("model").get("version").textValue());
        List<String> targets = new ArrayList<>();
        document.get("models").fieldNames().forEachRemaining(targets::add);
        assertEquals(
                List.of(
                        "seconds_per_scf_iteration",
                        "scf_iterations",
                        "ionic_steps",
                        "seconds_outside_scf",
                        "peak_memory_per_rank"),
                targets);
        assertEquals(document.get("model"), document.get("models").get("seconds_per_scf_iteration"));
        assertEquals(
                "{\"nodes\":1,\"tasks_per_node\":4,\"threads_per_task\":2,\"pools\":2}",
                document.get("layout").toString());
        assertEquals("local", document.get("machine").get("name").textValue());
        List<String> warnings = new ArrayList<>();
        document.get("warnings").forEach(warning -> warnings.add(warning.textValue()));
        assertEquals(forecast.warnings(), warnings);
        assertEquals(
                forecast.outsideTraining(), document.get("outside_training").booleanValue());
        assertEquals(
                forecast.predictions().stream()
                        .mapToInt(p -> p.extrapolation().size())
                        .sum(),
                document.get("outside_experience").size());
        assertEquals(forecast.problems().size(), document.get("problems").size());
    }

    private static void assertEstimate(Prediction expected, double unit, JsonNode actual) {
        assertEstimate(new Estimate(expected.value(), expected.interval()), unit, actual);
    }

    private static void assertEstimate(Estimate expected, double unit, JsonNode actual) {
        assertEquals(expected.value() / unit, actual.get("value").doubleValue());
        assertEquals(expected.interval().lower() / unit, actual.get("lower").doubleValue());
        assertEquals(expected.interval().upper() / unit, actual.get("upper").doubleValue());
        assertEquals(0.9, actual.get("level").doubleValue());
    }

    @Test
    void groupsThatWereChosenAreInTheDocument() throws IOException {
        Console.Result result = Console.run(
                "predict",
                input,
                "--tasks-per-node",
                4,
                "--diagonalization-ranks",
                4,
                "--task-groups",
                2,
                "--format",
                "json");
        assertEquals(
                "{\"nodes\":1,\"tasks_per_node\":4,\"threads_per_task\":1,\"pools\":1,"
                        + "\"diagonalization_ranks\":4,\"task_groups\":2}",
                JSON.readTree(result.out()).get("layout").toString());
    }

    @Test
    void levelsAndTheLimitAreTheUsers() throws IOException {
        Console.Result result = Console.run(
                "predict", input, "--level", 0.5, "--request-level", 0.6, "--time-limit", 1, "--format", "json");
        JsonNode document = JSON.readTree(result.out());
        for (String key : List.of("total_wall_seconds", "seconds_per_scf_iteration", "memory_per_node_mb")) {
            assertEquals(0.5, document.get(key).get("level").doubleValue(), key);
        }
        RunForecast forecast = RunPredictor.load()
                .predict(
                        RunPredictor.load().read(SimulationFiles.of(input)),
                        Layout.serial(),
                        Machines.local(),
                        new RunQuestion(0.5, 0.6, OptionalDouble.of(1)));
        assertEquals(1, document.get("walltime_request_s").longValue());
        assertEquals(
                forecast.risk().timeLimit(),
                document.get("failure_probabilities").get("time_limit").doubleValue());
    }

    @Test
    void printsTheForecastForPeopleWithTheAnswerFirst() {
        RunForecast forecast = forecast(Layout.serial());
        Console.Result result = Console.run("predict", input);
        assertEquals(0, result.status());
        List<List<String>> rows = ForecastTable.of(forecast, RunQuestion.DEFAULT);
        List<String> lines =
                result.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
        assertEquals(rows.stream().map(row -> String.join(" ", row).strip()).toList(), lines);
        assertTrue(lines.get(0).startsWith("total time "), lines.get(0));
        assertTrue(lines.get(1).startsWith("ask for "), lines.get(1));
        assertEquals(
                forecast.warnings().stream().map(w -> "warning: " + w).toList(),
                result.err().lines().toList());
    }

    /** The answer is printed all the same, since it says why and what else to do. */
    @ParameterizedTest
    @CsvSource({"1, 2", "3, 2"})
    void aLayoutInWhichPwStopsIsAnsweredWithStatus2(int nodes, int pools) throws IOException {
        LayoutProblem problem =
                forecast(new Layout(nodes, 1, 1, pools)).problems().get(0);
        Console.Result json = Console.run("predict", input, "--nodes", nodes, "--pools", pools, "--format", "json");
        assertEquals(2, json.status());
        assertEquals("pw.x stops: " + problem + "\n", json.err());
        JsonNode document = JSON.readTree(json.out());
        assertEquals(1, document.get("failure_probability").doubleValue());
        assertEquals(
                1, document.get("failure_probabilities").get("invalid_layout").doubleValue());
        assertEquals(
                JSON.createObjectNode()
                        .put("rule", problem.rule())
                        .put("severity", "stops")
                        .put("message", problem.message())
                        .put("printed", problem.printed().orElseThrow())
                        .put("advice", problem.advice()),
                document.get("problems").get(0));
        Console.Result table = Console.run("predict", input, "--nodes", nodes, "--pools", pools);
        assertEquals(2, table.status());
        assertTrue(table.out().contains("  stops  ") && table.out().contains(problem.toString()), table.out());
        assertTrue(table.err().endsWith("pw.x stops: " + problem + "\n"), table.err());
    }

    @Test
    void takesAModelOfTheUsers() throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        byte[] shipped;
        try (var in =
                RunPredictor.class.getResourceAsStream("/org/qeperf/runtime/models/seconds_per_scf_iteration.qeperf")) {
            shipped = in.readAllBytes();
        }
        Path file = Files.write(models.resolve("mine.qeperf"), shipped);
        Console.Result expected = Console.run("predict", input);
        String name = timeModel(forecast(Layout.serial())).toString();
        assertEquals(expected, Console.run("predict", input, "--model", file));
        assertEquals(expected, Console.run("predict", input, "--model", name, "--models-dir", models));
    }

    @Test
    void refusesAModelThatIsNotThere() {
        assertEquals(
                Console.refused(
                        3,
                        "there is no model 'other'; known are "
                                + forecast(Layout.serial()).models().values().stream()
                                        .map(ModelId::toString)
                                        .collect(Collectors.joining(", "))
                                + ", pw-scf-any-machine@1, or name a file that ends with .qeperf or .onnx"),
                Console.run("predict", input, "--model", "other"));
        assertEquals(
                Console.refused(3, "there is no model file 'other.qeperf'"),
                Console.run("predict", input, "--model", "other.qeperf"));
    }

    /** The time of an iteration is the shipped model's, whatever file it is read from. */
    @Test
    void takesAnOnnxFile() throws IOException {
        Path file = folder.resolve("model.onnx");
        String name = timeModel(forecast(Layout.serial())).name();
        assertEquals(new Console.Result(0, "", ""), Console.run("models", "export", name, file));
        JsonNode shipped =
                JSON.readTree(Console.run("predict", input, "--format", "json").out());
        JsonNode exported = JSON.readTree(Console.run("predict", input, "--format", "json", "--model", file)
                .out());
        for (String key : List.of("seconds_per_scf_iteration", "n_scf_iterations", "memory_per_rank_mb", "models")) {
            assertEquals(shipped.get(key), exported.get(key), key);
        }
        assertEquals("{}", exported.get("kernel_shares").toString());
    }

    @Test
    void refusesADamagedOnnxFile() throws IOException {
        Path file = Files.writeString(folder.resolve("damaged.onnx"), "no graph");
        assertEquals(
                Console.refused(3, file + ": not an ONNX file; expected an ONNX model as docs/onnx.md describes"),
                Console.run("predict", input, "--model", file));
    }

    @Test
    void refusesADamagedModel() throws IOException {
        Path file = Files.writeString(folder.resolve("damaged.qeperf"), "no zip");
        assertEquals(
                Console.refused(3, file + ": there is no manifest.json; expected a sound model file"),
                Console.run("predict", input, "--model", file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--pools 0                | the number of pools is 0; expected at least 1",
                "--task-groups 0          | the number of task groups is 0; expected at least 1",
                "--diagonalization-ranks -1"
                        + " | the number of ranks of the linear algebra group is -1; expected at least 1",
                "--level 1                | --level is 1.0; expected between 0 and 1, such as 0.9",
                "--level NaN              | --level is NaN; expected between 0 and 1, such as 0.9",
                "--request-level 0        | --request-level is 0.0; expected between 0 and 1, such as 0.9",
                "--time-limit soon        | Invalid value for option '--time-limit':"
                        + " 'soon' is not a time; expected 2h, 1.5h, 90m, 3600 or HH:MM:SS",
                "--nodes 0                | the number of nodes is 0; expected at least 1",
                "--tasks-per-node -1      | the number of tasks per node is -1; expected at least 1",
                "--threads-per-task 0     | the number of threads per task is 0; expected at least 1",
                "--nodes 2147483647 --tasks-per-node 2"
                        + " | 2147483647 nodes x 2 tasks x 1 threads are too many cores",
                "--nodes many             | Invalid value for option '--nodes': 'many' is not an int",
                "--turbo                  | Unknown option: '--turbo'",
                "second.in                | Unmatched argument at index 2: 'second.in'",
                "--model                  | Missing required parameter for option '--model' (NAME)",
                "--format xml             | Invalid value for option '--format':"
                        + " expected one of [TABLE, JSON] (case-insensitive) but was 'xml'"
            })
    void refusesArgumentsThatMakeNoSense(String arguments, String problem) {
        List<Object> all = new ArrayList<>(List.of("predict", input));
        all.addAll(List.of(arguments.split(" ")));
        assertEquals(Console.refused(2, problem + "; see 'qeperf predict --help'"), Console.run(all.toArray()));
    }

    @Test
    void asksForAnInput() {
        assertEquals(
                Console.refused(2, "Missing required parameter: 'INPUT'; see 'qeperf predict --help'"),
                Console.run("predict"));
    }

    @Test
    void tellsThatTheInputIsMissing() {
        Path missing = folder.resolve("missing.in");
        assertEquals(
                Console.refused(2, missing + ": no such file; expected the path of a file"),
                Console.run("predict", missing));
    }

    @Test
    void tellsThatTheInputIsAFolder() {
        assertEquals(
                Console.refused(2, folder + ":1:1: this is a folder; expected a pw.x input file"),
                Console.run("predict", folder));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("nat = 1", "nat = 2", "10:1: ATOMIC_POSITIONS lists 1 atom; expected 2 (nat in &SYSTEM)"),
                arguments(
                        "= 10",
                        "= ten",
                        "4:52: invalid number 'ten' for ecutwfc; expected a number such as 30, 0.5 or 1.0d-8"),
                arguments(
                        "/\n&ELECTRONS",
                        "&ELECTRONS",
                        "5:1: unexpected '&ELECTRONS'; expected a variable, or / at the end of &SYSTEM"),
                arguments(
                        "  He 0.0",
                        "  Xx 0.0",
                        "11:3: atom of unknown species 'Xx'; expected one of 'He' (ATOMIC_SPECIES)"),
                arguments(
                        "automatic",
                        "automatik",
                        "12:10: unknown option 'automatik' of K_POINTS; expected one of tpiba, crystal, automatic,"
                                + " gamma, tpiba_b, crystal_b, tpiba_c, crystal_c"),
                arguments(
                        "2 2 2 0 0 0",
                        "2 2 2 0 0",
                        "13:3: K_POINTS line has 5 words; expected six whole numbers: n1 n2 n3 s1 s2 s3"),
                arguments("A = 3.0, ", "", "3:1: no lattice parameter is given; expected celldm(1) or A, positive"),
                arguments(
                        "ibrav = 1",
                        "ibrav = 99",
                        "4:11: there is no Bravais lattice 99; expected ibrav one of 0, 1, 2, 3, -3, 4, 5, -5, 6, 7, 8,"
                                + " 9, -9, 91, 10, 11, 12, -12, 13, -13, 14"),
                arguments(
                        "He.UPF",
                        "../He.UPF",
                        "9:10: a file name with a slash, of which pw.x reads '..'; expected a file name without folders;"
                                + " they go into pseudo_dir"),
                arguments("&SYSTEM", "&SYSTEMS", "3:1: namelist &systems is not one of pw.x's; expected &SYSTEM"),
                arguments(
                        "0.0 0.0 0.0",
                        "0.0 0.0",
                        "11:3: ATOMIC_POSITIONS line has 3 words; expected a label, three coordinates and"
                                + " perhaps three flags, with blanks between"),
                arguments(
                        ExampleInput.TEXT,
                        "",
                        "1:1: there is no namelist &CONTROL; expected &CONTROL, &SYSTEM and &ELECTRONS, in"
                                + " this order"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("mistakes")
    void saysOnOneLineWhatIsWrongWithTheInput(String sound, String broken, String problem) {
        ExampleInput.write(folder, ExampleInput.TEXT.replace(sound, broken));
        assertEquals(Console.refused(2, input + ":" + problem), Console.run("predict", input));
        assertEquals(Console.refused(2, input + ":" + problem), Console.run("predict", input, "--format", "json"));
    }

    @Test
    void saysWhichPseudopotentialIsMissing() throws IOException {
        Files.delete(folder.resolve("He.UPF"));
        Path pseudo = folder.resolve("pseudo");
        assertEquals(
                Console.refused(
                        2,
                        input + ":9:3: pseudopotential 'He.UPF' of species 'He' is missing; expected it in one of "
                                + pseudo + ", " + folder),
                Console.run("predict", input, "--pseudo-dir", pseudo));
    }

    private static ModelId timeModel(RunForecast forecast) {
        return forecast.models().get(Target.SECONDS_PER_SCF_ITERATION);
    }

    private RunForecast forecast(Layout layout) {
        return RunPredictor.load().predict(SimulationFiles.of(input), layout, Machines.local());
    }
}
