package org.qeperf.models.xgboost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.TreeEnsemble;
import org.qeperf.testkit.SyntheticData;

class BoostedTrainerTest {

    private static final Map<String, String> RANDOM = Map.of("trees", "40", "subsample", "0.6", "columns", "0.5");

    @Test
    void losesErrorFromTreeToTree() {
        TrainedRegressor trained = train(SyntheticData.draw(400, 1), 1, Map.of("trees", "100"));
        double[] loss = insight(trained, Insight.TRAINING_LOSS);
        assertEquals(100, loss.length);
        for (int tree = 1; tree < loss.length; tree++) {
            assertTrue(loss[tree] < loss[tree - 1], Arrays.toString(loss));
        }
        assertFalse(trained.insight(Insight.VALIDATION_LOSS).isPresent());
    }

    @Test
    void lossIsTheRootMeanSquareErrorOfTheFunction() {
        TrainingSet data = SyntheticData.draw(400, 1);
        TrainedRegressor trained = train(data, 1, Map.of("trees", "30"));
        double sum = 0;
        for (int row = 0; row < data.size(); row++) {
            sum += Math.pow(predict(trained, data, row) - data.targets()[row], 2);
        }
        assertEquals(Math.sqrt(sum / data.size()), insight(trained, Insight.TRAINING_LOSS)[29], 1e-6);
    }

    @Test
    void stopsWhenPatienceEndsAndKeepsTheBestTrees() {
        List<String> heard = new ArrayList<>();
        TrainedRegressor trained = train(
                SyntheticData.draw(200, 1),
                1,
                Map.of("trees", "1000", "patience", "7", "learning-rate", "0.3"),
                (what, done, total) -> heard.add(what + " " + done + " of " + total));
        double[] watched = insight(trained, Insight.VALIDATION_LOSS);
        int best = 0;
        for (int tree = 1; tree < watched.length; tree++) {
            best = watched[tree] < watched[best] ? tree : best;
        }
        assertTrue(watched.length < 1000, watched.length + " trees");
        assertEquals(best + 8, watched.length);
        assertEquals(watched.length, insight(trained, Insight.TRAINING_LOSS).length);
        assertEquals(best + 1, ((TreeEnsemble) trained.regressor()).trees());
        assertEquals("tree 1 of 1000", heard.get(0));
        assertEquals("tree 1000 of 1000", heard.get(heard.size() - 1));
        assertEquals(watched.length, heard.size());
    }

    @Test
    void watchesTheShareOfRowsThatIsSetAside() {
        List<SingleRows> parts = SingleRows.of(SyntheticData.draw(50, 1)).split(10, 3);
        assertEquals(40, parts.get(0).targets().length);
        assertEquals(10, parts.get(1).targets().length);
        double[] all = new double[50];
        for (int i = 0; i < 50; i++) {
            all[i] = parts.get(i < 40 ? 0 : 1).targets()[i < 40 ? i : i - 40];
        }
        double[] expected = Arrays.stream(SyntheticData.draw(50, 1).targets())
                .map(y -> (float) y)
                .sorted()
                .toArray();
        assertFalse(Arrays.equals(
                parts.get(1).targets(),
                SingleRows.of(SyntheticData.draw(50, 1)).split(10, 4).get(1).targets()));
        assertArrayEquals(expected, Arrays.stream(all).sorted().toArray());
    }

