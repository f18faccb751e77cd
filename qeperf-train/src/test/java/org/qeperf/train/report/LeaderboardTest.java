package org.qeperf.train.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.Predictions;

/** The leaderboard for terminals and for spreadsheets. */
class LeaderboardTest {

    private final AutoMlResult result = ExampleResult.large();

    @Test
    void cellsForTerminals() {
        List<List<String>> rows = LeaderboardTable.rows(result);
        assertEquals(17, rows.size());
        assertEquals(
                List.of(
                        "technique",
                        "validation MAPE",
                        "test MAPE",
                        "median APE",
                        "R2",
                        "seconds",
                        "trials",
                        "failed",
                        "us/row",
                        "reason"),
                rows.get(0));
        assertEquals(
                List.of("normal form", "7.10 %", "7.81 %", "5.47 %", "0.922", "12.5", "20", "0", "1.50", ""),
                rows.get(1));
        assertEquals("a technique whose name somebody made ...", rows.get(3).get(0));
        assertEquals(
                List.of(
                        "single tree",
                        "-",
                        "-",
                        "-",
                        "-",
                        "162.5",
                        "20",
                        "20",
                        "-",
                        "all trials failed: predicts -1.5 s for a row; expected a ..."),
                rows.get(15));
        rows.forEach(row -> assertEquals(10, row.size()));
    }

    @Test
    void noTerminalObeysAName() {
        List<String> all = new ArrayList<>(LeaderboardTable.above(result));
        LeaderboardTable.rows(result).forEach(all::addAll);
        all.addAll(LeaderboardTable.below(result));
        for (String text : all) {
            assertTrue(text.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == 0x202e), text);
        }
    }

    @Test
    void linesAroundTheTable() {
        assertEquals(
                List.of(
                        "runs.csv: exec time (s), 640 rows, 512 of them searched",
                        "held out for the test: rows with nodes above 8.0",
                        "held out to choose by: whole groups of system, in 5 parts",
                        "seed 42, search tpe, 260 trials in 183.3 s"),
                LeaderboardTable.above(result));
        List<String> below = LeaderboardTable.below(result);
        assertEquals("The best technique is normal form (provider/algorithm-0).", below.get(0));
        assertTrue(below.get(3).startsWith("formula: exec time = "), below.get(3));
        assertEquals("note: key hyperparameters_selection was read as search", below.get(4));
        assertEquals(7, below.size());
    }

    @Test
    void cellsForSpreadsheetsAreNoFormulas() {
        String csv = LeaderboardCsv.text(result.leaderboard());
        List<String> lines = csv.lines().toList();
        assertEquals(
                "technique,kind,algorithm,validation_mape,test_mape,test_median_ape,test_rmse,test_mae,test_r2,"
                        + "test_r2_log,seconds,trials,failed,latency_us,values,reason",
                lines.get(0));
        assertEquals(
                "normal form,technique,provider/algorithm-0,0.071,0.0781,0.054669999999999996,12.0,8.0,"
                        + "0.9218999999999999,,12.5,20,0,1.5,'@features=logarithms; @target=logarithm; learning_rate=0.05; trees=200,",
                lines.get(1));
        assertTrue(lines.get(14).startsWith("'=HYPERLINK(1),technique,"), lines.get(14));
        assertEquals(
                "'-1+SUM(A1),refused,smile/svr,,,,,,,,0.25,1,0,,,"
                        + "'@kernel: sigmoid is not positive definite; expected gaussian",
                lines.get(16));
        assertFalse(csv.contains("NaN"));
    }

    @Test
    void errorsFarFromOneStayShort() {
        Predictions none = ExampleResult.predictions(new double[0], new double[0]);
        for (List<String> pair : List.of(
                List.of("0.00123", "0.12 %"),
                List.of("0.000051", "0.0051 %"),
                List.of("1.8e-16", "1.8e-14 %"),
                List.of("0", "0.00 %"),
                List.of("0.5", "50.0 %"),
                List.of("123.456", "12346 %"),
                List.of("1e12", "1.0e+14 %"),
                List.of("NaN", "-"),
                List.of("Infinity", "-"))) {
            double error = Double.parseDouble(pair.get(0));
            AutoMlResult small = ExampleResult.small(none, ExampleResult.trial(error));
            assertEquals(pair.get(1), LeaderboardTable.rows(small).get(1).get(1));
        }
    }
}
