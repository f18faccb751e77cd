package org.qeperf.train.automl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.train.validate.Validation;

class InsightsTest {

    @TempDir
    private Path folder;

    private SmallPlan plan;

    @BeforeEach
    void makePlan() {
        plan = new SmallPlan(folder);
        double[][] rows = SmallPlan.rows(192);
        for (double[] row : rows) {
            row[3] = 10 * row[0] - row[1] + 20;
        }
        SmallPlan.write(plan.csv, SmallPlan.table(rows));
        plan.standardize = List.of(false);
        plan.targets = List.of(TargetForm.IDENTITY);
        plan.techniques = List.of(StubProvider.technique(StubProvider.RIDGE, Map.of("alpha", "0")));
    }

    private static Map<String, Double> importance(AutoMlResult result, String method) {
        return result.importance().stream()
                .filter(importance -> importance.method().equals(method))
                .findFirst()
                .orElseThrow()
                .values();
    }

    @Test
    void theErrorFallsWithTheRowsLearntFrom() throws Exception {
        plan.techniques = List.of(StubProvider.technique(StubProvider.RIDGE, Map.of("alpha", "1000")));
        plan.test = new Validation.HoldOut(0.25);
        plan.selection = new Validation.KFold(4);
        AutoMlResult result = plan.run(folder.resolve("out"));
        assertEquals(List.of(30, 60, 108), List.copyOf(result.learningCurve().keySet()));
        Map<Integer, Double> curve = result.learningCurve();
        assertTrue(curve.get(30) > curve.get(60) && curve.get(60) > curve.get(108), curve::toString);
        assertEquals(
                result.best().validationMape(), curve.get(108), 1e-12, "with all rows it is the error of the search");
    }

    @Test
    void theCurveStartsWhereATechniqueCanLearn() throws Exception {
        plan.techniques = List.of(SmallPlan.odd("refuses-few"));
        plan.selection = new Validation.KFold(4);
        assertEquals(
                List.of(60, 108),
                List.copyOf(plan.run(folder.resolve("out")).learningCurve().keySet()));
    }

    @Test
    void shufflingAColumnThatMattersHurts() throws Exception {
        AutoMlResult result = plan.run(folder.resolve("out"));
        Map<String, Double> permutation = importance(result, "permutation");
        assertEquals("work", permutation.keySet().iterator().next());
        assertTrue(permutation.get("work") > 0.1, permutation::toString);
        assertTrue(permutation.get("cores") > 0.01, permutation::toString);
        assertEquals(0, permutation.get("noise"), 1e-6);
    }

    @Test
    void shapleyValuesOfAStraightLineAreItsParts() throws Exception {
        AutoMlResult result = plan.run(folder.resolve("out"));
        Map<String, Double> shap = importance(result, "shap");
        assertEquals("work", shap.keySet().iterator().next());
        assertEquals(0, shap.get("noise"), 1e-3);
        assertTrue(shap.get("work") > 10 * shap.get("cores") / 2, shap::toString);
        assertTrue(
                result.formula().orElseThrow().startsWith("time = 20 + 10 work - 1 cores"), result.formula()::toString);
    }

    @Test
    void onlyWhatTheModelTellsIsThere() throws Exception {
        assertEquals(
                List.of("permutation", "shap"),
                plan.run(folder.resolve("out")).importance().stream()
                        .map(Importance::method)
                        .toList());
    }
}
