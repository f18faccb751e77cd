package org.qeperf.models.smile;

import java.util.Arrays;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainingSet;
import smile.base.cart.Loss;
import smile.regression.RegressionTree;

/**
 * How far a tree may grow.
 *
 * @param depth most questions on the way to a leaf; 0 for no limit
 * @param leaves most leaves; 0 for no limit
 * @param leaf fewest rows in a leaf
 * @param tried features tried at each split
 */
record Growth(int depth, int leaves, int leaf, int tried) {

    private static final double LARGEST = 1e100;

    static Hyperparameter.Whole depthParameter(int initial) {
        return new Hyperparameter.Whole(
                "depth", "most questions on the way to a leaf; 0 for no limit", initial, 0, 1_000);
    }

    static Hyperparameter.Whole leafParameter(int initial) {
        return new Hyperparameter.Whole("leaf", "fewest rows in a leaf", initial, 1, 10_000);
    }

    /**
     * Grows a tree.
     *
     * @param rows the rows
     * @param loss what the tree makes small
     * @param samples how often each row counts
     * @return the tree, grown on ranks
     */
    RegressionTree grow(RankedRows rows, Loss loss, int[] samples) {
        int most = leaves > 1 ? leaves : Integer.MAX_VALUE;
        try {
            return RankTree.grow(rows, loss, samples, levels(), most, leaf, tried);
        } catch (StackOverflowError e) {
            // Smile calls itself once for each level.
            throw new TrainingException(
                    "a tree grew too deep for the stack of its thread; set hyperparameter depth, now " + depth
                            + ", to less, or hyperparameter leaf, now " + leaf + ", to more",
                    e);
        }
    }

    /** Smile's depth: it counts nodes on the way, leaves included. */
    private int levels() {
        if (leaves == 1) {
            return 1;
        }
        return depth > 0 ? depth + 1 : Integer.MAX_VALUE;
    }

    /** Smile grows nothing where the sum of squares overflows, and says nothing. */
    static double[] targets(TrainingSet data) {
        for (double target : data.targets()) {
            if (Math.abs(target) > LARGEST) {
                throw new TrainingException(
                        "a target is " + target + "; expected targets from " + -LARGEST + " to " + LARGEST);
            }
        }
        return data.targets();
    }

    /** Importances as shares of 1; equal ones where no column is of importance. */
    static Insight importance(double[] sums) {
        double sum = Arrays.stream(sums).sum();
        boolean telling = sum > 0 && Double.isFinite(sum);
        return new Insight(
                Insight.IMPORTANCE,
                Arrays.stream(sums)
                        .map(x -> telling ? x / sum : 1.0 / sums.length)
                        .toArray());
    }
}