    @Test
    void givesTheSameTreesToThreadsThatTrainAtOnce() throws Exception {
        double[] first = predictions(1);
        double[] second = predictions(2);
        assertFalse(Arrays.equals(first, second), "the seed has no effect");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Callable<double[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                long seed = 1 + i % 2;
                tasks.add(() -> predictions(seed));
            }
            List<Future<double[]>> results = threads.invokeAll(tasks);
            for (int i = 0; i < 6; i++) {
                assertArrayEquals(i % 2 == 0 ? first : second, results.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 32, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void hearsBothHalvesOfTheSeed(long seed) {
        double[] values = predictions(seed);
        assertArrayEquals(values, predictions(seed));
        assertFalse(Arrays.equals(values, predictions(seed ^ 1L << 40)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -7.3, 1e9})
    void learnsATargetThatNeverChanges(double target) {
        TrainingSet drawn = SyntheticData.draw(50, 1);
        double[] targets = new double[50];
        Arrays.fill(targets, target);
        TrainingSet data = new TrainingSet(drawn.columns(), drawn.rows(), targets);
        TrainedRegressor trained = train(data, 1, Map.of("trees", "20"));
        for (int row = 0; row < 50; row++) {
            assertEquals((float) target, predict(trained, data, row));
        }
    }

    @Test
    void takesTheMeanWhereTheColumnsNeverChange() {
        TrainingSet data = new TrainingSet(2, new double[] {3, -1, 3, -1, 3, -1}, new double[] {1, 2, 6});
        TrainedRegressor trained = train(data, 1, Map.of("trees", "20"));
        assertEquals(3, predict(trained, data, 0), 1e-6);
        assertEquals("[0.5, 0.5]", Arrays.toString(insight(trained, Insight.IMPORTANCE)));
    }

    @Test
    void learnsFromOneRow() {
        TrainingSet data = new TrainingSet(2, new double[] {3, -1}, new double[] {0.25});
        assertEquals(0.25, predict(train(data, 1, Map.of("patience", "1")), data, 0));
    }

    @Test
    void patienceNeedsRowsToWatch() {
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> train(SyntheticData.draw(50, 1), 1, Map.of("patience", "3", "validation", "0")));
        assertEquals(
                "hyperparameter patience is 3, but validation is 0, so no row is watched; expected patience 0 or a share of"
                        + " rows",
                e.getMessage());
    }

    @Test
    void tellsTwoRowsApart() {
        TrainingSet data = new TrainingSet(2, new double[] {3, -1, 3, 1}, new double[] {0.25, 0.75});
        TrainedRegressor trained = train(data, 1, Map.of("lambda", "0", "learning-rate", "0.5"));
        // Splits that gain less than 1e-6 are not made.
        assertEquals(0.25, predict(trained, data, 0), 1e-3);
        assertEquals(0.75, predict(trained, data, 1), 1e-3);
    }

    @Test
    void growsTreesWithoutLimitUntilEveryRowIsAlone() {
        TrainingSet data = SyntheticData.draw(200, 1);
        Map<String, String> alone = Map.of("trees", "1", "learning-rate", "1", "lambda", "0", "depth", "0");
        TrainedRegressor trained = train(data, 1, alone);
        for (int row = 0; row < data.size(); row++) {
            // Splits that gain less than 1e-6 are not made.
            assertEquals(data.targets()[row], predict(trained, data, row), 1e-3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"squared_error", "absolute_error", "pseudo_huber"})
    void splitsAlikeInEveryUnitOfTheTarget(String loss) {
        TrainingSet seconds = SyntheticData.draw(200, 1);
        double[] targets = Arrays.stream(seconds.targets()).map(y -> 1024 * y).toArray();
        TrainingSet milliseconds = new TrainingSet(seconds.columns(), seconds.rows(), targets);
        Map<String, String> settings = Map.of("loss", loss, "gamma", "0.05", "trees", "10", "learning-rate", "0.3");
        TreeEnsemble inSeconds = (TreeEnsemble) train(seconds, 1, settings).regressor();
        TreeEnsemble inMilliseconds =
                (TreeEnsemble) train(milliseconds, 1, settings).regressor();
        assertEquals(inSeconds.nodes(), inMilliseconds.nodes());
        for (int node = 0; node < inSeconds.nodes(); node++) {
            assertEquals(inSeconds.feature(node), inMilliseconds.feature(node), "node " + node);
        }
    }

    @Test
    void absoluteErrorsAreNotBentByARowFarFromTheOthers() {
        double[] x = new double[101];
        double[] y = new double[101];
        Arrays.setAll(x, i -> i % 2);
        Arrays.setAll(y, i -> i == 100 ? 1e6 : i % 2);
        TrainingSet data = new TrainingSet(1, x, y);
        Map<String, String> settings = Map.of("trees", "30", "learning-rate", "0.5");
        Map<String, String> absolute = new HashMap<>(settings);
        absolute.put("loss", "absolute_error");
        assertEquals(0, predict(train(data, 1, absolute), data, 0), 1e-6);
        assertTrue(predict(train(data, 1, settings), data, 0) > 1e4);
    }

    @Test
    void limitsTheDepth() {
        TrainedRegressor trained = train(SyntheticData.draw(200, 1), 1, Map.of("trees", "1", "depth", "2"));
        assertEquals(7, ((TreeEnsemble) trained.regressor()).nodes());
    }

    @Test
    void refusesNumbersBeyondSinglePrecision() {
        assertRefuses(
                new TrainingSet(1, new double[] {1, -1e39}, new double[] {1, 2}),
                "a feature is -1.0E39; expected a number from -1.0E12 to 1.0E12, because XGBoost computes in single"
                        + " precision");
        assertRefuses(
                new TrainingSet(1, new double[] {1, 2}, new double[] {1e13, 2}),
                "a target is 1.0E13; expected a number from -1.0E12 to 1.0E12, because XGBoost computes in single"
                        + " precision");
    }

    @Test
    void learnsFromTheLargestNumbersAllowed() {
        TrainingSet data = new TrainingSet(1, new double[] {-1e12, 1e12}, new double[] {-1e12, 1e12});
        TrainedRegressor trained = train(data, 1, Map.of("lambda", "0", "learning-rate", "1", "trees", "3"));
        assertEquals((float) -1e12, predict(trained, data, 0));
        assertEquals((float) 1e12, predict(trained, data, 1));
    }

    @Test
    void saysWhatTheLibrarySays() {
        NativeCode.require();
        BoostingSettings impossible =
                new BoostingSettings(Loss.SQUARED_ERROR, 1, 1, -1, 0.3, 1, 0, 1, 0, 1, 1, 256, 0, 0);
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> BoostedTrainer.train(impossible, 1, SyntheticData.draw(5, 1), Progress.SILENT));
        assertEquals("XGBoost gives up: value -1 for Parameter max_depth should be greater equal to 0", e.getMessage());
        assertInstanceOf(XGBoostError.class, e.getCause());
    }

    /** As the program is started: newer Java warns of native code that is not allowed beforehand. */
    @Test
    void printsNothing() throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BoostedTrainerTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("trained", printed);
        assertEquals(0, process.waitFor());
    }

    /** Trains in a process of its own, for {@link #printsNothing()}. */
    public static void main(String[] arguments) {
        train(SyntheticData.draw(100, 1), 1, Map.of("trees", "30", "patience", "2", "depth", "0"));
        System.out.print("trained");
    }

    private static void assertRefuses(TrainingSet data, String message) {
        TrainingException e = assertThrows(TrainingException.class, () -> train(data, 1, Map.of()));
        assertEquals(message, e.getMessage());
    }

    private static double[] predictions(long seed) {
        TrainingSet data = SyntheticData.draw(120, 4);
        TrainedRegressor trained = train(data, seed, RANDOM);
        double[] values = new double[data.size()];
        Arrays.setAll(values, row -> predict(trained, data, row));
        return values;
    }

    private static double predict(TrainedRegressor trained, TrainingSet data, int row) {
        double[] scratch = new double[trained.regressor().scratchLength()];
        return trained.regressor().predict(data.rows(), row * data.columns(), scratch);
    }

    private static double[] insight(TrainedRegressor trained, String name) {
        return trained.insight(name).orElseThrow().values();
    }

    private static TrainedRegressor train(TrainingSet data, long seed, Map<String, String> settings) {
        return train(data, seed, settings, Progress.SILENT);
    }

    private static TrainedRegressor train(
            TrainingSet data, long seed, Map<String, String> settings, Progress progress) {
        var algorithm = BoostingSettings.ALGORITHM;
        return new XgboostProvider()
                .train(new TrainingSpec(algorithm.name(), algorithm.configure(settings), seed), data, progress);
    }
}
