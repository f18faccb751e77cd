package org.qeperf.bench.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.train.Progress;
import org.qeperf.bench.answer.Table.Form;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;

/** The plans of the data set with few trees, on the runs of its systems with most runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeasurementTest {

    private static final Path DATA = Path.of("../data");
    private static final int LEAST_RUNS = 45;
    private static final int RUNS = 30;

    private List<Table> tables;

    @BeforeAll
    void measure(@TempDir Path folder) throws IOException {
        Map<String, Integer> sizes = new TreeMap<>();
        List<RunRecord> all = RunSet.read(DATA.resolve("pwx-runs.jsonl.gz")).runs();
        all.forEach(run -> run.system().ifPresent(system -> sizes.merge(system, 1, Integer::sum)));
        Map<String, Integer> taken = new TreeMap<>();
        List<RunRecord> some = all.stream()
                .filter(run -> run.system()
                                .map(sizes::get)
                                .filter(n -> n >= LEAST_RUNS)
                                .isPresent()
                        && taken.merge(run.system().orElseThrow(), 1, Integer::sum) <= RUNS)
                .toList();
        RunSet.write(folder.resolve("runs.jsonl"), some);
        for (String plan :
                List.of("seconds_per_scf_iteration", "scf_iterations", "seconds_outside_scf", "peak_memory_per_rank")) {
            String text = Files.readString(DATA.resolve("pwx-runs").resolve(plan + ".yaml"))
                    .replaceAll("(?m)^runs:.*", "runs: runs.jsonl")
                    .replaceAll("(?m)^folds:.*", "folds: 3")
                    .replaceAll("trees: \\d+", "trees: 10")
                    .replace("learning-rate: 0.04", "learning-rate: 0.3");
            Files.writeString(folder.resolve(plan + ".yaml"), text);
        }
        tables = Measurement.of(
                Material.of(folder, Progress.SILENT), LimitedRun.read(limits(folder, some)), time -> Map.of());
    }

    /** As if the runs had been killed with less than they took. */
    private static Path limits(Path folder, List<RunRecord> runs) throws IOException {
        StringBuilder text = new StringBuilder("id,factor,limit_bytes,end\n");
        boolean enough = false;
        for (RunRecord run : runs) {
            if (run.memory().peak().isPresent()
                    && run.place().evenLayout().isPresent()
                    && run.outcome().isFinished()) {
                enough = !enough;
                double factor = enough ? 1.5 : 0.5;
                long limit = (long) (factor
                        * run.memory().peak().getAsLong()
                        * run.place().evenLayout().get().ranks());
                text.append(run.id()).append(',').append(factor).append(',').append(limit);
                text.append(enough ? ",finished" : ",killed").append('\n');
            }
        }
        return Files.writeString(folder.resolve("limits.csv"), text);
    }

    private Table table(String title) {
        return tables.stream()
                .filter(table -> table.title().startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyPartHasItsTables() {
        assertEquals(
                List.of(
                        "Seconds per iteration",
                        "Seconds per iteration, each fold of the shipped model's plan",
                        "Seconds per iteration, each fold of all models",
                        "Noise of seconds per iteration",
                        "Seconds per iteration, fewer systems",
                        "Total wall time",
                        "Intervals of the total wall time",
                        "Peak memory of a rank",
                        "Out of memory",
                        "Out of memory",
                        "Convergence",
                        "Advice by time per iteration",
                        "Advice by total time",
                        "Intervals of each target"),
                tables.stream().map(table -> table.title().split(":", -1)[0]).toList());
        assertTrue(tables.stream().noneMatch(table -> table.rows().isEmpty()));
    }

    @Test
    void sharesAreShares() {
        for (Table table : tables) {
            for (int i = 0; i < table.columns().size(); i++) {
                if (table.columns().get(i).form() == Form.PERCENT) {
                    for (Table.Row row : table.rows()) {
                        assertFalse(row.values()[i] < 0, table.markdown());
                    }
                }
            }
        }
    }

    @Test
    void fewerUnknownsMeanSmallerErrors() {
        Table total = table("Total wall time");
        double predicted = total.value("all predicted", "median error");
        assertTrue(total.value("both known", "median error") < predicted, total.markdown());
        assertTrue(total.value("iterations known", "median error") < predicted, total.markdown());
        assertTrue(total.value("all predicted", "R2(log)") > 0, total.markdown());
    }

    @Test
    void higherLevelsHoldMore() {
        Table intervals = table("Intervals of the total wall time");
        String column = "runs inside, or that end in time";
        assertTrue(
                intervals.value("interval at 95 %", column) > intervals.value("interval at 80 %", column),
                intervals.markdown());
    }

    @Test
    void measuredMemoryTellsWhoIsKilled() {
        Table memory = table("Out of memory: ");
        assertEquals(1, memory.value("measured memory over the limit above 1", "area under the curve"));
        assertEquals(1, memory.value("measured memory over the limit above 1", "found"));
        assertEquals(0, memory.value("measured memory over the limit above 1", "false alarms"));
        assertTrue(memory.value("chance above 0.5", "area under the curve") > 0.9, memory.markdown());
    }

    @Test
    void chanceIsWorseThanPerfectAdvice() {
        Table advice = table("Advice by time per iteration");
        assertTrue(
                advice.value("any layout, by chance", "regret at most 5 %")
                        < advice.value("a perfect model, with the noise of the measurements", "regret at most 5 %"),
                advice.markdown());
    }
}
