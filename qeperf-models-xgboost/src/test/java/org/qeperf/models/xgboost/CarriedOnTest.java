package org.qeperf.models.xgboost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.TreeEnsemble;
import org.qeperf.testkit.SyntheticData;

class CarriedOnTest {

    private final TrainingSet data = SyntheticData.draw(400, 2);

    @ParameterizedTest
    @CsvSource({
        "squared_error, depth, 6",
        "squared_error, gamma, 0.01",
        "absolute_error, depth, 6",
        "absolute_error, depth, 0",
        "pseudo_huber, depth, 6",
        "pseudo_huber, huber-slope, 10"
    })
    void isTheFunctionOfOneTraining(String loss, String name, String value) {
        Map<String, String> settings = Map.of("loss", loss, name, value);
        TrainedRegressor whole = train(100, settings);
        TrainedRegressor half = train(50, settings);
        TrainedRegressor resumed = resume(50, settings, half);
        Map<String, Object> expected = ((TreeEnsemble) whole.regressor()).arrays();
        Map<String, Object> actual = ((TreeEnsemble) resumed.regressor()).arrays();
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((array, numbers) ->
                assertTrue(Arrays.deepEquals(new Object[] {numbers}, new Object[] {actual.get(array)}), array));
        double[] loss100 = insight(whole, Insight.TRAINING_LOSS);
        assertArrayEquals(Arrays.copyOfRange(loss100, 50, 100), insight(resumed, Insight.TRAINING_LOSS));
        assertArrayEquals(insight(whole, Insight.IMPORTANCE), insight(resumed, Insight.IMPORTANCE), 1e-12);
        assertEquals(insight(whole, Insight.GAIN)[0], insight(resumed, Insight.GAIN)[0], 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"squared_error", "absolute_error", "pseudo_huber"})
    void doesNotDrawTheSameRowsAgain(String loss) {
        Map<String, String> settings = Map.of("loss", loss, "subsample", "0.5", "columns", "0.5");
        TrainedRegressor half = train(50, settings);
        TreeEnsemble resumed = (TreeEnsemble) resume(50, settings, half).regressor();
        assertEquals(100, resumed.trees());
        assertEquals(
                resumed.arrays().values().stream().map(CarriedOnTest::text).toList(),
                ((TreeEnsemble) resume(50, settings, half).regressor())
                        .arrays().values().stream().map(CarriedOnTest::text).toList());
        TreeEnsemble first = (TreeEnsemble) half.regressor();
        TreeEnsemble fromScratch =
                (TreeEnsemble) resume(50, settings, new TrainedRegressor(constant(first.base()), List.of()))
                        .regressor();
        // Trees that begin anew with other draws: their first split differs from that of the first tree.
        assertFalse(
                fromScratch.feature(1) == first.feature(0) && fromScratch.value(1) == first.value(0),
                "the same rows again");
        assertTrue(error(resumed) < error(first));
    }

    @Test
    void laterTreesMayGoByOtherSettings() {
        TrainedRegressor half = train(50, Map.of("depth", "2"));
        TrainedRegressor resumed = resume(
                30,
                Map.of(
                        "loss",
                        "absolute_error",
                        "depth",
                        "5",
                        "learning-rate",
                        "0.2",
                        "patience",
                        "1",
                        "validation",
                        "0"),
                half);
        TreeEnsemble trees = (TreeEnsemble) resumed.regressor();
        assertEquals(80, trees.trees());
        assertEquals(30, insight(resumed, Insight.TRAINING_LOSS).length);
        assertFalse(resumed.insight(Insight.VALIDATION_LOSS).isPresent());
        assertTrue(error(trees) < error(half.regressor()));
        for (int tree = 0; tree < 80; tree++) {
            assertEquals(400, trees.rows(trees.root(tree)), "rows of tree " + tree);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"squared_error", "absolute_error", "pseudo_huber"})
    void knowsTheRowsOfEveryNode(String loss) {
        Map<String, String> settings = Map.of("loss", loss, "huber-slope", "0.01");
        TreeEnsemble trees =
                (TreeEnsemble) resume(10, settings, train(10, settings)).regressor();
        for (int node = 0; node < trees.nodes(); node++) {
            assertTrue(trees.rows(node) > 0, "node " + node);
            if (trees.feature(node) >= 0) {
                assertEquals(trees.rows(node), trees.rows(node + 1) + trees.rows(trees.right(node)), "node " + node);
            }
        }
        for (int tree = 0; tree < 20; tree++) {
            assertEquals(400, trees.rows(trees.root(tree)), "rows of tree " + tree);
        }
    }

