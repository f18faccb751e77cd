package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightedSumTest {

    private static final LinearFunction LINE = new LinearFunction(1, new double[] {2, 3});
    private static final DenseNetwork NETWORK = new DenseNetwork(List.of(
            new DenseNetwork.Layer(2, 2, new double[] {1, -1, 0.5, 0.25}, new double[] {0.1, 0.2}, Activation.TANH),
            new DenseNetwork.Layer(2, 1, new double[] {1, 2}, new double[] {0.3}, Activation.IDENTITY)));
    private static final TreeEnsemble TREES =
            TreeEnsemble.builder(2).split(0, 0.5, 4).leaf(1, 2).leaf(5, 2).build();

    private static WeightedSum sum() {
        WeightedSum inner = new WeightedSum(0.5, new double[] {0.75, 0.25}, List.of(NETWORK, TREES));
        return new WeightedSum(-1, new double[] {2, 1}, List.of(LINE, inner));
    }

    @Test
    void aSumIsTheSumOfItsParts() {
        WeightedSum sum = sum();
        double[] row = {9, 1, 4};
        double[] scratch = new double[sum.scratchLength()];
        double network = NETWORK.predict(row, 1, new double[NETWORK.scratchLength()]);
        assertEquals(-1 + 2 * (1 + 2 + 12) + (0.5 + 0.75 * network + 0.25 * 5), sum.predict(row, 1, scratch), 1e-12);
        assertEquals(2, sum.inputs());
        assertEquals(-1, sum.constant());
        assertArrayEquals(new double[] {2, 1}, sum.weights());
        assertEquals(LINE, sum.parts().get(0));
    }

    @Test
    void aBatchGivesWhatSingleRowsGive() {
        WeightedSum sum = sum();
        double[] rows = new Random(2).doubles(2 * 203, -1, 2).toArray();
        double[] out = new double[205];
        double[] scratch = new double[sum.scratchLength()];
        sum.predict(rows, 2, 200, out, 3, scratch);
        for (int i = 0; i < 200; i++) {
            assertEquals(sum.predict(rows, 2 + 2 * i, scratch), out[3 + i]);
        }
        assertEquals(0, out[2]);
        assertEquals(0, out[203]);
    }

    @Test
    void predictionsAllocateNothing() {
        WeightedSum sum = sum();
        double[] rows = new double[2 * 300];
        double[] out = new double[300];
        double[] scratch = new double[sum.scratchLength()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // The virtual machine itself allocates in a thread now and then, while it compiles.
        for (int i = 0; i < 20; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            sum.predict(rows, 0, 300, out, 0, scratch);
            out[0] = sum.predict(rows, 0, scratch);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    @Test
    void arraysAndWordsMakeTheSameSum() {
        WeightedSum sum = sum();
        assertEquals(
                List.of(
                        "constant",
                        "weights",
                        "0.intercept",
                        "0.coefficients",
                        "1.constant",
                        "1.weights",
                        "1.0.sizes",
                        "1.0.weights0",
                        "1.0.biases0",
                        "1.0.weights1",
                        "1.0.biases1"),
                List.copyOf(sum.arrays().keySet()).subList(0, 11));
        assertEquals("weighted-sum", sum.words().get("1.kind"));
        assertEquals("tanh", sum.words().get("1.0.activation0"));
        PortableRegressor again = PortableRegressor.of("weighted-sum", sum.arrays(), sum.words());
        double[] scratch = new double[sum.scratchLength()];
        for (double x : new double[] {-1, 0.25, 0.5, 3}) {
            double[] row = {x, 1 - x};
            assertEquals(sum.predict(row, 0, scratch), again.predict(row, 0, scratch));
        }
        assertEquals(sum.words(), again.words());
    }

    @Test
    void aSumMayHaveSixteenParts() {
        double[] weights = new double[16];
        weights[15] = 3;
        WeightedSum sum = new WeightedSum(1, weights, Collections.nCopies(16, LINE));
        assertEquals(1 + 3 * (1 + 2 * 5 + 3 * 7), sum.predict(new double[] {5, 7}, 0, new double[64]));
        assertEquals(
                sum.arrays().keySet(),
                PortableRegressor.of("weighted-sum", sum.arrays(), sum.words())
                        .arrays()
                        .keySet());
    }

    @Test
    void whatMakesNoSumIsRefused() {
        double[] one = {1};
        refused("a sum of 0 parts; expected from 1 to 16", 0, new double[0], List.of());
        refused(
                "a sum of 17 parts; expected from 1 to 16",
                0,
                new double[17],
                Collections.nCopies(17, (PortableRegressor) LINE));
        refused("1 weights for 2 parts of a sum", 0, one, List.of(LINE, TREES));
        refused("the constant is NaN; expected finite numbers", Double.NaN, one, List.of(LINE));
        refused("a weight is Infinity; expected finite numbers", 0, new double[] {1 / 0.0}, List.of(LINE));
        LinearFunction other = new LinearFunction(0, new double[3]);
        refused("parts of a sum take 2 and 3 inputs; expected equally many", 0, new double[2], List.of(LINE, other));
        refused("sums of sums of sums; expected at most sums of sums", 0, one, List.of(sum()));
    }

    @Test
    void whatAFileSaysIsChecked() {
        WeightedSum sum = sum();
        Map<String, Object> arrays = sum.arrays();
        Map<String, String> words = sum.words();
        wrong("there is no word '1.kind'", arrays, without(words, "1.kind"));
        wrong("the regressor is of an unknown kind", arrays, with(words, "0.kind", "guess"));
        wrong("there is no array 'weights' of numbers among [constant]", Map.of("constant", new double[1]), words);
        wrong("a sum of 17 parts; expected from 1 to 16", Map.of("weights", new double[17]), words);
        Map<String, Object> deep = new LinkedHashMap<>();
        Map<String, String> kinds = new LinkedHashMap<>();
        String prefix = "";
        for (int i = 0; i < 1000; i++) {
            deep.put(prefix + "weights", new double[] {1});
            deep.put(prefix + "constant", new double[] {1});
            kinds.put(prefix + "0.kind", "weighted-sum");
            prefix += "0.";
        }
        wrong("sums of sums of sums; expected at most sums of sums", deep, kinds);
    }

    private static Map<String, String> without(Map<String, String> words, String name) {
        Map<String, String> less = new LinkedHashMap<>(words);
        less.remove(name);
        return less;
    }

    private static Map<String, String> with(Map<String, String> words, String name, String word) {
        Map<String, String> other = new LinkedHashMap<>(words);
        other.put(name, word);
        return other;
    }

    private static void refused(String message, double constant, double[] weights, List<PortableRegressor> parts) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new WeightedSum(constant, weights, parts))
                        .getMessage());
    }

    private static void wrong(String message, Map<String, Object> arrays, Map<String, String> words) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> PortableRegressor.of("weighted-sum", arrays, words))
                        .getMessage());
    }
}
