package org.qeperf.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.testkit.SyntheticData;

/**
 * Steps as Keras's documentation describes them, computed here from differences of the loss: the mean of the batch's errors
 * plus {@code l1 sum |w| + l2 sum w^2} over all weights, then Adam with Keras's constants.
 */
class KerasTest {

    private static final double LEARNING_RATE = 0.01;
    private static final double L1 = 0.003;
    private static final double L2 = 0.02;
    private static final double NUDGE = 1e-6;

    @BeforeAll
    static void start() {
        NativeCode.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mae", "mse"})
    void stepsLikeKeras(String loss) {
        NetworkSettings settings = DenseFamily.of(DenseFamily.ALGORITHM.configure(Map.of(
                "layers",
                "2",
                "units",
                "4",
                "loss",
                loss,
                "learning-rate",
                "0.01",
                "l1",
                "0.003",
                "l2",
                "0.02",
                "dropout",
                "0")));
        MultiLayerNetwork network = NetworkBuilder.build(settings, SyntheticData.COLUMNS, 1);
        double[] parameters = parameters(NetworkExport.of(network));
        double[] mean = new double[parameters.length];
        double[] square = new double[parameters.length];
        for (int step = 1; step <= 5; step++) {
            // The last batch of an epoch is smaller: the mean is over the rows that are there.
            var batch = SyntheticData.draw(step == 5 ? 3 : 20, step);
            DenseNetwork before = NetworkExport.of(network);
            double rate = LEARNING_RATE * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
            for (int i = 0; i < parameters.length; i++) {
                double slope = slope(before, parameters, i, settings.loss(), batch);
                mean[i] = 0.9 * mean[i] + 0.1 * slope;
                square[i] = 0.999 * square[i] + 0.001 * slope * slope;
            }
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] -= rate * mean[i] / (Math.sqrt(square[i]) + 1e-7);
            }
            OneThread.call(() -> {
                network.fit(
                        Nd4j.createFromArray(batch.rows()).reshape(batch.size(), batch.columns()),
                        Nd4j.createFromArray(batch.targets()).reshape(batch.size(), 1));
                return network;
            });
            double[] actual = parameters(NetworkExport.of(network));
            for (int i = 0; i < actual.length; i++) {
                assertEquals(parameters[i], actual[i], 1e-3 * LEARNING_RATE, "step " + step + ", parameter " + i);
            }
            parameters = actual;
        }
    }

    @Test
    void beginsWithGlorotsUniformWeightsAndNoBiases() {
        NetworkSettings settings = ThesisNetwork.of(ThesisNetwork.ALGORITHM.configure(Map.of()));
        for (DenseNetwork.Layer layer :
                NetworkExport.of(NetworkBuilder.build(settings, 14, 1)).layers()) {
            double limit = Math.sqrt(6.0 / (layer.inputs() + layer.outputs()));
            double largest = 0;
            double squares = 0;
            for (double w : layer.weights()) {
                largest = Math.max(largest, Math.abs(w));
                squares += w * w / layer.weights().length;
            }
            assertTrue(largest <= limit, largest + " > " + limit);
            assertEquals(limit / Math.sqrt(3), Math.sqrt(squares), 0.35 * limit);
            for (double bias : layer.biases()) {
                assertEquals(0, bias);
            }
        }
    }

    @Test
    void learnsFromAsManyRowsAsKeras() {
        assertEquals(80, new RowShuffler(100, 0.2, 1).learnt().length);
        assertEquals(16, new RowShuffler(21, 0.2, 1).learnt().length);
        assertEquals(5, new RowShuffler(21, 0.2, 1).watched().length);
        assertEquals(1, new RowShuffler(1, 0.2, 1).learnt().length);
        assertEquals(0, new RowShuffler(9, 0, 1).watched().length);
    }

    private static double slope(DenseNetwork shape, double[] parameters, int i, Loss loss, TrainingSet batch) {
        double at = parameters[i];
        parameters[i] = at + NUDGE;
        double above = loss(shape, parameters, loss, batch);
        parameters[i] = at - NUDGE;
        double below = loss(shape, parameters, loss, batch);
        parameters[i] = at;
        return (above - below) / (2 * NUDGE);
    }

    private static double loss(DenseNetwork shape, double[] parameters, Loss loss, TrainingSet batch) {
        List<DenseNetwork.Layer> layers = new ArrayList<>();
        double penalty = 0;
        int at = 0;
        for (DenseNetwork.Layer layer : shape.layers()) {
            double[] weights = layer.weights();
            double[] biases = layer.biases();
            for (int i = 0; i < weights.length; i++) {
                weights[i] = parameters[at++];
                penalty += L1 * Math.abs(weights[i]) + L2 * weights[i] * weights[i];
            }
            for (int i = 0; i < biases.length; i++) {
                biases[i] = parameters[at++];
            }
            layers.add(new DenseNetwork.Layer(layer.inputs(), layer.outputs(), weights, biases, layer.activation()));
        }
        DenseNetwork network = new DenseNetwork(layers);
        double[] scratch = new double[network.scratchLength()];
        double sum = 0;
        for (int row = 0; row < batch.size(); row++) {
            sum += loss.of(network.predict(batch.rows(), row * batch.columns(), scratch) - batch.targets()[row]);
        }
        return sum / batch.size() + penalty;
    }

    private static double[] parameters(DenseNetwork network) {
        return network.layers().stream()
                .flatMapToDouble(
                        layer -> DoubleStream.concat(Arrays.stream(layer.weights()), Arrays.stream(layer.biases())))
                .toArray();
    }
}