    @Test
    void tellsNoImportanceWhereTheEarlierTreesTellNone() {
        TrainedRegressor half = train(10, Map.of());
        TrainedRegressor resumed = resume(10, Map.of(), new TrainedRegressor(half.regressor(), List.of()));
        assertFalse(resumed.insight(Insight.IMPORTANCE).isPresent());
        assertFalse(resumed.insight(Insight.GAIN).isPresent());
    }

    @Test
    void reportsTheTreesToAdd() {
        List<String> heard = new ArrayList<>();
        new XgboostProvider()
                .resume(
                        spec(2, Map.of()),
                        data,
                        train(3, Map.of()),
                        (what, done, total) -> heard.add(what + " " + done + " of " + total));
        assertEquals(List.of("tree 1 of 2", "tree 2 of 2"), heard);
    }

    @Test
    void refusesWhatIsNotItsOwn() {
        assertRefuses(
                "xgboost carries on a tree-ensemble of its own over 5 columns, not this linear over 5",
                new LinearFunction(1, new double[5]));
        assertRefuses(
                "xgboost carries on a tree-ensemble of its own over 5 columns, not this tree-ensemble over 4",
                TreeEnsemble.builder(4).singlePrecision().leaf(1, 1).build());
        String notOwn = "xgboost carries on a tree-ensemble of its own over 5 columns, not this tree-ensemble over 5";
        assertRefuses(notOwn, TreeEnsemble.builder(5).leaf(1, 1).build());
        assertRefuses(
                notOwn,
                TreeEnsemble.builder(5).singlePrecision().divisor(2).leaf(1, 1).build());
        TrainingSpec known = spec(1, Map.of());
        TrainingSpec unknown = new TrainingSpec("perceptron", known.hyperparameters(), 1);
        TrainedRegressor earlier = train(1, Map.of());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new XgboostProvider().resume(unknown, data, earlier, Progress.SILENT));
        assertEquals("xgboost has no algorithm 'perceptron'; it has gradient-boosting", e.getMessage());
    }

    @Test
    void refusesTheRowsThatATrainingRefuses() {
        TrainedRegressor earlier = train(1, Map.of());
        TrainingSet large = new TrainingSet(5, new double[10], new double[] {1, 1e13});
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> new XgboostProvider().resume(spec(1, Map.of()), large, earlier, Progress.SILENT));
        assertEquals(
                "a target is 1.0E13; expected a number from -1.0E12 to 1.0E12, because XGBoost computes in single"
                        + " precision",
                e.getMessage());
    }

    private void assertRefuses(String message, Regressor function) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> resume(1, Map.of(), new TrainedRegressor(function, List.of())));
        assertEquals(message, e.getMessage());
    }

    private static TreeEnsemble constant(double value) {
        return TreeEnsemble.builder(5)
                .singlePrecision()
                .base(value)
                .leaf(0, 400)
                .build();
    }

    private static String text(Object array) {
        return Arrays.deepToString(new Object[] {array});
    }

    private double error(Regressor function) {
        double[] scratch = new double[function.scratchLength()];
        double sum = 0;
        for (int row = 0; row < data.size(); row++) {
            sum += Math.abs(function.predict(data.rows(), row * 5, scratch) - data.targets()[row]);
        }
        return sum / data.size();
    }

    private static double[] insight(TrainedRegressor trained, String name) {
        return trained.insight(name).orElseThrow().values();
    }

    private static TrainingSpec spec(int trees, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("trees", Integer.toString(trees));
        return new TrainingSpec(BoostingSettings.ALGORITHM.name(), BoostingSettings.ALGORITHM.configure(all), 7);
    }

    private TrainedRegressor train(int trees, Map<String, String> settings) {
        return new XgboostProvider().train(spec(trees, settings), data, Progress.SILENT);
    }

    private TrainedRegressor resume(int trees, Map<String, String> settings, TrainedRegressor earlier) {
        return new XgboostProvider().resume(spec(trees, settings), data, earlier, Progress.SILENT);
    }
}
