package org.qeperf.runtime.score;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sum of binary decision trees in flat arrays, for random forests and boosted trees.
 *
 * <p>Node {@code n} asks whether {@code x[feature[n]] <= value[n]}; if so the next node is {@code left[n]}, else
 * {@code right[n]}. A leaf has {@code feature[n] = -1} and contributes {@code value[n]}. The result is the sum over trees
 * divided by {@code divisor}. Children come after their parents, so every walk ends. Immutable.
 */
public final class TreeEnsemble implements PortableRegressor {

    /** The kind in model files. */
    public static final String KIND = "tree-ensemble";

    private final int inputs;
    private final double divisor;
    private final int[] roots;
    private final int[] feature;
    private final double[] value;
    private final int[] left;
    private final int[] right;

    /**
     * Checks and copies the arrays.
     *
     * @param inputs length of a row
     * @param divisor what the sum over trees is divided by: the number of trees for a mean, 1 for a sum; not 0
     * @param roots index of each tree's first node
     * @param feature for each node the input it asks for, or -1 in a leaf
     * @param value for each node the threshold, or the contribution of a leaf
     * @param left for each inner node the child for {@code <=}, with a larger index
     * @param right for each inner node the other child, with a larger index
     * @throws IllegalArgumentException if the arrays do not make trees
     */
    public TreeEnsemble(
            int inputs, double divisor, int[] roots, int[] feature, double[] value, int[] left, int[] right) {
        int n = feature.length;
        require(inputs > 0 && roots.length > 0 && n > 0, "an ensemble needs inputs, trees and nodes");
        require(Double.isFinite(divisor) && divisor != 0, "the divisor is " + divisor);
        require(value.length == n && left.length == n && right.length == n, "the node arrays differ in length");
        for (int root : roots) {
            require(root >= 0 && root < n, "there is no node " + root);
        }
        for (int i = 0; i < n; i++) {
            require(Double.isFinite(value[i]), "node " + i + " has the value " + value[i]);
            if (feature[i] != -1) {
                require(feature[i] >= 0 && feature[i] < inputs, "node " + i + " asks for input " + feature[i]);
                require(left[i] > i && left[i] < n && right[i] > i && right[i] < n, "node " + i + " has bad children");
            }
        }
        this.inputs = inputs;
        this.divisor = divisor;
        this.roots = roots.clone();
        this.feature = feature.clone();
        this.value = value.clone();
        this.left = left.clone();
        this.right = right.clone();
    }

    /**
     * Builds an ensemble from the arrays and words of a model file.
     *
     * @param arrays what {@link #arrays()} gave
     * @return the ensemble
     * @throws IllegalArgumentException if they do not make an ensemble
     */
    public static TreeEnsemble of(Map<String, Object> arrays) {
        double[] shape = NamedArrays.doubles(arrays, "shape", 2);
        require(shape[0] == (int) shape[0], "an ensemble of " + shape[0] + " inputs");
        return new TreeEnsemble(
                (int) shape[0],
                shape[1],
                NamedArrays.ints(arrays, "roots"),
                NamedArrays.ints(arrays, "feature"),
                NamedArrays.doubles(arrays, "value", -1),
                NamedArrays.ints(arrays, "left"),
                NamedArrays.ints(arrays, "right"));
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int scratchLength() {
        return 0;
    }

    @Override
    public double predict(double[] rows, int offset, double[] scratch) {
        double sum = 0;
        for (int root : roots) {
            int n = root;
            int f = feature[n];
            while (f >= 0) {
                n = rows[offset + f] <= value[n] ? left[n] : right[n];
                f = feature[n];
            }
            sum += value[n];
        }
        return sum / divisor;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> arrays() {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("shape", new double[] {inputs, divisor});
        arrays.put("roots", roots.clone());
        arrays.put("feature", feature.clone());
        arrays.put("value", value.clone());
        arrays.put("left", left.clone());
        arrays.put("right", right.clone());
        return arrays;
    }

    @Override
    public Map<String, String> words() {
        return Map.of();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
