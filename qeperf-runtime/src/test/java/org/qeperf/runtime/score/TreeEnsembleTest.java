package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TreeEnsembleTest {

    private static final double[] NO_SCRATCH = {};

    // Tree at 0: x0 <= 2 ? 10 : (x1 <= -1 ? 20 : 30); tree at 5: 100.
    private static final int[] ROOTS = {0, 5};
    private static final int[] FEATURE = {0, -1, 1, -1, -1, -1};
    private static final double[] VALUE = {2, 10, -1, 20, 30, 100};
    private static final int[] LEFT = {1, 0, 3, 0, 0, 0};
    private static final int[] RIGHT = {2, 0, 4, 0, 0, 0};

    private static TreeEnsemble ensemble(double divisor) {
        return new TreeEnsemble(2, divisor, ROOTS, FEATURE, VALUE, LEFT, RIGHT);
    }

    private static double predict(TreeEnsemble ensemble, double... row) {
        return ensemble.predict(row, 0, NO_SCRATCH);
    }

    @Test
    void aRowFollowsTheThresholdsToALeaf() {
        TreeEnsemble sum = ensemble(1);
        assertEquals(110, predict(sum, 1.9, 0));
        assertEquals(120, predict(sum, 2.1, -1.1));
        assertEquals(130, predict(sum, 2.1, 0));
    }

    @Test
    void aValueEqualToTheThresholdGoesLeftAndTheNextOneGoesRight() {
        TreeEnsemble sum = ensemble(1);
        assertEquals(110, predict(sum, 2, 0));
        assertEquals(130, predict(sum, Math.nextUp(2.0), 0));
        assertEquals(120, predict(sum, 3, -1));
        assertEquals(130, predict(sum, 3, Math.nextUp(-1.0)));
    }

    @Test
    void zeroesOfBothSignsAreEqual() {
        TreeEnsemble stump =
                new TreeEnsemble(1, 1, new int[] {0}, new int[] {0, -1, -1}, new double[] {0, 1, 2}, left(), right());
        assertEquals(1, predict(stump, 0.0));
        assertEquals(1, predict(stump, -0.0));
    }

    @Test
    void theDivisorMakesASumOrAMean() {
        assertEquals(110, predict(ensemble(1), 0, 0));
        assertEquals(55, predict(ensemble(2), 0, 0));
    }

    @Test
    void rowsAreReadAtTheirOffset() {
        assertEquals(120, ensemble(1).predict(new double[] {9, 9, 9, 3, -1, 9}, 3, NO_SCRATCH));
    }

    @Test
    void treesMayShareNodes() {
        TreeEnsemble twice = new TreeEnsemble(
                1, 1, new int[] {0, 0}, new int[] {0, -1, -1}, new double[] {0, 1, 2}, left(), right());
        assertEquals(4, predict(twice, 5));
    }

    @Test
    void theArraysMakeTheSameEnsembleAgain() {
        TreeEnsemble again = TreeEnsemble.of(ensemble(2).arrays());
        assertEquals(55, predict(again, 0, 0));
        assertEquals(2, again.inputs());
        assertEquals(0, again.scratchLength());
        assertEquals("tree-ensemble", again.kind());
        assertEquals(Map.of(), again.words());
        assertArrayEquals(VALUE, (double[]) again.arrays().get("value"));
    }

    @Test
    void noArrayIsSharedWithTheOutside() {
        double[] value = VALUE.clone();
        TreeEnsemble ensemble = new TreeEnsemble(2, 1, ROOTS, FEATURE, value, LEFT, RIGHT);
        value[1] = 0;
        ((double[]) ensemble.arrays().get("value"))[1] = 0;
        assertEquals(110, predict(ensemble, 0, 0));
    }

    static Stream<Arguments> badArrays() {
        int[] leaf = {-1};
        double[] one = {1};
        int[] zero = {0};
        int[] inner = {0, -1, -1};
        double[] three = {1, 2, 3};
        String none = "an ensemble needs inputs, trees and nodes";
        String children = "node 0 has bad children";
        return Stream.of(
                bad(none, 0, 1, zero, leaf, one, zero, zero),
                bad(none, 1, 1, new int[0], leaf, one, zero, zero),
                bad(none, 1, 1, zero, new int[0], new double[0], new int[0], new int[0]),
                bad("the divisor is 0.0", 1, 0, zero, leaf, one, zero, zero),
                bad("the divisor is NaN", 1, Double.NaN, zero, leaf, one, zero, zero),
                bad("the divisor is Infinity", 1, Double.POSITIVE_INFINITY, zero, leaf, one, zero, zero),
                bad("the node arrays differ in length", 1, 1, zero, leaf, three, zero, zero),
                bad("the node arrays differ in length", 1, 1, zero, leaf, one, inner, zero),
                bad("the node arrays differ in length", 1, 1, zero, leaf, one, zero, inner),
                bad("there is no node 1", 1, 1, new int[] {0, 1}, leaf, one, zero, zero),
                bad("there is no node -1", 1, 1, leaf, leaf, one, zero, zero),
                bad("node 0 has the value NaN", 1, 1, zero, leaf, new double[] {Double.NaN}, zero, zero),
                bad("node 0 asks for input 1", 1, 1, zero, new int[] {1, -1, -1}, three, left(), right()),
                bad("node 0 asks for input -2", 1, 1, zero, new int[] {-2, -1, -1}, three, left(), right()),
                bad(children, 1, 1, zero, inner, three, new int[] {3, 0, 0}, right()),
                bad(children, 1, 1, zero, inner, three, left(), new int[] {-1, 0, 0}),
                bad(children, 1, 1, zero, inner, three, left(), new int[] {Integer.MAX_VALUE, 0, 0}));
    }

    private static Arguments bad(
            String message, int inputs, double divisor, int[] roots, int[] feature, double[] value, int[] l, int[] r) {
        return Arguments.of(message, inputs, divisor, roots, feature, value, l, r);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badArrays")
    void arraysThatDoNotMakeTreesAreRefused(
            String message, int inputs, double divisor, int[] roots, int[] feature, double[] value, int[] l, int[] r) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> new TreeEnsemble(inputs, divisor, roots, feature, value, l, r));
        assertEquals(message, e.getMessage());
    }

    @Test
    void noNodeMayLeadToItselfOrBack() {
        int[] feature = {0, 0, -1};
        double[] value = {0, 0, 1};
        int[] root = {0};
        refused("node 1 has bad children", feature, value, root, new int[] {1, 1, 0}, new int[] {2, 2, 0});
        refused("node 1 has bad children", feature, value, root, new int[] {1, 2, 0}, new int[] {2, 0, 0});
        refused("node 0 has bad children", feature, value, root, new int[] {0, 2, 0}, new int[] {2, 2, 0});
    }

    private static void refused(String message, int[] feature, double[] value, int[] roots, int[] left, int[] right) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> new TreeEnsemble(1, 1, roots, feature, value, left, right));
        assertEquals(message, e.getMessage());
    }

    @Test
    void anArrayThatIsMissingOrOfTheWrongTypeIsNamed() {
        Map<String, Object> arrays = new LinkedHashMap<>(ensemble(1).arrays());
        arrays.remove("left");
        assertEquals(
                "there is no array 'left' of whole numbers among [shape, roots, feature, value, right]",
                assertThrows(IllegalArgumentException.class, () -> TreeEnsemble.of(arrays))
                        .getMessage());
        arrays.put("value", new int[6]);
        assertEquals(
                "there is no array 'value' of numbers among [shape, roots, feature, value, right]",
                assertThrows(IllegalArgumentException.class, () -> TreeEnsemble.of(arrays))
                        .getMessage());
        arrays.put("shape", new double[3]);
        assertEquals(
                "there is no array 'shape' of numbers of length 2 among [shape, roots, feature, value, right]",
                assertThrows(IllegalArgumentException.class, () -> TreeEnsemble.of(arrays))
                        .getMessage());
    }

    @Test
    void theNumberOfInputsIsWhole() {
        Map<String, Object> arrays = new LinkedHashMap<>(ensemble(1).arrays());
        arrays.put("shape", new double[] {2.5, 1});
        assertEquals(
                "an ensemble of 2.5 inputs",
                assertThrows(IllegalArgumentException.class, () -> TreeEnsemble.of(arrays))
                        .getMessage());
    }

    private static int[] left() {
        return new int[] {1, 0, 0};
    }

    private static int[] right() {
        return new int[] {2, 0, 0};
    }
}
