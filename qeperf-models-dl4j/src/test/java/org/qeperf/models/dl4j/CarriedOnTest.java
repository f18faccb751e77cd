package org.qeperf.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.testkit.SyntheticData;

class CarriedOnTest {

    private static final Map<String, String> SMALL = Map.of("units", "8", "layers", "2", "shrink", "1", "batch", "20");

    private final TrainingSet data = SyntheticData.draw(100, 2);

    @ParameterizedTest
    @ValueSource(strings = {"swish", "relu", "tanh"})
    void beginsWithTheEarlierWeights(String activation) {
        NativeCode.require();
        DenseNetwork earlier = (DenseNetwork) train(5, Map.of("activation", activation, "learning-rate", "0.01"))
                .regressor();
        NetworkSettings settings = settings(Map.of("activation", activation));
        DenseNetwork again = OneThread.call(() -> {
            var network = NetworkBuilder.build(settings, data.columns(), 99);
            NetworkImport.into(network, earlier);
            return NetworkExport.of(network);
        });
        assertEquals(earlier.layers().size(), again.layers().size());
        for (int i = 0; i < earlier.layers().size(); i++) {
            assertArrayEquals(
                    earlier.layers().get(i).weights(), again.layers().get(i).weights());
            assertArrayEquals(
                    earlier.layers().get(i).biases(), again.layers().get(i).biases());
            assertEquals(
                    earlier.layers().get(i).activation(), again.layers().get(i).activation());
        }
    }

    @Test
    void losesMoreErrorAndGivesTheSameAgain() {
        TrainedRegressor half = train(10, Map.of());
        TrainedRegressor resumed = resume(15, Map.of(), half);
        double[] loss = insight(resumed, Insight.TRAINING_LOSS);
        assertEquals(15, loss.length);
        assertTrue(loss[0] < 1.1 * insight(half, Insight.TRAINING_LOSS)[9], Arrays.toString(loss));
        assertTrue(loss[14] < insight(half, Insight.TRAINING_LOSS)[9], Arrays.toString(loss));
        assertArrayEquals(loss, insight(resume(15, Map.of(), half), Insight.TRAINING_LOSS));
        assertArrayEquals(
                values(resumed.regressor()), values(resume(15, Map.of(), half).regressor()));
    }

    @Test
    void watchesTheSameRowsButLosesNoPatience() {
        Map<String, String> hasty = Map.of("learning-rate", "0.1", "patience", "1", "validation", "0.3");
        TrainedRegressor resumed = resume(30, hasty, train(3, hasty));
        assertEquals(30, insight(resumed, Insight.TRAINING_LOSS).length);
        double[] values = values(resumed.regressor());
        double sum = 0;
        int[] rows = new RowShuffler(100, 0.3, 7).watched();
        for (int row : rows) {
            sum += Math.abs(values[row] - data.targets()[row]);
        }
        assertEquals(insight(resumed, Insight.VALIDATION_LOSS)[29], sum / rows.length, 1e-15);
    }

    @Test
    void reportsTheEpochsToAdd() {
        List<String> heard = new ArrayList<>();
        new Dl4jProvider()
                .resume(
                        spec(2, Map.of()),
                        data,
                        train(1, Map.of()),
                        (what, done, total) -> heard.add(what + " " + done + " of " + total));
        assertEquals(List.of("epoch 1 of 2", "epoch 2 of 2"), heard);
    }

    @Test
    void refusesWhatIsNotItsOwn() {
        assertRefuses(
                "dl4j carries on a dense-network over 5 columns, not this linear over 5",
                new LinearFunction(1, new double[5]),
                Map.of());
        TrainingSet narrow = new TrainingSet(2, new double[20], new double[10]);
        Regressor ofTwo = new Dl4jProvider()
                .train(spec(1, Map.of()), narrow, Progress.SILENT)
                .regressor();
        assertRefuses("dl4j carries on a dense-network over 5 columns, not this dense-network over 2", ofTwo, Map.of());
        assertRefuses(
                "the network has layers of 8 swish, 8 swish, 1 identity; expected those of the hyperparameters, 8 relu,"
                        + " 1 identity",
                train(1, Map.of()).regressor(),
                Map.of("layers", "1", "activation", "relu"));
    }

    @Test
    void theNetworkOfTheThesisIsNotCarriedOn() {
        var settings = ThesisNetwork.ALGORITHM.configure(Map.of());
        TrainedRegressor earlier = train(1, Map.of());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new Dl4jProvider()
                        .resume(new TrainingSpec("thesis-network", settings, 1), data, earlier, Progress.SILENT));
        assertEquals("algorithm thesis-network of dl4j cannot be carried on", e.getMessage());
    }

    @Test
    void givesUpWhereWeightsGrowBeyondNumbers() {
        double[] rows = new double[200];
        Arrays.fill(rows, 1e300);
        rows[3] = -1e308;
        TrainedRegressor earlier = train(1, Map.of());
        TrainingSet far = new TrainingSet(5, rows, SyntheticData.draw(40, 1).targets());
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> new Dl4jProvider().resume(spec(4, Map.of()), far, earlier, Progress.SILENT));
        assertEquals(
                "weights of the network are not finite after epoch 1 of 4; take a smaller learning-rate than 0.003 or"
                        + " remove rows far from the others",
                e.getMessage());
    }

    private void assertRefuses(String message, Regressor function, Map<String, String> settings) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> resume(1, settings, new TrainedRegressor(function, List.of())));
        assertEquals(message, e.getMessage());
    }

    private double[] values(Regressor function) {
        double[] scratch = new double[function.scratchLength()];
        double[] values = new double[data.size()];
        Arrays.setAll(values, row -> function.predict(data.rows(), row * data.columns(), scratch));
        return values;
    }

    private static double[] insight(TrainedRegressor trained, String name) {
        return trained.insight(name).orElseThrow().values();
    }

    private static NetworkSettings settings(Map<String, String> given) {
        return DenseFamily.of(spec(1, given).hyperparameters());
    }

    private static TrainingSpec spec(int epochs, Map<String, String> given) {
        Map<String, String> all = new HashMap<>(SMALL);
        all.putAll(given);
        all.put("epochs", Integer.toString(epochs));
        return new TrainingSpec("dense-network", DenseFamily.ALGORITHM.configure(all), 7);
    }

    private TrainedRegressor train(int epochs, Map<String, String> settings) {
        return new Dl4jProvider().train(spec(epochs, settings), data, Progress.SILENT);
    }

    private TrainedRegressor resume(int epochs, Map<String, String> settings, TrainedRegressor earlier) {
        return new Dl4jProvider().resume(spec(epochs, settings), data, earlier, Progress.SILENT);
    }
}
