package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.runtime.score.KernelMachine.Kernel;
import org.qeperf.runtime.score.NormalForm.Factor;
import org.qeperf.runtime.score.NormalForm.Term;

/** What holds for every kind of function. */
class PortableRegressorTest {

    private static final int ROWS = 150;

    static Stream<PortableRegressor> functions() {
        double[] points = {0, 1, -1, 2, 0.5, -0.5};
        double[] weights = {2, -3};
        LinearFunction line = new LinearFunction(0.5, new double[] {1, -2, 3});
        TreeEnsemble.Builder trees = TreeEnsemble.builder(3)
                .base(0.25)
                .divisor(3)
                .split(2, 0.5, 7)
                .split(0, -0.5, 4)
                .leaf(1, 1)
                .leaf(2, 3)
                .leaf(3, 3)
                .leaf(10, 7);
        TreeEnsemble forest = trees.build();
        return Stream.of(
                line,
                forest,
                trees.singlePrecision().build(),
                new DenseNetwork(List.of(
                        new DenseNetwork.Layer(
                                3, 2, new double[] {1, -1, 2, -2, 3, -3}, new double[] {0.5, 1}, Activation.SWISH),
                        new DenseNetwork.Layer(2, 1, new double[] {1, 2}, new double[] {3}, Activation.IDENTITY))),
                new KernelMachine(Kernel.GAUSSIAN, 0.5, 10, points, weights),
                new KernelMachine(Kernel.LAPLACIAN, 0.5, 10, points, weights),
                new KernelMachine(Kernel.LINEAR, 0.5, 10, points, weights),
                new NormalForm(3, 2, List.of(new Term(3, List.of(new Factor(2, 0.5, 1), new Factor(1, 1, 0))))),
                new WeightedSum(-1, new double[] {2, 0.5}, List.of(line, forest)));
    }

    private static double predict(PortableRegressor function, double... row) {
        return function.predict(row, 0, new double[function.scratchLength()]);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aRowSaysTheSameWhereverItStands(PortableRegressor function) {
        double[] rows = new Random(3).doubles(3 * ROWS + 2, -2, 4).toArray();
        double[] scratch = new double[function.scratchLength()];
        double[] out = new double[ROWS + 3];
        function.predict(rows, 2, ROWS, out, 1, scratch);
        double[] expected = new double[ROWS + 3];
        for (int i = 0; i < ROWS; i++) {
            expected[1 + i] = predict(function, Arrays.copyOfRange(rows, 2 + 3 * i, 5 + 3 * i));
            assertEquals(expected[1 + i], function.predict(rows, 2 + 3 * i, scratch));
        }
        assertArrayEquals(expected, out);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void arraysAndWordsMakeTheSameFunctionAgain(PortableRegressor function) {
        PortableRegressor again = PortableRegressor.of(function.kind(), function.arrays(), function.words());
        assertEquals(function.getClass(), again.getClass());
        assertEquals(3, again.inputs());
        assertEquals(function.words(), again.words());
        assertEquals(
                List.copyOf(function.arrays().keySet()),
                List.copyOf(again.arrays().keySet()));
        function.arrays()
                .forEach((name, array) -> assertArrayEquals(
                        new Object[] {array}, new Object[] {again.arrays().get(name)}, name));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void noArrayIsSharedWithTheOutside(PortableRegressor function) {
        double[] row = {1, 2, 3};
        double before = predict(function, row);
        for (Object array : function.arrays().values()) {
            if (array instanceof double[] numbers) {
                Arrays.fill(numbers, 77);
            } else if (array instanceof int[] numbers) {
                Arrays.fill(numbers, 77);
            } else {
                Arrays.fill((short[]) array, (short) 77);
            }
        }
        assertEquals(before, predict(function, row));
    }

    @Test
    void arraysOfAnotherTypeOrLengthAreRefused() {
        String among = " among [inputs, constant, coefficients, factor_term, factor_input, factor_power,"
                + " factor_logarithm_power]";
        refused("there is no array 'inputs' of whole numbers of length 1" + among, "inputs", new int[2]);
        refused("there is no array 'inputs' of whole numbers" + among, "inputs", new short[1]);
        refused("there is no array 'constant' of numbers of length 1" + among, "constant", new double[2]);
        refused("there is no array 'constant' of numbers" + among, "constant", new int[1]);
        refused("there is no array 'factor_power' of numbers of length 2" + among, "factor_power", new double[1]);
        assertEquals(
                "there is no array 'feature' of short whole numbers among [inputs, base, divisor, feature]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> PortableRegressor.of(
                                        TreeEnsemble.KIND, ordered("feature", new int[1]), Map.of("precision", "")))
                        .getMessage());
    }

    private static Map<String, Object> ordered(String name, Object array) {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("inputs", new int[] {1});
        arrays.put("base", new double[1]);
        arrays.put("divisor", new double[] {1});
        arrays.put(name, array);
        return arrays;
    }

    private static void refused(String message, String name, Object array) {
        PortableRegressor form =
                functions().filter(NormalForm.class::isInstance).findFirst().orElseThrow();
        Map<String, Object> arrays = form.arrays();
        arrays.put(name, array);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> PortableRegressor.of(form.kind(), arrays, Map.of()))
                        .getMessage());
    }
}
