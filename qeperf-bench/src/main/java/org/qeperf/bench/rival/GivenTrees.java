package org.qeperf.bench.rival;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.qeperf.runtime.score.TreeEnsemble;
import smile.base.cart.Node;
import smile.base.cart.OrdinalNode;
import smile.base.cart.RegressionNode;

/**
 * The trees of a forest that scikit-learn has grown, as qeperf's arrays and as Smile's objects. The file holds doubles in the
 * order of small ends: the numbers of columns and of trees, then for each tree its number of nodes and, in preorder, input and threshold
 * of each node, or -1 and the value of a leaf.
 */
final class GivenTrees {

    private static final double LEAF = -1;

    private final TreeEnsemble ensemble;
    private final Node[] nodes;

    GivenTrees(Path file) throws IOException {
        DoubleBuffer in = doubles(file);
        int columns = (int) in.get();
        int trees = (int) in.get();
        TreeEnsemble.Builder builder = TreeEnsemble.builder(columns).divisor(trees);
        nodes = new Node[trees];
        for (int tree = 0; tree < trees; tree++) {
            in.get();
            nodes[tree] = read(in, builder);
        }
        ensemble = builder.build();
    }

    static DoubleBuffer doubles(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
    }

    private static Node read(DoubleBuffer in, TreeEnsemble.Builder builder) {
        double input = in.get();
        double value = in.get();
        if (input == LEAF) {
            builder.leaf(value, 1);
            return new RegressionNode(1, value, value, 0);
        }
        builder.split((int) input, value, 1);
        Node yes = read(in, builder);
        return new OrdinalNode((int) input, value, 0, 0, yes, read(in, builder));
    }

    TreeEnsemble ensemble() {
        return ensemble;
    }

    /** The root of each tree; a forest's prediction is the mean of their leaves. */
    Node[] nodes() {
        return nodes;
    }
}
