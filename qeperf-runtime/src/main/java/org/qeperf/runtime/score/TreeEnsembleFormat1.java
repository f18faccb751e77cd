package org.qeperf.runtime.score;

import java.util.Arrays;

/**
 * Trees as model files of format 1 hold them: node {@code n} leads to {@code left[n]} or {@code right[n]}, both behind it,
 * and the sum begins with 0.
 */
final class TreeEnsembleFormat1 {

    private final int[] feature;
    private final double[] value;
    private final int[] left;
    private final int[] right;
    private final TreeEnsemble.Builder builder;
    private int nodes;

    private TreeEnsembleFormat1(NamedArrays named) {
        double[] shape = named.doubles("shape", 2);
        require(shape[0] == (int) shape[0], "an ensemble of " + shape[0] + " inputs");
        this.feature = named.ints("feature");
        this.value = named.doubles("value", feature.length);
        this.left = named.ints("left", feature.length);
        this.right = named.ints("right", feature.length);
        this.builder = TreeEnsemble.builder((int) shape[0]).divisor(shape[1]);
    }

    static TreeEnsemble read(NamedArrays named) {
        TreeEnsembleFormat1 trees = new TreeEnsembleFormat1(named);
        for (int root : named.ints("roots")) {
            require(root >= 0 && root < trees.feature.length, "there is no node " + root);
            trees.add(root);
        }
        return trees.builder.build();
    }

    /** Adds a node and what hangs below it, without recursion: a file may hold a tree as deep as it has nodes. */
    private void add(int root) {
        int[] waiting = new int[64];
        int depth = 0;
        waiting[depth++] = root;
        while (depth > 0) {
            int node = waiting[--depth];
            // Shared nodes would make a small file a large ensemble.
            require(++nodes <= feature.length, "a node belongs to two trees");
            if (feature[node] == -1) {
                builder.leaf(value[node], 0);
                continue;
            }
            require(
                    left[node] > node
                            && left[node] < feature.length
                            && right[node] > node
                            && right[node] < feature.length,
                    "node " + node + " has bad children");
            builder.split(feature[node], value[node], 0);
            if (depth + 2 > waiting.length) {
                waiting = Arrays.copyOf(waiting, 2 * waiting.length);
            }
            waiting[depth++] = right[node];
            waiting[depth++] = left[node];
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
