package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qeperf.runtime.score.DenseNetwork.Layer;

class DenseNetworkTest {

    private static Layer randomLayer(Random random, int inputs, int outputs, Activation activation) {
        double[] weights = random.doubles((long) inputs * outputs, -1, 1).toArray();
        double[] biases = random.doubles(outputs, -1, 1).toArray();
        return new Layer(inputs, outputs, weights, biases, activation);
    }

    /** Widths go up and down, so that the halves of the scratch array take turns at different lengths. */
    private static List<Layer> randomLayers(Activation activation) {
        Random random = new Random(7);
        return List.of(
                randomLayer(random, 3, 5, activation),
                randomLayer(random, 5, 2, Activation.TANH),
                randomLayer(random, 2, 8, activation),
                randomLayer(random, 8, 1, Activation.IDENTITY));
    }

    /** One list per layer, one dot product per output: nothing clever. */
    private static double naive(List<Layer> layers, double[] row) {
        double[] x = row;
        for (Layer layer : layers) {
            double[] y = new double[layer.outputs()];
            for (int j = 0; j < y.length; j++) {
                double sum = layer.biases()[j];
                for (int i = 0; i < x.length; i++) {
                    sum += x[i] * layer.weights()[i * y.length + j];
                }
                y[j] = switch (layer.activation()) {
                    case IDENTITY -> sum;
                    case RELU -> sum > 0 ? sum : 0;
                    case SWISH -> sum / (1 + StrictMath.exp(-sum));
                    case TANH -> StrictMath.tanh(sum);
                };
            }
            x = y;
        }
        return x[0];
    }

    @ParameterizedTest
    @EnumSource
    void theValueIsThatOfANaiveComputation(Activation activation) {
        List<Layer> layers = randomLayers(activation);
        DenseNetwork network = new DenseNetwork(layers);
        double[] scratch = new double[network.scratchLength()];
        Random random = new Random(8);
        for (int n = 0; n < 200; n++) {
            double[] row = random.doubles(3, -3, 3).toArray();
            assertEquals(naive(layers, row), network.predict(row, 0, scratch), 1e-14);
        }
    }

    @Test
    void weightsLeadFromInputIToOutputJ() {
        // y = (x0 + 3 x1 + 10, 2 x0 + 4 x1 + 20), then y0 - y1.
        DenseNetwork network = new DenseNetwork(List.of(
                new Layer(2, 2, new double[] {1, 2, 3, 4}, new double[] {10, 20}, Activation.IDENTITY),
                new Layer(2, 1, new double[] {1, -1}, new double[] {0}, Activation.IDENTITY)));
        assertEquals(
                (5 + 3 * 7 + 10) - (2 * 5 + 4 * 7 + 20),
                network.predict(new double[] {5, 7}, 0, new double[network.scratchLength()]));
    }

