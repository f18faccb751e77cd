package org.qeperf.models.smile;

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

class CarriedOnTest {

    private final TrainingSet data = Training.rows(300, 9);

    @ParameterizedTest
    @CsvSource({
        "least-squares,1",
        "least-squares,0.5",
        "least-absolute-deviation,1",
        "least-absolute-deviation,0.7",
        "huber,1",
        "huber,0.33"
    })
    void isTheFunctionOfOneTraining(String loss, String sample) {
        Map<String, String> settings = Map.of("loss", loss, "sample", sample);
        TrainedRegressor whole = train(60, settings);
        TrainedRegressor resumed = resume(20, settings, resume(10, settings, train(30, settings)));
        Map<String, Object> expected = ((TreeEnsemble) whole.regressor()).arrays();
        Map<String, Object> actual = ((TreeEnsemble) resumed.regressor()).arrays();
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((array, numbers) ->
                assertTrue(Arrays.deepEquals(new Object[] {numbers}, new Object[] {actual.get(array)}), array));
        assertArrayEquals(insight(whole, Insight.IMPORTANCE), insight(resumed, Insight.IMPORTANCE), 1e-12);
        assertEquals(
                insight(whole, Insight.GAIN)[0], insight(resumed, Insight.GAIN)[0], 1e-9 * insight(whole, "gain")[0]);
    }

    @Test
    void laterTreesMayGoByOtherSettings() {
        TrainedRegressor half = train(20, Map.of("depth", "2"));
        double before = error(half.regressor());
        for (String loss : List.of("least-squares", "least-absolute-deviation", "huber")) {
            Map<String, String> others = Map.of("loss", loss, "depth", "5", "shrinkage", "0.03", "sample", "0.5");
            TreeEnsemble trees = (TreeEnsemble) resume(30, others, half).regressor();
            assertEquals(50, trees.trees());
            assertTrue(error(trees) < before, loss);
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
        new SmileProvider()
                .resume(
                        spec("gradient-boosting", Map.of("trees", "2")),
                        data,
                        train(3, Map.of()),
                        (what, done, total) -> heard.add(what + " " + done + " of " + total));
        assertEquals(List.of("boosting 0 of 2", "boosting 1 of 2", "boosting 2 of 2"), heard);
    }

    @Test
    void refusesWhatIsNotItsOwn() {
        assertRefuses(
                "smile carries on a boosted tree-ensemble of its own over 6 columns, not this linear over 6",
                new LinearFunction(1, new double[6]));
        assertRefuses(
                "smile carries on a boosted tree-ensemble of its own over 6 columns, not this tree-ensemble over 4",
                TreeEnsemble.builder(4).leaf(1, 1).build());
        String notOwn =
                "smile carries on a boosted tree-ensemble of its own over 6 columns, not this tree-ensemble over 6";
        assertRefuses(
                notOwn, TreeEnsemble.builder(6).singlePrecision().leaf(1, 1).build());
        assertRefuses(notOwn, TreeEnsemble.builder(6).divisor(2).leaf(1, 1).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"random-forest", "decision-tree", "support-vector-regression"})
    void onlyBoostingIsCarriedOn(String algorithm) {
        TrainedRegressor earlier = train(1, Map.of());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new SmileProvider().resume(spec(algorithm, Map.of()), data, earlier, Progress.SILENT));
        assertEquals("algorithm " + algorithm + " of smile cannot be carried on", e.getMessage());
    }

    @Test
    void refusesTheRowsThatATrainingRefuses() {
        TrainedRegressor earlier = train(1, Map.of());
        TrainingSet large = new TrainingSet(6, new double[12], new double[] {1, 2e100});
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> new SmileProvider().resume(spec("gradient-boosting", Map.of()), large, earlier, Progress.SILENT));
        assertEquals("a target is 2.0E100; expected targets from -1.0E100 to 1.0E100", e.getMessage());
    }

    private void assertRefuses(String message, Regressor function) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> resume(1, Map.of(), new TrainedRegressor(function, List.of())));
        assertEquals(message, e.getMessage());
    }

    private double error(Regressor function) {
        double[] scratch = new double[function.scratchLength()];
        double sum = 0;
        for (int row = 0; row < data.size(); row++) {
            sum += Math.abs(function.predict(data.rows(), row * Training.COLUMNS, scratch) - data.targets()[row]);
        }
        return sum / data.size();
    }

    private static double[] insight(TrainedRegressor trained, String name) {
        return trained.insight(name).orElseThrow().values();
    }

    private static TrainingSpec spec(String algorithm, Map<String, String> settings) {
        return Training.spec(algorithm, settings, 7);
    }

    private static TrainingSpec spec(int trees, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("trees", Integer.toString(trees));
        return spec("gradient-boosting", all);
    }

    private TrainedRegressor train(int trees, Map<String, String> settings) {
        return new SmileProvider().train(spec(trees, settings), data, Progress.SILENT);
    }

    private TrainedRegressor resume(int trees, Map<String, String> settings, TrainedRegressor earlier) {
        return new SmileProvider().resume(spec(trees, settings), data, earlier, Progress.SILENT);
    }
}
