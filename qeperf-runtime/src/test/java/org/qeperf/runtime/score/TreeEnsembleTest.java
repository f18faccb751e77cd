package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeEnsembleTest {

    /** First tree: x0 <= 2 ? 10 : (x1 <= -1 ? 20 : 30); second tree: 100. */
    private static TreeEnsemble.Builder example() {
        return TreeEnsemble.builder(2)
                .split(0, 2, 6)
                .leaf(10, 1)
                .split(1, -1, 5)
                .leaf(20, 2)
                .leaf(30, 3)
                .leaf(100, 6);
    }

    private static TreeEnsemble stump(double threshold) {
        return TreeEnsemble.builder(1)
                .split(0, threshold, 0)
                .leaf(1, 0)
                .leaf(2, 0)
                .build();
    }

    private static double predict(TreeEnsemble ensemble, double... row) {
        return ensemble.predict(row, 0, new double[ensemble.scratchLength()]);
    }

    @Test
    void aRowFollowsTheThresholdsToALeaf() {
        TreeEnsemble sum = example().build();
        assertEquals(110, predict(sum, 1.9, 0));
        assertEquals(120, predict(sum, 2.1, -1.1));
        assertEquals(130, predict(sum, 2.1, 0));
    }

    @Test
    void aValueEqualToTheThresholdGoesLeftAndTheNextOneGoesRight() {
        TreeEnsemble sum = example().build();
        assertEquals(110, predict(sum, 2, 0));
        assertEquals(130, predict(sum, Math.nextUp(2.0), 0));
        assertEquals(120, predict(sum, 3, -1));
        assertEquals(130, predict(sum, 3, Math.nextUp(-1.0)));
    }

    @Test
    void zeroesOfBothSignsAreEqual() {
        assertEquals(1, predict(stump(0.0), -0.0));
        assertEquals(1, predict(stump(0.0), 0.0));
        assertEquals(1, predict(stump(-0.0), 0.0));
    }

    @Test
    void theSumBeginsWithTheBaseAndIsDivided() {
        assertEquals(110, predict(example().build(), 0, 0));
        assertEquals(55, predict(example().divisor(2).build(), 0, 0));
        assertEquals(56.5, predict(example().base(3).divisor(2).build(), 0, 0));
    }

    @Test
    void singlePrecisionRoundsInputsAndSums() {
        TreeEnsemble tenth = TreeEnsemble.builder(1)
                .singlePrecision()
                .base(0.5f)
                .split(0, 0.1f, 0)
                .leaf(1e-8f, 0)
                .leaf(2, 0)
                .build();
        assertTrue(tenth.isSinglePrecision());
        // As a double 0.1 lies below the float 0.1f, and just above it is still rounded to it.
        assertEquals(0.5, predict(tenth, 0.1));
        assertEquals(0.5, predict(tenth, Math.nextUp((double) 0.1f)));
        assertEquals(2.5, predict(tenth, Math.nextUp(0.1f)));
    }

    @Test
    void rowsAreReadAtTheirOffset() {
        TreeEnsemble sum = example().build();
        double[] scratch = new double[sum.scratchLength()];
        assertEquals(120, sum.predict(new double[] {9, 9, 9, 3, -1, 9}, 3, scratch));
    }

    @Test
    void eachTreeTellsWhatItSaysAlone() {
        double[] out = new double[2];
        example().build().predictTrees(new double[] {3, -1}, 0, out);
        assertArrayEquals(new double[] {20, 100}, out);
    }

    @Test
    void eachTreeOfSinglePrecisionRoundsItsInputs() {
        TreeEnsemble tenth = TreeEnsemble.builder(1)
                .singlePrecision()
                .split(0, 0.1f, 0)
                .leaf(1, 0)
                .leaf(2, 0)
                .build();
        double[] out = new double[1];
        tenth.predictTrees(new double[] {Math.nextUp((double) 0.1f)}, 0, out);
        assertEquals(1, out[0]);
    }

    @Test
    void nodesCanBeLookedAt() {
        TreeEnsemble sum = example().base(3).divisor(2).build();
        assertEquals(2, sum.trees());
        assertEquals(6, sum.nodes());
        assertEquals(5, sum.root(1));
        assertEquals(1, sum.feature(2));
        assertEquals(-1, sum.feature(5));
        assertEquals(-1, sum.value(2));
        assertEquals(2, sum.right(0));
        assertEquals(4, sum.right(2));
        assertEquals(5, sum.rows(2));
        assertEquals(3, sum.base());
        assertEquals(2, sum.divisor());
    }

    @Test
    void theArraysMakeTheSameEnsembleAgain() {
        TreeEnsemble ensemble = example().base(3).divisor(2).build();
        TreeEnsemble again = (TreeEnsemble) PortableRegressor.of("tree-ensemble", ensemble.arrays(), ensemble.words());
        assertEquals(56.5, predict(again, 0, 0));
        assertEquals(2, again.inputs());
        assertEquals(Map.of("precision", "double"), again.words());
        TreeEnsemble single = example().singlePrecision().build();
        assertEquals(Map.of("precision", "single"), single.words());
        assertTrue(((TreeEnsemble) PortableRegressor.of("tree-ensemble", single.arrays(), single.words()))
                .isSinglePrecision());
    }

    @Test
    void noArrayIsSharedWithTheOutside() {
        TreeEnsemble ensemble = example().build();
        ((double[]) ensemble.arrays().get("value"))[1] = 0;
        assertEquals(110, predict(ensemble, 0, 0));
    }

    @Test
    void aBuilderCanGoOnAfterItHasBuilt() {
        TreeEnsemble.Builder builder = example();
        TreeEnsemble two = builder.build();
        TreeEnsemble three = builder.leaf(1000, 1).build();
        assertEquals(110, predict(two, 0, 0));
        assertEquals(1110, predict(three, 0, 0));
    }

    @Test
    void aTreeMayBeAsDeepAsItLikes() {
        TreeEnsemble.Builder builder = TreeEnsemble.builder(1);
        int depth = 100_000;
        for (int i = depth; i > 0; i--) {
            builder.split(0, i, 0);
        }
        builder.leaf(0, 0);
        for (int i = 1; i <= depth; i++) {
            builder.leaf(i, 0);
        }
        TreeEnsemble deep = builder.build();
        assertEquals(0, predict(deep, 0.5));
        assertEquals(70_000, predict(deep, 70_000.5));
        assertEquals(depth, predict(deep, depth + 0.5));
    }

    @Test
    void whatMakesNoTreesIsRefused() {
        refused("an ensemble of 0 inputs", () -> TreeEnsemble.builder(0));
        refused("an ensemble of 4096 inputs", () -> TreeEnsemble.builder(4096));
        refused("an ensemble needs a tree", () -> TreeEnsemble.builder(1).build());
        refused(
                "the last tree is not whole",
                () -> TreeEnsemble.builder(1).split(0, 0, 0).build());
        refused(
                "the last tree is not whole",
                () -> TreeEnsemble.builder(1).split(0, 0, 0).leaf(1, 0).build());
        refused("the divisor is 0.0", () -> example().divisor(0));
        refused("the divisor is NaN", () -> example().divisor(Double.NaN));
        refused("the divisor is Infinity", () -> example().divisor(Double.POSITIVE_INFINITY));
        refused("the base is NaN; expected finite numbers", () -> example().base(Double.NaN));
        refused("node 6 asks for input 2", () -> example().split(2, 0, 0));
        refused("node 6 asks for input -1", () -> example().split(-1, 0, 0));
        refused(
                "a node's value is NaN; expected finite numbers",
                () -> example().leaf(Double.NaN, 0));
        refused(
                "a node's value is Infinity; expected finite numbers",
                () -> example().split(0, Double.POSITIVE_INFINITY, 0));
        refused("node 6 saw -1 rows", () -> example().leaf(0, -1));
    }

    private static void refused(String message, Runnable action) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }
}
