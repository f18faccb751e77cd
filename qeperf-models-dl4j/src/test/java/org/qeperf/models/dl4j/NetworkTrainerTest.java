package org.qeperf.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.testkit.SyntheticData;

class NetworkTrainerTest {

    @Test
    void losesErrorFromEpochToEpoch() {
        TrainedRegressor trained =
                train(SyntheticData.draw(200, 1), 1, Map.of("learning-rate", "0.003", "epochs", "20"), Progress.SILENT);
        for (String name : List.of("training_loss", "validation_loss")) {
            double[] loss = trained.insight(name).orElseThrow().values();
            assertEquals(20, loss.length);
            assertTrue(loss[19] < 0.6 * loss[0], name + " " + Arrays.toString(loss));
        }
    }

    @Test
    void learnsLittleWithTheDefaults() {
        double[] loss = train(SyntheticData.draw(200, 1), 1, Map.of("epochs", "10"), Progress.SILENT)
                .insight("training_loss")
                .orElseThrow()
                .values();
        for (int epoch = 1; epoch < loss.length; epoch++) {
            assertTrue(loss[epoch] < loss[epoch - 1], Arrays.toString(loss));
        }
        assertTrue(loss[9] > 0.9 * loss[0], Arrays.toString(loss));
    }

    @Test
    void reportsEveryEpoch() {
        List<String> heard = new ArrayList<>();
        train(
                SyntheticData.draw(30, 1),
                1,
                Map.of("epochs", "3"),
                (what, done, total) -> heard.add(what + " " + done + " of " + total));
        assertEquals(List.of("epoch 1 of 3", "epoch 2 of 3", "epoch 3 of 3"), heard);
    }

    @Test
    void watchesNothingWhereNothingIsSetAside() {
        TrainedRegressor trained =
                train(SyntheticData.draw(30, 1), 1, Map.of("epochs", "2", "validation", "0"), Progress.SILENT);
        assertFalse(trained.insight("validation_loss").isPresent());
        assertTrue(trained.insight("training_loss").isPresent());
    }

    @Test
    void keepsTheWeightsOfTheBestEpochWhenPatienceEnds() {
        TrainingSet data = SyntheticData.draw(60, 1);
        Map<String, String> hasty = Map.of("learning-rate", "0.05", "epochs", "500", "patience", "4", "loss", "mse");
        List<Long> heard = new ArrayList<>();
        TrainedRegressor trained = train(DenseFamily.ALGORITHM, data, 1, hasty, (what, done, total) -> heard.add(done));
        double[] watched = trained.insight("validation_loss").orElseThrow().values();
        int best = 0;
        for (int epoch = 1; epoch < watched.length; epoch++) {
            best = watched[epoch] < watched[best] ? epoch : best;
        }
        assertEquals(best + 5, watched.length);
        assertEquals(
                watched.length, trained.insight("training_loss").orElseThrow().values().length);
        assertEquals(watched.length, heard.size());
        assertEquals(500, heard.get(heard.size() - 1));
        int[] rows = new RowShuffler(60, 0.1, 1).watched();
        double[] scratch = new double[trained.regressor().scratchLength()];
        double sum = 0;
        for (int row : rows) {
            double value = trained.regressor().predict(data.rows(), row * data.columns(), scratch);
            sum += Math.pow(value - data.targets()[row], 2);
        }
        assertEquals(watched[best], sum / rows.length, 1e-15);
    }

    @Test
    void goesOnToTheLastEpochWithoutPatienceOrWatchedRows() {
        TrainingSet data = SyntheticData.draw(40, 1);
        for (Map<String, String> settings : List.of(
                Map.of("learning-rate", "0.1", "epochs", "20", "patience", "0"),
                Map.of("learning-rate", "0.1", "epochs", "20", "patience", "1", "validation", "0"))) {
            TrainedRegressor trained = train(DenseFamily.ALGORITHM, data, 1, settings, Progress.SILENT);
            assertEquals(20, trained.insight("training_loss").orElseThrow().values().length);
        }
    }

    @Test
    void namesItsAlgorithmsAndItsLibrary() {
        var spec = new TrainingSpec("perceptron", ThesisNetwork.ALGORITHM.configure(Map.of()), 1);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new Dl4jProvider().train(spec, SyntheticData.draw(5, 1), Progress.SILENT));
        assertEquals("dl4j has no algorithm 'perceptron'; it has thesis-network, dense-network", e.getMessage());
        assertEquals(Map.of("deeplearning4j", "1.0.0-M2.1"), new Dl4jProvider().versions());
    }

    @Test
    void learnsFromOneRow() {
        double[] loss = train(SyntheticData.draw(1, 1), 1, Map.of("epochs", "2"), Progress.SILENT)
                .insight("training_loss")
                .orElseThrow()
                .values();
        assertTrue(Double.isFinite(loss[1]));
    }

    @Test
    void givesTheSameNetworksToThreadsThatTrainAtOnce() throws Exception {
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

    @Test
    void leavesTheThreadCountsAsTheyWere() {
        NativeCode.require();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(2);
        Nd4j.getEnvironment().setMaxThreads(2);
        predictions(1);
        assertEquals(2, NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
        assertEquals(2, Nd4j.getEnvironment().maxThreads());
    }

    @Test
    void givesUpWhereWeightsGrowBeyondNumbers() {
        double[] rows = new double[40];
        Arrays.fill(rows, 1e300);
        rows[3] = -1e308;
        TrainingSet data = new TrainingSet(2, rows, SyntheticData.draw(20, 1).targets());
        TrainingException e = assertThrows(TrainingException.class, () -> train(data, 1, Map.of(), Progress.SILENT));
        assertEquals(
                "weights of the network are not finite after epoch 1 of 50; take a smaller learning-rate than 5.0E-5"
                        + " or remove rows far from the others",
                e.getMessage());
    }

    private static double[] predictions(long seed) {
        TrainingSet data = SyntheticData.draw(60, 4);
        var regressor = train(data, seed, Map.of("epochs", "5", "dropout", "0.5"), Progress.SILENT)
                .regressor();
        double[] scratch = new double[regressor.scratchLength()];
        double[] values = new double[data.size()];
        Arrays.setAll(values, row -> regressor.predict(data.rows(), row * data.columns(), scratch));
        return values;
    }

    private static TrainedRegressor train(
            TrainingSet data, long seed, Map<String, String> settings, Progress progress) {
        return train(ThesisNetwork.ALGORITHM, data, seed, settings, progress);
    }

    private static TrainedRegressor train(
            Algorithm algorithm, TrainingSet data, long seed, Map<String, String> settings, Progress progress) {
        return new Dl4jProvider()
                .train(new TrainingSpec(algorithm.name(), algorithm.configure(settings), seed), data, progress);
    }
}
