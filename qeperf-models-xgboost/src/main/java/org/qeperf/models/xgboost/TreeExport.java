package org.qeperf.models.xgboost;

import java.util.Arrays;
import java.util.List;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.score.TreeEnsemble;

/**
 * XGBoost's trees as flat arrays. XGBoost asks whether a feature is less than a number, a flat tree whether it is at most
 * a number: for a {@code float} that is the next smaller one. Missing values don't occur, so where they would go is left
 * out. XGBoost begins a sum with its base and adds the trees in their order (its {@code cpu_predictor.cc}), as flat trees do.
 */
final class TreeExport {

    private final TreeEnsemble.Builder trees;
    private final double[] gains;
    private int[] waiting = new int[64];

    private TreeExport(double base, int columns) {
        this.trees = TreeEnsemble.builder(columns).singlePrecision().base(base);
        this.gains = new double[columns];
    }

    /**
     * The first trees of a model.
     *
     * @param model the model
     * @param count how many trees
     * @param columns length of a row
     * @throws TrainingException if the training went out of single precision
     */
    static TreeExport of(BoosterJson model, int count, int columns) {
        TreeExport export = new TreeExport(model.base(), columns);
        List<BoosterJson.Tree> all = model.trees();
        for (int i = 0; i < count; i++) {
            export.add(all.get(i), i);
        }
        return export;
    }

    /**
     * Earlier trees, then all those of a model that has learnt what they leave.
     *
     * @param earlier the trees to begin with
     * @param model the model; its base stands for theirs
     * @throws TrainingException if the training went out of single precision
     */
    static TreeExport after(EarlierTrees earlier, BoosterJson model) {
        TreeEnsemble before = earlier.trees();
        TreeExport export = new TreeExport(before.base(), before.inputs());
        for (int node = 0; node < before.nodes(); node++) {
            if (before.feature(node) < 0) {
                export.trees.leaf(before.value(node), before.rows(node));
            } else {
                export.trees.split(before.feature(node), before.value(node), before.rows(node));
            }
        }
        List<BoosterJson.Tree> all = model.trees();
        for (int i = 0; i < all.size(); i++) {
            export.add(all.get(i), before.trees() + i);
        }
        double[] gained = earlier.trained().gains().orElseGet(() -> new double[before.inputs()]);
        for (int i = 0; i < gained.length; i++) {
            export.gains[i] += gained[i];
        }
        return export;
    }

    TreeEnsemble ensemble() {
        return trees.build();
    }

    /** What the splits of each feature gained in all, as shares of 1. */
    double[] importance() {
        double sum = Arrays.stream(gains).sum();
        return Arrays.stream(gains)
                .map(gain -> sum > 0 ? gain / sum : 1.0 / gains.length)
                .toArray();
    }

    /** What all splits gained. */
    double gain() {
        return Arrays.stream(gains).sum();
    }

    /** Adds a tree in preorder, without recursion: a tree of unlimited depth may be a chain. */
    private void add(BoosterJson.Tree tree, int number) {
        int depth = 0;
        waiting[depth++] = 0;
        while (depth > 0) {
            int node = waiting[--depth];
            float value = tree.splitConditions()[node];
            if (!Float.isFinite(value)) {
                throw new TrainingException("tree " + (number + 1) + " has a leaf of " + value
                        + "; the targets are too far from each other for XGBoost's single precision");
            }
            int rows = Math.round(tree.sumHessian()[node]);
            int left = tree.leftChildren()[node];
            if (left < 0) {
                trees.leaf(value, rows);
                continue;
            }
            trees.split(tree.splitIndices()[node], Math.nextDown(value), rows);
            gains[tree.splitIndices()[node]] += tree.lossChanges()[node];
            if (depth + 2 > waiting.length) {
                waiting = Arrays.copyOf(waiting, 2 * waiting.length);
            }
            waiting[depth++] = tree.rightChildren()[node];
            waiting[depth++] = left;
        }
    }
}
