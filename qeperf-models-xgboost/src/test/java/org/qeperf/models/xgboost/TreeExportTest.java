package org.qeperf.models.xgboost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.runtime.score.TreeEnsemble;
import org.qeperf.testkit.SyntheticData;

class TreeExportTest {

    private static final int COLUMNS = SyntheticData.COLUMNS;

    @ParameterizedTest
    @CsvSource({
        "trees, 1, depth, 6, -0.3",
        "trees, 200, depth, 6, 0",
        "trees, 20, depth, 0, 10",
        "trees, 50, bins, 2, 1000",
        "trees, 50, subsample, 0.5, 1e-20",
        "trees, 50, columns, 0.4, 1e9",
        "trees, 50, gamma, 0.5, 1",
        "trees, 50, alpha, 3, 1",
        "lambda, 0, min-child-weight, 0, 1",
        "trees, 100, loss, absolute_error, 3",
        "subsample, 0.5, loss, absolute_error, -1e6",
        "gamma, 0.5, loss, absolute_error, 0.1",
        "trees, 100, loss, pseudo_huber, 3",
        "huber-slope, 1e-4, loss, pseudo_huber, 1e9",
        "gamma, 0.01, loss, pseudo_huber, -0.3"
    })
    void flatTreesPredictWhatTheLibraryPredictsBitByBit(
            String first, String firstValue, String second, String secondValue, double shift) throws XGBoostError {
        TrainingSet data = shifted(SyntheticData.draw(300, 11), shift);
        Booster booster = booster(data, Map.of(first, firstValue, second, secondValue));
        BoosterJson model = BoosterJson.parse(booster.toByteArray("json"));
        TreeEnsemble flat = TreeExport.of(model, model.trees().size(), COLUMNS).ensemble();
        double[] rows = rowsToTry(flat, data);
        float[] single = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            single[i] = (float) rows[i];
        }
        int count = rows.length / COLUMNS;
        double[] scratch = new double[flat.scratchLength()];
        DMatrix matrix = new DMatrix(single, count, COLUMNS, Float.NaN);
        float[][] expected = booster.predict(matrix);
        float[][] inPlace = booster.inplace_predict(single, count, COLUMNS, Float.NaN);
        for (int row = 0; row < count; row++) {
            double value = flat.predict(rows, row * COLUMNS, scratch);
            assertEquals((double) expected[row][0], value, "row " + row);
            assertEquals((double) inPlace[row][0], value, "row " + row);
        }
        matrix.dispose();
        booster.dispose();
    }

    @Test
    void knowsTheRowsAndTheGainOfEverySplit() throws XGBoostError {
        TrainingSet data =
                new TrainingSet(2, new double[] {0, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5}, new double[] {1, 1, 1, 1, 5, 5});
        Booster booster = booster(data, Map.of("trees", "1", "depth", "1", "lambda", "0", "learning-rate", "1"));
        TreeExport export = TreeExport.of(BoosterJson.parse(booster.toByteArray("json")), 1, 2);
        TreeEnsemble flat = export.ensemble();
        assertEquals(14 / 6.0f, flat.base());
        assertEquals(Math.nextDown(4.0f), flat.value(0));
        assertEquals("[6, 4, 2]", Arrays.toString(new int[] {flat.rows(0), flat.rows(1), flat.rows(2)}));
        assertEquals("[0.0, 1.0]", Arrays.toString(export.importance()));
        assertEquals(1, flat.predict(new double[] {0, 3.9}, 0, new double[flat.scratchLength()]), 1e-6);
        assertEquals(5, flat.predict(new double[] {0, 4}, 0, new double[flat.scratchLength()]), 1e-6);
        booster.dispose();
    }

    @ParameterizedTest
    @ValueSource(ints = {299, 300})
    void beginsAbsoluteErrorsWithTheMedianAsTheLibraryDoes(int size) throws XGBoostError {
        NativeCode.require();
        TrainingSet data = SyntheticData.draw(size, 11);
        BoostingSettings settings = BoostingSettings.of(BoostingSettings.ALGORITHM.configure(
                Map.of("trees", "20", "loss", "absolute_error", "learning-rate", "0.3")));
        SingleRows rows = SingleRows.of(data);
        Map<String, Object> parameters = settings.parameters(1, rows);
        float given = (float) parameters.remove("base_score");
        DMatrix matrix = rows.toMatrix();
        Booster booster = XGBoost.train(matrix, parameters, settings.trees(), Map.of(), null, null);
        BoosterJson model = BoosterJson.parse(booster.toByteArray("json"));
        TreeEnsemble flat = TreeExport.of(model, 20, COLUMNS).ensemble();
        assertEquals(given, flat.base());
        float[][] expected = booster.predict(matrix);
        double[] scratch = new double[flat.scratchLength()];
        for (int row = 0; row < data.size(); row++) {
            assertEquals((double) expected[row][0], flat.predict(data.rows(), row * COLUMNS, scratch), "row " + row);
        }
        matrix.dispose();
        booster.dispose();
    }

    @Test
    void spreadsTheImportanceEvenlyWhereNothingWasSplit() throws XGBoostError {
        Booster booster = booster(SyntheticData.draw(1, 1), Map.of("trees", "2"));
        TreeExport export = TreeExport.of(BoosterJson.parse(booster.toByteArray("json")), 2, COLUMNS);
        assertEquals("[0.2, 0.2, 0.2, 0.2, 0.2]", Arrays.toString(export.importance()));
        booster.dispose();
    }

    @Test
    void keepsOnlyTheFirstTrees() throws XGBoostError {
        Booster booster = booster(SyntheticData.draw(100, 1), Map.of("trees", "9"));
        BoosterJson model = BoosterJson.parse(booster.toByteArray("json"));
        assertEquals(9, model.trees().size());
        TreeEnsemble all = TreeExport.of(model, 9, COLUMNS).ensemble();
        TreeEnsemble flat = TreeExport.of(model, 4, COLUMNS).ensemble();
        assertEquals(4, flat.trees());
        assertEquals(all.root(4), flat.nodes());
        booster.dispose();
    }

    @Test
    void refusesLeavesThatAreNotNumbers() {
        BoosterJson model = BoosterJson.parse("""
                {"learner": {"learner_model_param": {"base_score": "5E-1"}, "gradient_booster": {"model": {"trees": [{
                  "left_children": [-1], "right_children": [-1], "split_indices": [0], "split_conditions": [NaN],
                  "sum_hessian": [1], "loss_changes": [0]}]}}}}
                """.getBytes(StandardCharsets.UTF_8));
        TrainingException e = assertThrows(TrainingException.class, () -> TreeExport.of(model, 1, 1));
        assertEquals(
                "tree 1 has a leaf of NaN; the targets are too far from each other for XGBoost's single precision",
                e.getMessage());
    }

    private static Booster booster(TrainingSet data, Map<String, String> given) throws XGBoostError {
        NativeCode.require();
        BoostingSettings settings = BoostingSettings.of(BoostingSettings.ALGORITHM.configure(given));
        SingleRows rows = SingleRows.of(data);
        DMatrix matrix = rows.toMatrix();
        try {
            return XGBoost.train(matrix, settings.parameters(1, rows), settings.trees(), Map.of(), null, null);
        } finally {
            matrix.dispose();
        }
    }

    private static TrainingSet shifted(TrainingSet data, double shift) {
        double[] targets = Arrays.stream(data.targets()).map(y -> y + shift).toArray();
        return new TrainingSet(data.columns(), data.rows(), targets);
    }

    /** The training rows, random ones, and rows on and next to every threshold. */
    private static double[] rowsToTry(TreeEnsemble flat, TrainingSet data) {
        Random random = new Random(5);
        double[] drawn = random.doubles(3_000L * COLUMNS, -3, 3).toArray();
        double[] near = new double[3 * flat.nodes() * COLUMNS];
        int at = 0;
        for (int node = 0; node < flat.nodes(); node++) {
            for (int step = -1; step <= 1; step++) {
                int from = random.nextInt(data.size()) * COLUMNS;
                System.arraycopy(data.rows(), from, near, at, COLUMNS);
                if (flat.feature(node) >= 0) {
                    float below = (float) flat.value(node);
                    near[at + flat.feature(node)] =
                            step < 0 ? below : step == 0 ? Math.nextUp(below) : Math.nextUp(Math.nextUp(below));
                }
                at += COLUMNS;
            }
        }
        assertTrue(near.length > 3 * COLUMNS);
        double[] rows = Arrays.copyOf(data.rows(), data.rows().length + drawn.length + near.length);
        System.arraycopy(drawn, 0, rows, data.rows().length, drawn.length);
        System.arraycopy(near, 0, rows, data.rows().length + drawn.length, near.length);
        return rows;
    }
}
