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
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.predict.Interval;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
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
        assertTrue(
                warnings.contains("warning: 64 pools for 4 k-points: some pools have no k-points and no work\n"),
                warnings);
    }

    @Test
    void printsTheForecastAsOneJsonDocument() throws IOException {
        Console.Result result = Console.run(
                "predict", input, "--tasks-per-node", 4, "--threads-per-task", 2, "--pools", 2, "--format", "json");
        assertEquals(0, result.status());
        assertEquals("", result.err());
        JsonNode document = JSON.readTree(result.out());
        RunForecast forecast = forecast(new Layout(1, 4, 2, 2));
        Interval interval = forecast.secondsPerScfIteration().interval();
        JsonNode time = document.get("seconds_per_scf_iteration");
        assertEquals(
                forecast.secondsPerScfIteration().value(), time.get("value").doubleValue());
        assertEquals(interval.lower(), time.get("lower").doubleValue());
        assertEquals(interval.upper(), time.get("upper").doubleValue());
        assertEquals(0.9, time.get("level").doubleValue());
        double megabytes = forecast.memoryPerRankBytes() / (1 << 20);
        assertEquals(megabytes, document.get("memory_per_rank_mb").get("value").doubleValue());
        assertEquals(
                4 * megabytes, document.get("memory_per_node_mb").get("value").doubleValue());
        assertEquals(forecast.model().name(), document.get("model").get("name").textValue());
        assertEquals(
                forecast.model().version(), document.get("model").get("version").textValue());
        assertEquals(
                "{\"nodes\":1,\"tasks_per_node\":4,\"threads_per_task\":2,\"pools\":2}",
                document.get("layout").toString());
        assertEquals("local", document.get("machine").get("name").textValue());
        List<String> warnings = new ArrayList<>();
        document.get("warnings").forEach(warning -> warnings.add(warning.textValue()));
        assertEquals(forecast.warnings(), warnings);
        assertEquals(
                forecast.secondsPerScfIteration().extrapolation().size(),
                document.get("outside_experience").size());
    }

    @Test
    void printsTheForecastForPeople() {
        RunForecast forecast = forecast(Layout.serial());
        Interval interval = forecast.secondsPerScfIteration().interval();
        Console.Result result = Console.run("predict", input);
        String expected = String.format(
                Locale.ROOT,
                """
                time per SCF iteration  %-15s  90 %% between %.3g s and %.3g s
                memory per rank         %-15s  pw.x's own estimate
                """,
                String.format(
                        Locale.ROOT, "%.3g s", forecast.secondsPerScfIteration().value()),
                interval.lower(),
                interval.upper(),
                String.format(Locale.ROOT, "%.1f MB", forecast.memoryPerRankBytes() / (1 << 20)));
        assertEquals(0, result.status());
        assertTrue(result.out().replaceAll(" +", " ").startsWith(expected.replaceAll(" +", " ")), result.out());
        assertEquals(
                forecast.warnings().stream().map(w -> "warning: " + w).toList(),
                result.err().lines().toList());
    }

    @Test
    void takesAModelOfTheUsers() throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        byte[] shipped;
        try (var in = RunPredictor.class.getResourceAsStream("/org/qeperf/runtime/models/default.qeperf")) {
            shipped = in.readAllBytes();
        }
        Path file = Files.write(models.resolve("mine.qeperf"), shipped);
        Console.Result expected = Console.run("predict", input);
        String name = forecast(Layout.serial()).model().toString();
        assertEquals(expected, Console.run("predict", input, "--model", file));
        assertEquals(expected, Console.run("predict", input, "--model", name, "--models-dir", models));
    }

    @Test
    void refusesAModelThatIsNotThere() {
        assertEquals(
                Console.refused(
                        3,
                        "there is no model 'other'; known are "
                                + forecast(Layout.serial()).model()
                                + ", or name a file that ends with .qeperf or .onnx"),
                Console.run("predict", input, "--model", "other"));
        assertEquals(
                Console.refused(3, "there is no model file 'other.qeperf'"),
                Console.run("predict", input, "--model", "other.qeperf"));
    }

    /** What is predicted is the shipped model's forecast, whatever file it is read from. */
    @Test
    void takesAnOnnxFile() {
        Path file = folder.resolve("model.onnx");
        String name = forecast(Layout.serial()).model().name();
        assertEquals(new Console.Result(0, "", ""), Console.run("models", "export", name, file));
        assertEquals(Console.run("predict", input), Console.run("predict", input, "--model", file));
        assertEquals(
                Console.run("predict", input, "--format", "json"),
                Console.run("predict", input, "--format", "json", "--model", file));
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
                "--machine hal            | there is no machine 'hal'; expected one of: local",
                "--pools 2                | 2 pools do not divide 1 ranks; expected a divisor of the number of ranks",
                "--nodes 3 --pools 2      | 2 pools do not divide 3 ranks; expected a divisor of the number of ranks",
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
        assertEquals(Console.refused(2, missing + ": no such file"), Console.run("predict", missing));
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

    private RunForecast forecast(Layout layout) {
        return RunPredictor.load().predict(SimulationFiles.of(input), layout, Machines.local());
    }
}
