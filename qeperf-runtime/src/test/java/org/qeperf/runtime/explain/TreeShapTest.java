package org.qeperf.runtime.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qeperf.runtime.score.TreeEnsemble;

class TreeShapTest {

    private static final int INPUTS = 6;

    /** Shapley values by their definition: the mean over all orders in which inputs become known. */
    private static double[] byDefinition(TreeEnsemble trees, double[] row) {
        double[] value = new double[1 << INPUTS];
        for (int known = 0; known < value.length; known++) {
            double sum = trees.base();
            for (int tree = 0; tree < trees.trees(); tree++) {
                sum += expected(trees, trees.root(tree), row, known);
            }
            value[known] = sum / trees.divisor();
        }
        double[] result = new double[INPUTS + 1];
        result[0] = value[0];
        for (int known = 0; known < value.length; known++) {
            for (int i = 0; i < INPUTS; i++) {
                if ((known >> i & 1) == 0) {
                    int size = Integer.bitCount(known);
                    double orders = factorial(size) * factorial(INPUTS - size - 1) / factorial(INPUTS);
                    result[i + 1] += orders * (value[known | 1 << i] - value[known]);
                }
            }
        }
        return result;
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    private static double expected(TreeEnsemble trees, int node, double[] row, int known) {
        int f = trees.feature(node);
        if (f < 0) {
            return trees.value(node);
        }
        int left = node + 1;
        int right = trees.right(node);
        if ((known >> f & 1) == 1) {
            return expected(trees, row[f] <= trees.value(node) ? left : right, row, known);
        }
        double all = trees.rows(left) + trees.rows(right);
        return trees.rows(left) / all * expected(trees, left, row, known)
                + trees.rows(right) / all * expected(trees, right, row, known);
    }

    private static TreeEnsemble random(Random random, int trees) {
        TreeEnsemble.Builder builder = TreeEnsemble.builder(INPUTS).base(0.3).divisor(trees);
        for (int i = 0; i < trees; i++) {
            grow(builder, random, 1 + random.nextInt(300));
        }
        return builder.build();
    }

    /** Asks for the same inputs again and again on one way, as deep trees do. */
    private static void grow(TreeEnsemble.Builder builder, Random random, int rows) {
        if (rows < 3 || random.nextInt(8) == 0) {
            builder.leaf(random.nextGaussian(), rows);
            return;
        }
        int left = 1 + random.nextInt(rows - 1);
        builder.split(random.nextInt(INPUTS), random.nextGaussian(), rows);
        grow(builder, random, left);
        grow(builder, random, rows - left);
    }

    @Test
    void contributionsAreShapleyValues() {
        Random random = new Random(5);
        for (int trial = 0; trial < 60; trial++) {
            TreeEnsemble trees = random(random, 1 + random.nextInt(5));
            double[] row = random.doubles(INPUTS, -2, 2).toArray();
            assertArrayEquals(byDefinition(trees, row), TreeShap.of(trees, row), 1e-10, "trial " + trial);
        }
    }

    @Test
    void baseAndContributionsAddUpToThePrediction() {
        Random random = new Random(6);
        TreeEnsemble trees = random(random, 50);
        for (int trial = 0; trial < 100; trial++) {
            double[] row = random.doubles(INPUTS, -2, 2).toArray();
            double sum = Arrays.stream(TreeShap.of(trees, row)).sum();
            assertEquals(trees.predict(row, 0, new double[trees.scratchLength()]), sum, 1e-10);
        }
    }

    @Test
    void aSingleLeafHasOnlyABase() {
        TreeEnsemble leaf = TreeEnsemble.builder(2).leaf(7, 3).build();
        assertArrayEquals(new double[] {7, 0, 0}, TreeShap.of(leaf, new double[] {1, 2}));
    }

    @Test
    void treesWithoutRowsOrOfAnyDepthAreRefused() {
        TreeEnsemble unknown =
                TreeEnsemble.builder(1).split(0, 1, 0).leaf(1, 0).leaf(2, 0).build();
        assertEquals("the trees do not know their training rows; train the model again", messageOf(unknown));
        TreeEnsemble.Builder deep = TreeEnsemble.builder(1);
        for (int i = 0; i < 100_000; i++) {
            deep.split(0, -i, 1).leaf(0, 1);
        }
        deep.leaf(1, 1);
        assertEquals("a tree is deeper than 400 and cannot be explained", messageOf(deep.build()));
    }

    private static String messageOf(TreeEnsemble trees) {
        return assertThrows(IllegalArgumentException.class, () -> TreeShap.of(trees, new double[] {1}))
                .getMessage();
    }
}
