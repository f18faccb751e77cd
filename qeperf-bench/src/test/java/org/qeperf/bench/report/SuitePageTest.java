package org.qeperf.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a run whose figures are made up. */
class SuitePageTest {

    private static final Surroundings HERE = new Surroundings("CPU, 2.0 GHz", 2, 4096, "Linux", "Java 17", "abc");
    private static final String COMMAND = "java Suite";

    @TempDir
    Path folder;

    private static String result(String benchmark, String parameters, String unit, double... samples) {
        StringBuilder raw = new StringBuilder();
        double sum = 0;
        for (double sample : samples) {
            raw.append(raw.isEmpty() ? "" : ", ").append(sample);
            sum += sample;
        }
        return """
                {"jmhVersion": "1.37", "benchmark": "org.qeperf.bench.%s", "mode": "avgt", "forks": 1,
                 "jvm": "/secret/java", "jvmArgs": ["/secret"], "warmupIterations": 3, "warmupTime": "500 ms",
                 "measurementIterations": 5, "measurementTime": "500 ms", "params": {%s},
                 "primaryMetric": {"score": %s, "scoreError": 0.5, "scoreUnit": "%s", "rawData": [[%s]]},
                 "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 1234.4}}}""".formatted(benchmark, parameters, sum / samples.length, unit, raw);
    }

    private SuiteRun open() throws IOException {
        return SuiteRun.open(folder, "2026-01-31", HERE, COMMAND);
    }

    @Test
    void ratiosStandBesideWhatIsComparedWithTheSameParameters() throws IOException {
        SuiteRun run = open();
        run.add("[" + result("FftGridBenchmark.count", "\"cell\": \"slab\"", "us/op", 10, 10) + ","
                + result("FftGridBenchmark.baselineCountPointByPoint", "\"cell\": \"slab\"", "us/op", 25, 25) + ","
                + result("FftGridBenchmark.baselineCountPointByPoint", "\"cell\": \"silicon\"", "us/op", 7, 7) + "]");
        String page = new SuitePage(run).markdown();
        assertTrue(
                page.contains("\n"
                        + "## FftGridBenchmark\n\n"
                        + "| benchmark | parameters | time | bytes allocated | against | ratio | interval |\n"
                        + "|---|---|---:|---:|---|---:|---|\n"
                        + "| `count` | cell slab | 10.0 ± 0.500 µs | 1,234 | `baselineCountPointByPoint` | 2.50 |"
                        + " 2.50 to 2.50 |\n"
                        + "| `baselineCountPointByPoint` | cell slab | 25.0 ± 0.500 µs | 1,234 | | | |\n"),
                page);
        assertTrue(page.contains("| processor | CPU, 2.0 GHz, 2 cores |\n| memory | 4.0 GiB |\n"), page);
        assertTrue(page.contains("| JMH | 1.37, avgt, 1 forks, warm-up 3 x 500 ms, measured 5 x 500 ms |\n"), page);
    }

    @Test
    void aRunGoesOnWhereItWasAndHoldsNoPath() throws IOException {
        SuiteRun run = open();
        run.add("[" + result("FftGridBenchmark.count", "", "us/op", 10, 10) + "]");
        SuiteRun again = SuiteRun.open(folder, "2026-02-01", HERE, COMMAND);
        assertEquals(run.file(), again.file());
        assertEquals("2026-01-31", again.date());
        assertTrue(again.holds("org.qeperf.bench.FftGridBenchmark.count"));
        assertFalse(again.holds("org.qeperf.bench.FftGridBenchmark.gridAndCount"));
        assertFalse(Files.readString(run.file()).contains("secret"));
        assertEquals(
                "2026-01-31-cpu-2.0-ghz-2-cores-suite.json",
                run.file().getFileName().toString());
        Surroundings later = new Surroundings("CPU, 2.0 GHz", 2, 4096, "Linux", "Java 17", "def");
        SuiteRun other = SuiteRun.open(folder, "2026-01-31", later, COMMAND);
        assertTrue(other.results().isEmpty());
        assertEquals(
                "2026-01-31-2-cpu-2.0-ghz-2-cores-suite.json",
                other.file().getFileName().toString());
    }

    @Test
    void changesAreRatiosWhoseIntervalsLeaveNothingOpen() throws IOException {
        SuiteRun before = open();
        before.add("[" + result("FftGridBenchmark.count", "", "us/op", 20, 20) + ","
                + result("FftGridBenchmark.gridAndCount", "", "us/op", 9, 11) + "]");
        SuiteRun after = SuiteRun.open(folder.resolve("new"), "2026-02-01", HERE, COMMAND);
        after.add("[" + result("FftGridBenchmark.count", "", "us/op", 10, 10) + ","
                + result("FftGridBenchmark.gridAndCount", "", "us/op", 11, 9) + "]");
        String page = new ChangesPage(before, after).markdown();
        assertTrue(
                page.contains("| `FftGridBenchmark.count` |  | 20.0 µs | 10.0 µs | 2.00 | 2.00 to 2.00 | faster |\n"),
                page);
        assertTrue(page.contains("| `FftGridBenchmark.gridAndCount` |  | 10.0 µs | 10.0 µs | 1.00 | "), page);
        assertEquals(1, page.lines().filter(line -> line.endsWith("faster |")).count());
    }

    @Test
    void growthIsAPowerOfTheParameterThatTheClassNames() throws IOException {
        SuiteRun run = open();
        StringBuilder all = new StringBuilder();
        for (int points : List.of(8, 64, 512)) {
            String parameters = "\"points\": \"" + points + "\", \"symmetric\": \"true\"";
            all.append(all.isEmpty() ? "[" : ",")
                    .append(result(
                            "growth.KPointsBenchmark.textToCounts", parameters, "us/op", 2.0 * points, 2.0 * points));
        }
        run.add(all + "]");
        GrowthPage page = new GrowthPage(run);
        assertFalse(page.isEmpty());
        assertTrue(
                page.markdown("growth.svg")
                        .contains("| k-points of the mesh, before symmetry | `KPointsBenchmark.textToCounts, symmetric"
                                + " true` | 3 from 8 to 512 | 16.0 µs | 1.02 ms | 1.00 | 1.00 to 1.00 | 1.00 |\n"),
                page.markdown("growth.svg"));
        assertFalse(new SuitePage(run).markdown().contains("KPointsBenchmark"));
    }

    @Test
    void theProcessorIsItsModelWithoutTheNameOfTheHost() {
        assertEquals(
                "Intel Xeon Processor, 2.6 GHz, virtual",
                Surroundings.processor(List.of(
                        "model name\t: Intel(R) Xeon(R) Processor",
                        "bogomips\t: 5200.00",
                        "flags\t\t: fpu hypervisor sse")));
        assertEquals("unknown", Surroundings.processor(List.of()));
    }

    @Test
    void timesHaveTheUnitInWhichTheyAreReadable() {
        assertEquals("13.0 ± 1.00 ns", Units.time(13e-9, 1e-9));
        assertEquals("1.50 ms", Units.time(1.5e-3, Double.NaN));
        assertEquals("1,234 s", Units.time(1234, Double.NaN));
    }
}
