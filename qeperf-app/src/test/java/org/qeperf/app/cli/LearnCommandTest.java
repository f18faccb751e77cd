package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.features.input.QeVersion;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunRecordJson;
import org.qeperf.train.data.RunSet;

/** What to run next, and what runs were worth, on the command line. */
class LearnCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RUNS = Path.of("../data/pwx-runs.jsonl.gz");

    @TempDir
    private Path folder;

    private Path plan;

    @BeforeEach
    void writePlan() throws IOException {
        Path silicon = Path.of("../qeperf-examples/silicon").toAbsolutePath().normalize();
        plan = folder.resolve("plan.yaml");
        Files.writeString(plan, """
                name: silicon
                seed: 1
                machine: {name: bench, cores_per_node: 2, memory_mb_per_node: 24000}
                program: pw.x
                launch: mpirun -n {ranks}
                version: "%s"
                pseudopotentials: {directories: [%s]}
                limits: {seconds: 600, memory_mb: 8000}
                runs:
                  - name: all
                    systems: [%s/si.in]
                    cutoffs: [x0.5, x1, 30/120]
                    kpoints: [gamma, 2 2 2 0 0 0, 6 6 6 1 1 1]
                    cells: [1 1 1, 2 1 1]
                    variables: {mixing_beta: ["0.3", "0.7"]}
                    repeats: 2
                    layouts: [{ranks: 1}, {ranks: 2}, {ranks: 2, pools: 2}, {ranks: 2, band_groups: 2}]
                """.formatted(QeVersion.NEWEST, silicon, silicon));
    }

    private static Set<String> planned(Path file, Path campaign) throws IOException {
        Console.Result console =
                Console.run("campaign", file.toString(), "-o", campaign.toString(), "--dry-run", "--format", "json");
        assertEquals(0, console.status(), console.err());
        Set<String> ids = new HashSet<>();
        JSON.readTree(console.out())
                .get("planned")
                .forEach(run -> ids.add(run.get("id").asText()));
        return ids;
    }

    private JsonNode next(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("learn", "next", "--plan", plan.toString(), "--format", "json"));
        words.addAll(List.of("-o", folder.resolve("next.yaml").toString()));
        words.addAll(List.of(more));
        Console.Result console = Console.run(words.toArray());
        assertEquals(0, console.status(), console.err());
        return JSON.readTree(console.out());
    }

    /** The runs chosen are runs of the plan, by the names that a campaign gives them. */
    @Test
    void thePlanThatIsWrittenHasTheSameRuns() throws IOException {
        JsonNode answer = next("--count", "7");
        Set<String> chosen = new HashSet<>();
        answer.get("chosen").forEach(run -> chosen.add(run.get("id").asText()));
        assertEquals(7, chosen.size());
        assertEquals(chosen, planned(folder.resolve("next.yaml"), folder.resolve("a")));
        assertTrue(planned(plan, folder.resolve("b")).containsAll(chosen));
        assertEquals(108, answer.get("candidates").asInt(), "3 x 3 x 2 x 2 inputs with three layouts");
        assertEquals(288 - 108, answer.get("unusable").asInt(), "repetitions, and layouts with band groups");
    }

    @Test
    void runsThatWereMadeAreNotChosenAgain() throws IOException {
        List<RunRecord> runs = new ArrayList<>();
        String line = RunRecordJson.write(RunSet.read(RUNS).runs().get(0)).toString();
        for (JsonNode choice : next("--count", "5").get("chosen")) {
            String id = choice.get("id").asText();
            Path file = folder.resolve("one.jsonl");
            Files.writeString(
                    file,
                    line.replace("1c99ffd2f8c1c676", id)
                                    .replace("00222e108d9b6ce8/", id + "/")
                                    .replace("\n", "") + "\n");
            runs.addAll(RunSet.read(file).runs());
        }
        Path made = folder.resolve("made.jsonl");
        RunSet.write(made, runs);
        JsonNode again = next("--count", "5", "--runs", made.toString());
        assertEquals(5, again.get("made").asInt());
        again.get("chosen")
                .forEach(choice -> assertTrue(runs.stream()
                        .noneMatch(run -> run.id().equals(choice.get("id").asText()))));
    }

    @Test
    void aBudgetIsKept() throws IOException {
        JsonNode answer = next("--budget", "30");
        double seconds = 0;
        for (JsonNode choice : answer.get("chosen")) {
            seconds += choice.get("seconds").asDouble();
        }
        assertEquals(seconds, answer.get("seconds").asDouble(), 1e-9);
        assertTrue(seconds <= 30 && seconds > 10, seconds + " s");
    }

    @Test
    void wrongOptionsAreExplained() {
        String written = folder.resolve("next.yaml").toString();
        requireError(
                "--count is 0; expected at least 1; see 'qeperf learn next --help'\n",
                "next",
                "--plan",
                plan.toString(),
                "-o",
                written,
                "--count",
                "0");
        requireError(
                "--budget is -1.0; expected a positive number of seconds; see 'qeperf learn next --help'\n",
                "next",
                "--plan",
                plan.toString(),
                "-o",
                written,
                "--budget",
                "-1");
        requireError(
                "Invalid value for option '--rule': there is no rule 'best'; expected one of random, spread, deviation, gain,"
                        + " gain-per-cost; see 'qeperf learn next --help'\n",
                "next",
                "--plan",
                plan.toString(),
                "-o",
                written,
                "--rule",
                "best");
        requireError(
                "--sizes is [5, 4]; expected numbers that ascend, from 3 on; see 'qeperf learn curve --help'\n",
                "curve",
                "--runs",
                RUNS.toString(),
                "--sizes",
                "5,4");
        requireError(
                "--seeds is 1; expected at least 2; see 'qeperf learn curve --help'\n",
                "curve",
                "--runs",
                RUNS.toString(),
                "--seeds",
                "1");
        requireError(
                "cannot write a.pdf; expected a file that ends with .svg or .png; see 'qeperf learn curve --help'\n",
                "curve",
                "--runs",
                RUNS.toString(),
                "--figure",
                "a.pdf");
        requireError("expected one of: next, curve, speedup; see 'qeperf learn --help'\n");
    }

    private static void requireError(String expected, String... words) {
        List<String> all = new ArrayList<>(List.of("learn"));
        all.addAll(List.of(words));
        Console.Result console = Console.run(all.toArray());
        assertEquals(2, console.status());
        assertEquals(expected, console.err());
    }

    @Test
    void aPoolThatIsTooSmallIsRefused() {
        Console.Result console =
                Console.run("learn", "curve", "--runs", RUNS.toString(), "--sizes", "5000", "--seeds", "2");
        assertEquals(3, console.status());
        assertTrue(
                console.err()
                        .matches(
                                "a pool of 1[0-9]{3} runs is too small for 5000; expected smaller numbers of runs, or more"
                                        + " runs\n"),
                console.err());
    }

    @Test
    void aCurveHasAPointForEachRuleAndNumber() throws IOException {
        Path figure = folder.resolve("curve.svg");
        Console.Result console = Console.run(
                "learn",
                "curve",
                "--runs",
                RUNS.toString(),
                "--sizes",
                "10,20",
                "--seeds",
                "2",
                "--figure",
                figure.toString(),
                "--format",
                "json");
        assertEquals(0, console.status(), console.err());
        JsonNode curve = JSON.readTree(console.out());
        assertEquals(10, curve.get("points").size());
        assertEquals(4, curve.get("versus_random").size());
        for (JsonNode point : curve.get("points")) {
            assertTrue(point.get("median_factor").asDouble() > 1, point::toString);
            assertTrue(point.get("core_seconds").asDouble() > 0, point::toString);
        }
        assertTrue(Files.readString(figure).contains("</svg>"));
    }

    @Test
    void theSpeedupIsThatOfItsTimes() throws IOException {
        Console.Result console = Console.run("learn", "speedup", "--runs", RUNS.toString(), "--format", "json");
        assertEquals(0, console.status(), console.err());
        JsonNode answer = JSON.readTree(console.out());
        assertEquals(1722, answer.get("runs").asInt());
        double sequential = answer.get("sequential_seconds").asDouble();
        double lookup = answer.get("lookup_seconds").asDouble();
        assertTrue(lookup < 0.01, lookup + " s for a prediction");
        assertEquals(sequential / lookup, answer.get("limit").asDouble(), 1e-6 * sequential / lookup);
    }
}
