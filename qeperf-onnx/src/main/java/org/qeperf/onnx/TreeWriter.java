package org.qeperf.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.qeperf.runtime.score.TreeEnsemble;

/**
 * Writes trees as operator {@code TreeEnsemble} of {@code ai.onnx.ml} 5, the only one whose result is a double. Nodes that
 * ask and leaves stand in arrays of their own. What the sum begins with is a tree of one leaf before the others, so that
 * sums are made in the same order here and there.
 */
final class TreeWriter {

    private static final int SUM = 1;
    private static final byte LESS_OR_EQUAL = 0;

    private final TreeEnsemble trees;
    private final IntToDoubleFunction threshold;
    private final int[] roots;
    private final int[] feature;
    private final double[] split;
    private final int[] yes;
    private final int[] no;
    private final int[] yesIsLeaf;
    private final int[] noIsLeaf;
    /** Where a node stands in its array: that of nodes that ask, or that of leaves. */
    private final int[] place;

    private double[] leaf;
    private int splits;
    private int leaves;

    /**
     * Takes trees.
     *
     * @param trees the trees
     * @param threshold the threshold of a node that asks, as it shall be written
     */
    TreeWriter(TreeEnsemble trees, IntToDoubleFunction threshold) {
        this.trees = trees;
        this.threshold = threshold;
        int withBase = trees.base() == 0 ? 0 : 1;
        int asking = 0;
        int lone = withBase;
        for (int node = 0; node < trees.nodes(); node++) {
            asking += trees.feature(node) >= 0 ? 1 : 0;
        }
        for (int tree = 0; tree < trees.trees(); tree++) {
            lone += trees.feature(trees.root(tree)) < 0 ? 1 : 0;
        }
        int size = asking + lone;
        this.roots = new int[trees.trees() + withBase];
        this.feature = new int[size];
        this.split = new double[size];
        this.yes = new int[size];
        this.no = new int[size];
        this.yesIsLeaf = new int[size];
        this.noIsLeaf = new int[size];
        // Leaves, a second one for each that is alone, and a gap for each tree at most.
        this.leaf = new double[trees.nodes() - asking + 2 * lone + trees.trees()];
        this.place = new int[trees.nodes()];
        for (int node = 0; node < trees.nodes(); node++) {
            place[node] = trees.feature(node) >= 0 ? splits++ : -1;
        }
        placeLeaves();
        connect(withBase);
        this.leaf = Arrays.copyOf(leaf, leaves);
    }

    /**
     * ONNX Runtime up to 1.29 takes a root for a leaf if its sides have the same index, though one is that of a leaf and the
     * other that of a node; such a leaf moves on by one.
     */
    private void placeLeaves() {
        int[] taken = new int[trees.nodes()];
        Arrays.fill(taken, -1);
        for (int tree = 0; tree < trees.trees(); tree++) {
            int root = trees.root(tree);
            if (trees.feature(root) >= 0) {
                int left = root + 1;
                int right = trees.right(root);
                taken[left] = place[right];
                taken[right] = place[left];
            }
        }
        for (int node = 0; node < trees.nodes(); node++) {
            if (trees.feature(node) < 0) {
                leaves += taken[node] == leaves ? 1 : 0;
                leaf[leaves] = trees.value(node);
                place[node] = leaves++;
            }
        }
    }

    private void connect(int withBase) {
        for (int node = 0; node < trees.nodes(); node++) {
            if (trees.feature(node) >= 0) {
                int at = place[node];
                feature[at] = trees.feature(node);
                split[at] = threshold.applyAsDouble(node);
                yes[at] = place[node + 1];
                no[at] = place[trees.right(node)];
                yesIsLeaf[at] = trees.feature(node + 1) < 0 ? 1 : 0;
                noIsLeaf[at] = trees.feature(trees.right(node)) < 0 ? 1 : 0;
            }
        }
        if (withBase == 1) {
            roots[0] = lone(trees.base());
        }
        for (int tree = 0; tree < trees.trees(); tree++) {
            int root = trees.root(tree);
            roots[tree + withBase] = trees.feature(root) < 0 ? lone(trees.value(root)) : place[root];
        }
    }

    /** A tree of one leaf asks something and comes to the same number in either case: there is no other way to say it. */
    private int lone(double value) {
        yes[splits] = leaves;
        no[splits] = leaves + 1;
        yesIsLeaf[splits] = 1;
        noIsLeaf[splits] = 1;
        leaf[leaves++] = value;
        leaf[leaves++] = value;
        return splits++;
    }

    /** Adds the operator and what belongs around it; the input must be of the precision of the trees. */
    String write(GraphWriter graph, String input) {
        boolean single = trees.isSinglePrecision();
        byte[] modes = new byte[split.length];
        Arrays.fill(modes, LESS_OR_EQUAL);
        TensorProto modeTensor = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.UINT8_VALUE)
                .addDims(modes.length)
                .setRawData(ByteString.copyFrom(modes))
                .build();
        List<AttributeProto> attributes = List.of(
                GraphWriter.attribute("aggregate_function", SUM),
                GraphWriter.attribute("n_targets", 1),
                GraphWriter.attribute("post_transform", 0),
                GraphWriter.attribute("tree_roots", roots),
                GraphWriter.attribute("nodes_modes", modeTensor),
                GraphWriter.attribute("nodes_featureids", feature),
                GraphWriter.attribute("nodes_splits", numbers(split, single)),
                GraphWriter.attribute("nodes_truenodeids", yes),
                GraphWriter.attribute("nodes_trueleafs", yesIsLeaf),
                GraphWriter.attribute("nodes_falsenodeids", no),
                GraphWriter.attribute("nodes_falseleafs", noIsLeaf),
                GraphWriter.attribute("leaf_targetids", new int[leaf.length]),
                GraphWriter.attribute("leaf_weights", numbers(leaf, single)));
        String sum = graph.node(Onnx.ML_DOMAIN, "TreeEnsemble", List.of(input), attributes);
        if (single) {
            sum = graph.node(
                    "", "Cast", List.of(sum), List.of(GraphWriter.attribute("to", TensorProto.DataType.DOUBLE_VALUE)));
        }
        return trees.divisor() == 1 ? sum : graph.node("Div", sum, graph.constant(trees.divisor()));
    }

    private static TensorProto numbers(double[] values, boolean single) {
        return (single ? GraphWriter.floats(values) : GraphWriter.doubles(values))
                .addDims(values.length)
                .build();
    }
}
