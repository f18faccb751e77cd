package org.qeperf.train.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.train.automl.AutoMlResult;

class ReportJsonTest {

    private final AutoMlResult result = ExampleResult.large();
    private final JsonNode document = SearchReport.document(result);

    @Test
    void hasAllKeys() {
        assertEquals(
                List.of(
                        "format",
                        "model",
                        "data",
                        "plan",
                        "best",
                        "leaderboard",
                        "without_result",
                        "trials",
                        "validation",
                        "test",
                        "learning_curve",
                        "importance",
                        "formula",
                        "search_history",
                        "seconds",
                        "notes"),
                keys(document));
        assertEquals("qeperf-automl-report/1", document.get("format").textValue());
    }

    @Test
    void rowsOfTheLeaderboardAndTheBestHaveTheSameKeys() {
        List<String> expected = List.of(
                "technique",
                "kind",
                "algorithm",
                "values",
                "validation_mape",
                "test",
                "seconds",
                "trials",
                "failed",
                "latency_us",
                "reason");
        assertEquals(14, document.get("leaderboard").size());
        assertEquals(2, document.get("without_result").size());
        document.get("without_result").forEach(row -> assertEquals(expected, keys(row)));
        document.get("leaderboard")
                .forEach(row -> assertTrue(row.get("validation_mape").isNumber()));
        document.get("leaderboard").forEach(row -> assertEquals(expected, keys(row)));
        assertEquals(document.at("/leaderboard/0"), document.get("best"));
        assertEquals(0.071, document.at("/best/validation_mape").doubleValue());
        assertEquals(128, document.at("/best/test/rows").intValue());
        assertEquals(1.1 * 0.071, document.at("/best/test/mape").doubleValue());
    }

    @Test
    void whatIsNoNumberIsNull() {
        JsonNode useless = document.at("/without_result/0");
        assertEquals("single tree", useless.get("technique").textValue());
        assertTrue(useless.get("validation_mape").isNull());
        assertTrue(useless.get("latency_us").isNull());
        assertTrue(useless.get("test").isNull());
        assertTrue(document.at("/best/test/r2_log").isNull());
        assertFalse(document.toString().contains("NaN"));
        assertFalse(document.toString().contains("Infinity"));
    }

    @Test
    void kindsAndReasons() {
        assertEquals("technique", document.at("/leaderboard/0/kind").textValue());
        assertEquals("baseline", document.at("/leaderboard/5/kind").textValue());
        assertEquals("refused", document.at("/without_result/1/kind").textValue());
        assertEquals(
                "@kernel: sigmoid is not positive definite; expected gaussian",
                document.at("/without_result/1/reason").textValue());
        assertEquals(
                ExampleResult.HOSTILE, document.at("/leaderboard/4/technique").textValue());
    }

    @Test
    void trialsAndTheirHistory() {
        assertEquals(260, document.get("trials").size());
        assertEquals(260, document.get("search_history").size());
        JsonNode trial = document.at("/trials/1");
        assertEquals(1, trial.get("parent").intValue());
        assertEquals(1.0 / 3, trial.get("share").doubleValue());
        assertEquals(2, trial.get("fold_mapes").size());
        assertTrue(document.at("/trials/0/parent").isNull());
        double before = Double.POSITIVE_INFINITY;
        for (JsonNode step : document.get("search_history")) {
            double best = step.get("best_so_far").doubleValue();
            assertTrue(best <= before);
            before = best;
        }
        double lowest = result.trials().stream()
                .filter(t -> t.share() == 1 && !t.failed())
                .mapToDouble(t -> t.error())
                .min()
                .orElseThrow();
        assertEquals(lowest, before);
    }

    @Test
    void predictionsBySizeAndGroup() {
        JsonNode test = document.get("test");
        assertEquals(128, test.get("measured").size());
        assertEquals(128, test.get("predicted").size());
        assertEquals(128, test.get("groups").size());
        assertEquals("system", test.get("group_column").textValue());
        assertEquals(10, test.get("by_magnitude").size());
        assertEquals(9, test.get("by_group").size());
        int rows = 0;
        for (JsonNode part : test.get("by_magnitude")) {
            rows += part.get("rows").intValue();
            assertTrue(part.get("least").doubleValue() <= part.get("most").doubleValue());
        }
        assertEquals(128, rows);
        assertEquals(512, document.at("/validation/measured").size());
    }

    @Test
    void thePlanAndTheData() {
        assertEquals("rows with nodes above 8.0", document.at("/plan/test").textValue());
        assertEquals(
                "whole groups of system, in 5 parts",
                document.at("/plan/selection").textValue());
        assertEquals("tpe", document.at("/plan/search/method").textValue());
        assertEquals(600, document.at("/plan/search/seconds").doubleValue());
        assertTrue(document.at("/plan/search/latency_us").isNull());
        assertEquals(42, document.at("/plan/seed").longValue());
        assertEquals(640, document.at("/data/rows").intValue());
        assertEquals(512, document.at("/data/rows_searched").intValue());
        assertEquals(
                12, document.at("/data/dropped/no number in column 'exec time'").intValue());
        assertEquals("nodes", document.at("/model/features/0").textValue());
    }

    @Test
    void curveImportanceAndFormula() {
        assertEquals(6, document.get("learning_curve").size());
        assertEquals(30, document.at("/learning_curve/0/rows").intValue());
        assertEquals("permutation", document.at("/importance/1/method").textValue());
        assertEquals(22, document.at("/importance/1/values").size());
        assertEquals(
                "feature_0^2*nodes",
                document.at("/importance/1/values/0/feature").textValue());
        assertEquals(1.3, document.at("/importance/1/values/0/value").doubleValue());
        assertTrue(document.get("formula").textValue().startsWith("exec time = "));
        assertEquals(2, document.get("notes").size());
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