    /** Widths of the network of the thesis, where blocks of outputs are filled up. */
    @Test
    void aSwishNetworkAgreesWithStrictMathInThirteenDigits() {
        int[] widths = {32, 30, 20, 15, 10, 1};
        Random random = new Random(11);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i + 1 < widths.length; i++) {
            Activation activation = i + 2 < widths.length ? Activation.SWISH : Activation.IDENTITY;
            layers.add(randomLayer(random, widths[i], widths[i + 1], activation));
        }
        DenseNetwork network = new DenseNetwork(layers);
        double[] rows = random.doubles(32 * 101, -3, 3).toArray();
        double[] scratch = new double[network.scratchLength()];
        double[] out = new double[101];
        network.predict(rows, 0, out.length, out, 0, scratch);
        for (int i = 0; i < out.length; i++) {
            double expected = naive(layers, Arrays.copyOfRange(rows, 32 * i, 32 * i + 32));
            assertEquals(expected, out[i], 1e-13 * Math.abs(expected));
            assertEquals(out[i], network.predict(rows, 32 * i, scratch));
        }
    }

    @Test
    void hugeInputsSaturate() {
        DenseNetwork network = new DenseNetwork(List.of(
                new Layer(1, 1, new double[] {1}, new double[] {0}, Activation.SWISH),
                new Layer(1, 1, new double[] {1}, new double[] {0.5}, Activation.IDENTITY)));
        double[] scratch = new double[network.scratchLength()];
        for (double x : new double[] {800, 1e10, 1e308}) {
            assertEquals(x + 0.5, network.predict(new double[] {x}, 0, scratch));
            assertEquals(0.5, network.predict(new double[] {-x}, 0, scratch));
        }
    }

    @Test
    void whatTheScratchArrayHeldBeforeDoesNotMatter() {
        DenseNetwork network = new DenseNetwork(randomLayers(Activation.SWISH));
        assertEquals(16, network.scratchLength());
        double[] rows = {9, 9, 0.1, 0.2, 0.3, 9};
        double expected = network.predict(rows, 2, new double[16]);
        double[] dirty = new double[40];
        Arrays.fill(dirty, Double.NaN);
        assertEquals(expected, network.predict(rows, 2, dirty));
        assertEquals(expected, network.predict(rows, 2, dirty));
        assertArrayEquals(new double[] {9, 9, 0.1, 0.2, 0.3, 9}, rows);
    }

    @Test
    void threadsWithTheirOwnScratchGetTheSameValues() throws Exception {
        DenseNetwork network = new DenseNetwork(randomLayers(Activation.SWISH));
        double[] rows = new Random(9).doubles(3 * 2000, -2, 2).toArray();
        Callable<double[]> task = () -> {
            double[] scratch = new double[network.scratchLength()];
            double[] out = new double[rows.length / 3];
            for (int i = 0; i < out.length; i++) {
                out[i] = network.predict(rows, 3 * i, scratch);
            }
            return out;
        };
        double[] expected = task.call();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<double[]> result : threads.invokeAll(List.of(task, task, task, task))) {
                assertArrayEquals(expected, result.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void arraysAndWordsMakeTheSameNetworkAgain() {
        DenseNetwork network = new DenseNetwork(randomLayers(Activation.RELU));
        DenseNetwork again = DenseNetwork.of(new NamedArrays(network.arrays(), network.words()));
        double[] row = {1, -2, 0.5};
        assertEquals(network.predict(row, 0, new double[16]), again.predict(row, 0, new double[16]));
        assertEquals(3, again.inputs());
        assertEquals(
                List.of(5, 2, 8, 1), again.layers().stream().map(Layer::outputs).toList());
        assertEquals("dense-network", again.kind());
        assertArrayEquals(new int[] {3, 5, 2, 8, 1}, (int[]) again.arrays().get("sizes"));
        assertEquals(
                List.of("activation0=relu", "activation1=tanh", "activation2=relu", "activation3=identity"),
                again.words().entrySet().stream().map(Object::toString).toList());
    }

    @Test
    void noArrayIsSharedWithTheOutside() {
        double[] weights = {2};
        double[] biases = {1};
        Layer layer = new Layer(1, 1, weights, biases, Activation.IDENTITY);
        DenseNetwork network = new DenseNetwork(List.of(layer));
        weights[0] = 100;
        biases[0] = 100;
        layer.weights()[0] = 100;
        layer.biases()[0] = 100;
        ((double[]) network.arrays().get("weights0"))[0] = 100;
        assertEquals(7, network.predict(new double[] {3}, 0, new double[network.scratchLength()]));
    }

    @Test
    void aLayerRefusesArraysOfTheWrongLength() {
        layerRefused("a layer of 0 x 1 with 0 weights and 1 biases", 0, 1, new double[0], new double[1]);
        layerRefused("a layer of 1 x 0 with 0 weights and 0 biases", 1, 0, new double[0], new double[0]);
        layerRefused("a layer of 2 x 3 with 5 weights and 3 biases", 2, 3, new double[5], new double[3]);
        layerRefused("a layer of 2 x 3 with 6 weights and 2 biases", 2, 3, new double[6], new double[2]);
        // 65536 x 65536 is 0 in 32 bits.
        layerRefused(
                "a layer of 65536 x 65536 with 0 weights and 0 biases", 65536, 65536, new double[0], new double[0]);
    }

    @Test
    void aLayerIsNotWiderThanALimit() {
        assertEquals(65536, new Layer(65536, 1, new double[65536], new double[1], Activation.RELU).inputs());
        assertEquals(65536, new Layer(1, 65536, new double[65536], new double[65536], Activation.RELU).outputs());
        layerRefused(
                "a layer of 1 x 65537; expected at most 65536 on each side",
                1,
                65537,
                new double[65537],
                new double[65537]);
        layerRefused(
                "a layer of 65537 x 1; expected at most 65536 on each side",
                65537,
                1,
                new double[65537],
                new double[1]);
    }

    @Test
    void aLayerRefusesNumbersThatAreNotFinite() {
        layerRefused("a weight is NaN; expected finite numbers", 1, 1, new double[] {Double.NaN}, new double[1]);
        layerRefused("a weight is -Infinity; expected finite numbers", 1, 1, new double[1], new double[] {
            Double.NEGATIVE_INFINITY
        });
    }

    private static void layerRefused(String message, int inputs, int outputs, double[] weights, double[] biases) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> new Layer(inputs, outputs, weights, biases, Activation.RELU));
        assertEquals(message, e.getMessage());
    }

    @Test
    void layersThatDoNotFitTogetherAreRefused() {
        Layer twoToThree = randomLayer(new Random(1), 2, 3, Activation.RELU);
        Layer twoToOne = randomLayer(new Random(1), 2, 1, Activation.RELU);
        refused("a network needs layers, the last with one output", List.of());
        refused("a network needs layers, the last with one output", List.of(twoToThree));
        refused("layer 1 does not take what the layer before it gives", List.of(twoToThree, twoToOne));
    }

    private static void refused(String message, List<Layer> layers) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new DenseNetwork(layers))
                        .getMessage());
    }

    @Test
    void whatIsMissingInAModelFileIsNamed() {
        DenseNetwork network = new DenseNetwork(List.of(randomLayer(new Random(1), 2, 1, Activation.RELU)));
        Map<String, Object> arrays = new LinkedHashMap<>(network.arrays());
        List<String> messages = new ArrayList<>();
        messages.add(messageOf(arrays, Map.of()));
        messages.add(messageOf(arrays, Map.of("activation0", "sigmoid")));
        arrays.put("weights0", new double[3]);
        messages.add(messageOf(arrays, network.words()));
        arrays.remove("weights0");
        messages.add(messageOf(arrays, network.words()));
        arrays.put("sizes", new int[] {2});
        messages.add(messageOf(arrays, network.words()));
        arrays.put("sizes", new double[] {2, 1});
        messages.add(messageOf(arrays, network.words()));
        assertEquals(
                List.of(
                        "there is no activation for layer 0",
                        "there is no activation 'sigmoid'; known are [identity, relu, swish, tanh]",
                        "a layer of 2 x 1 with 3 weights and 1 biases",
                        "there is no array 'weights0' of numbers among [sizes, biases0]",
                        "a network needs layers, the last with one output",
                        "there is no array 'sizes' of whole numbers among [sizes, biases0]"),
                messages);
    }

    private static String messageOf(Map<String, Object> arrays, Map<String, String> words) {
        return assertThrows(IllegalArgumentException.class, () -> DenseNetwork.of(new NamedArrays(arrays, words)))
                .getMessage();
    }
}
