package org.qeperf.models.smile;

import org.qeperf.runtime.score.TreeEnsemble;
import smile.base.cart.InternalNode;
import smile.base.cart.Node;
import smile.base.cart.RegressionNode;
import smile.data.Tuple;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.type.StructType;
import smile.regression.RegressionTree;

/**
 * Smile's trees as flat arrays. Smile keeps a node's threshold to itself, so it is found by asking the node: the largest
 * number that it still sends to its true child. That takes at most 64 questions and is exact.
 */
final class TreeExport {

    private final StructType schema;
    private final double[] probe;
    private final TreeEnsemble.Builder trees;

    private TreeExport(int columns) {
        StructField[] fields = new StructField[columns];
        for (int i = 0; i < columns; i++) {
            fields[i] = new StructField("x" + i, DataTypes.DoubleType);
        }
        this.schema = DataTypes.struct(fields);
        this.probe = new double[columns];
        this.trees = TreeEnsemble.builder(columns);
    }

    static TreeEnsemble of(RegressionTree[] trees, int columns, double divisor) {
        TreeExport export = new TreeExport(columns);
        for (RegressionTree tree : trees) {
            export.add(tree.root());
        }
        return export.trees.divisor(divisor).build();
    }

    /** Adds a node and what hangs below it. */
    private void add(Node node) {
        if (node instanceof InternalNode inner) {
            trees.split(inner.feature(), threshold(inner), inner.size());
            add(inner.trueChild());
            add(inner.falseChild());
        } else {
            trees.leaf(((RegressionNode) node).output(), node.size());
        }
    }

    private double threshold(InternalNode node) {
        long below = ordered(-Double.MAX_VALUE);
        long above = ordered(Double.MAX_VALUE);
        while (below + 1 < above) {
            long middle = (below & above) + ((below ^ above) >> 1);
            if (goesTrue(node, number(middle))) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return number(below);
    }

    private boolean goesTrue(InternalNode node, double x) {
        probe[node.feature()] = x;
        return node.branch(Tuple.of(probe, schema));
    }

    /** Whole numbers in the order of the doubles they stand for. */
    private static long ordered(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }

    private static double number(long ordered) {
        return Double.longBitsToDouble(ordered < 0 ? Long.MIN_VALUE - ordered : ordered);
    }
}
