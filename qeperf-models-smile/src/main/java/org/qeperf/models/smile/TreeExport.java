package org.qeperf.models.smile;

import java.util.Arrays;
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
    private int size;
    private int[] feature = new int[1024];
    private double[] value = new double[1024];
    private int[] left = new int[1024];
    private int[] right = new int[1024];

    private TreeExport(int columns) {
        StructField[] fields = new StructField[columns];
        for (int i = 0; i < columns; i++) {
            fields[i] = new StructField("x" + i, DataTypes.DoubleType);
        }
        this.schema = DataTypes.struct(fields);
        this.probe = new double[columns];
    }

    static TreeEnsemble of(RegressionTree[] trees, int columns, double divisor) {
        TreeExport export = new TreeExport(columns);
        int[] roots = new int[trees.length];
        for (int i = 0; i < trees.length; i++) {
            roots[i] = export.add(trees[i].root());
        }
        return new TreeEnsemble(
                columns,
                divisor,
                roots,
                Arrays.copyOf(export.feature, export.size),
                Arrays.copyOf(export.value, export.size),
                Arrays.copyOf(export.left, export.size),
                Arrays.copyOf(export.right, export.size));
    }

    /** Adds a node and what hangs below it; returns its index. */
    private int add(Node node) {
        int index = size++;
        if (index == feature.length) {
            int longer = 2 * index;
            feature = Arrays.copyOf(feature, longer);
            value = Arrays.copyOf(value, longer);
            left = Arrays.copyOf(left, longer);
            right = Arrays.copyOf(right, longer);
        }
        if (node instanceof InternalNode inner) {
            feature[index] = inner.feature();
            value[index] = threshold(inner);
            // Adding may move the arrays, so the index of a child comes before the array that it goes into.
            int trueChild = add(inner.trueChild());
            int falseChild = add(inner.falseChild());
            left[index] = trueChild;
            right[index] = falseChild;
        } else {
            feature[index] = -1;
            value[index] = ((RegressionNode) node).output();
        }
        return index;
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
