package org.qeperf.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.onnx.Program.Step;
import org.qeperf.onnx.Tensor.Type;
import org.qeperf.runtime.score.TreeEnsemble;

/**
 * Reads the two operators of trees, {@code TreeEnsembleRegressor} and the later {@code TreeEnsemble}, with one target. A
 * node that asks with {@code <} is one that asks with {@code <=} for the number just below; with {@code >} and
 * {@code >=} its sides change places.
 */
final class TreeReader {

    private static final String[] MODES = {"BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT"};
    private static final String LEAF = "LEAF";
    private static final String NO_TREES = "the nodes make no trees";

    /** Threshold or contribution of a node. */
    private final double[] number;

    private final int[] feature;
    /** Where to go: to a node, or to the leaf whose bitwise complement it is. */
    private final int[] yes;

    private final int[] no;
    private final double[] leaf;
    private int[] roots = {};
    private int asking;

    private TreeReader(int nodes, double[] leaf) {
        this.number = new double[nodes];
        this.feature = new int[nodes];
        this.yes = new int[nodes];
        this.no = new int[nodes];
        this.leaf = leaf;
    }

    /** The sum of leaves, or their mean, plus a number. */
    private record Sum(TreeEnsemble trees, int input, int scratch, double base, boolean single, int output)
            implements Step {
        @Override
        public int[] inputs() {
            return new int[] {input};
        }

        @Override
        public void run(double[][] slots) {
            double[] row = slots[input];
            for (int i = 0; i < trees.inputs(); i++) {
                if (Double.isNaN(row[i])) {
                    // Trees would go on to some leaf.
                    slots[output][0] = Double.NaN;
                    return;
                }
            }
            double sum = trees.predict(row, 0, slots[scratch]);
            if (base != 0) {
                sum = trees.isSinglePrecision() ? (float) sum + (float) base : sum + base;
            }
            slots[output][0] = single ? (float) sum : sum;
        }
    }

    /** Operator {@code TreeEnsemble}. */
    static Value ensemble(Program.Builder program, Node node) {
        Value x = node.input(0);
        long aggregate = node.whole("aggregate_function", 1);
        requireAmong("aggregate_function", aggregate, 0, 1);
        requireAmong("post_transform", node.whole("post_transform", 0), 0, 0);
        requireAmong("n_targets", node.whole("n_targets", 1), 1, 1);
        node.ignore("nodes_hitrates", "nodes_missing_value_tracks_true");
        Tensor weights = required(node, "leaf_weights", x.type());
        requireOneTarget(node.wholes("leaf_targetids"), weights.values().length);
        Tensor splits = required(node, "nodes_splits", x.type());
        int n = splits.values().length;
        double[] modes = node.tensor("nodes_modes")
                .filter(tensor -> tensor.type() == Type.UINT8 && tensor.values().length == n)
                .orElseThrow(() -> new IllegalArgumentException("attribute nodes_modes does not fit"))
                .values();
        int[] features = indices(node, "nodes_featureids", n);
        int[] yes = indices(node, "nodes_truenodeids", n);
        int[] yesIsLeaf = indices(node, "nodes_trueleafs", n);
        int[] no = indices(node, "nodes_falsenodeids", n);
        int[] noIsLeaf = indices(node, "nodes_falseleafs", n);
        TreeReader reader = new TreeReader(n, weights.values());
        for (int i = 0; i < n; i++) {
            // The codes of the modes after these four are not read.
            requireAmong("nodes_modes", (long) modes[i], 0, MODES.length - 1);
            int left = yesIsLeaf[i] == 0 ? yes[i] : ~yes[i];
            int right = noIsLeaf[i] == 0 ? no[i] : ~no[i];
            reader.set(i, MODES[(int) modes[i]], features[i], splits.values()[i], left, right);
        }
        reader.roots = node.indices("tree_roots");
        return reader.sum(program, x, aggregate == 0, 0, x.type());
    }

    /** Operator {@code TreeEnsembleRegressor}; its result is a float whatever it takes. */
    static Value regressor(Program.Builder program, Node node) {
        Value x = node.input(0);
        String aggregate = node.word("aggregate_function", "SUM");
        if (!aggregate.equals("SUM") && !aggregate.equals("AVERAGE")) {
            throw new IllegalArgumentException(
                    "aggregate_function is " + InputException.quote(aggregate) + "; known are SUM, AVERAGE");
        }
        String transform = node.word("post_transform", "NONE");
        if (!transform.equals("NONE")) {
            throw new IllegalArgumentException(
                    "post_transform is " + InputException.quote(transform) + "; known is NONE");
        }
        requireAmong("n_targets", node.whole("n_targets", 1), 1, 1);
        node.ignore(
                "nodes_hitrates", "nodes_hitrates_as_tensor", "nodes_missing_value_tracks_true", "target_nodes_count");
        double[] base = node.numbers("base_values").map(Tensor::values).orElse(new double[1]);
        if (base.length != 1) {
            throw new IllegalArgumentException("there are " + base.length + " base values for one target");
        }
        Tensor weights = node.numbers("target_weights")
                .orElseThrow(() -> new IllegalArgumentException("there are no target_weights"));
        int[] leafTrees = indices(node, "target_treeids", weights.values().length);
        int[] leafNodes = indices(node, "target_nodeids", weights.values().length);
        requireOneTarget(node.wholes("target_ids"), weights.values().length);
        AttributeProto modes = node.words("nodes_modes")
                .orElseThrow(() -> new IllegalArgumentException("there is no attribute nodes_modes"));
        int n = modes.getStringsCount();
        Numbered nodes = new Numbered(indices(node, "nodes_treeids", n), indices(node, "nodes_nodeids", n));
        int[] leafOf = new int[n];
        Arrays.fill(leafOf, -1);
        for (int i = 0; i < leafTrees.length; i++) {
            int at = nodes.find(leafTrees[i], leafNodes[i]);
            if (leafOf[at] >= 0) {
                throw new IllegalArgumentException("a leaf has two weights");
            }
            leafOf[at] = i;
        }
        return regressor(node, modes, nodes, leafOf, weights.values(), x.type())
                .sum(program, x, aggregate.equals("AVERAGE"), base[0], Type.FLOAT);
    }

    private static TreeReader regressor(
            Node node, AttributeProto modes, Numbered nodes, int[] leafOf, double[] weights, Type type) {
        int n = leafOf.length;
        Tensor values = node.numbers("nodes_values")
                .filter(tensor -> tensor.values().length == n)
                .orElseThrow(() -> new IllegalArgumentException("attribute nodes_values does not fit"));
        if (type == Type.FLOAT && values.type() != Type.FLOAT) {
            throw new IllegalArgumentException("thresholds are " + values.type() + " for rows of float");
        }
        int[] features = indices(node, "nodes_featureids", n);
        int[] yes = indices(node, "nodes_truenodeids", n);
        int[] no = indices(node, "nodes_falsenodeids", n);
        TreeReader reader = new TreeReader(n, weights);
        int[] code = new int[n];
        for (int i = 0; i < n; i++) {
            boolean isLeaf = modes.getStrings(i).toStringUtf8().equals(LEAF);
            if (isLeaf != leafOf[i] >= 0) {
                throw new IllegalArgumentException("a node with a weight asks, or a leaf has none");
            }
            code[i] = isLeaf ? ~leafOf[i] : i;
        }
        for (int i = 0; i < n; i++) {
            if (code[i] >= 0) {
                int left = nodes.child(i, yes[i]);
                int right = nodes.child(i, no[i]);
                String mode = modes.getStrings(i).toStringUtf8();
                reader.set(i, mode, features[i], values.values()[i], code[left], code[right]);
            }
        }
        reader.roots = Arrays.stream(nodes.roots()).map(i -> code[i]).toArray();
        return reader;
    }

    /** Nodes that a file knows by the number of their tree and their number in it. */
    private static final class Numbered {

        private final int[] trees;
        private final Map<Long, Integer> places = new HashMap<>();
        private final boolean[] isChild;

        Numbered(int[] trees, int[] numbers) {
            this.trees = trees;
            this.isChild = new boolean[trees.length];
            for (int i = 0; i < trees.length; i++) {
                if (places.put(key(trees[i], numbers[i]), i) != null) {
                    throw new IllegalArgumentException("a node of a tree stands twice");
                }
            }
        }

        private static long key(int tree, int number) {
            return (long) tree << Integer.SIZE | number;
        }

        int find(int tree, int number) {
            Integer place = places.get(key(tree, number));
            if (place == null) {
                throw new IllegalArgumentException("tree " + tree + " has no node " + number);
            }
            return place;
        }

        int child(int parent, int number) {
            int place = find(trees[parent], number);
            isChild[place] = true;
            return place;
        }

        /** The nodes that no node leads to, in the order of the file. */
        int[] roots() {
            int[] roots = new int[trees.length];
            int count = 0;
            for (int i = 0; i < trees.length; i++) {
                if (!isChild[i]) {
                    roots[count++] = i;
                }
            }
            return Arrays.copyOf(roots, count);
        }
    }

    private void set(int node, String mode, int input, double threshold, int left, int right) {
        boolean orEqual = mode.equals(MODES[0]) || mode.equals(MODES[3]);
        boolean below = mode.equals(MODES[0]) || mode.equals(MODES[1]);
        if (!orEqual && !below && !mode.equals(MODES[2])) {
            throw new IllegalArgumentException(
                    "mode " + InputException.quote(mode) + " is not read; known are " + String.join(", ", MODES));
        }
        asking++;
        feature[node] = input;
        number[node] = orEqual ? threshold : Math.nextDown(threshold);
        yes[node] = below ? left : right;
        no[node] = below ? right : left;
    }

    private Value sum(Program.Builder program, Value x, boolean mean, double base, Type type) {
        if (x.rank() != 2 || x.shape()[0] != 1 || !x.type().isReal()) {
            throw new IllegalArgumentException("trees take rows, not " + x.describe());
        }
        TreeEnsemble.Builder builder = TreeEnsemble.builder(x.shape()[1]).divisor(mean ? roots.length : 1);
        if (x.type() == Type.FLOAT) {
            builder.singlePrecision();
        }
        int visited = 0;
        for (int root : roots) {
            visited = add(builder, root, visited);
        }
        if (visited != asking) {
            throw new IllegalArgumentException(NO_TREES);
        }
        TreeEnsemble trees = builder.build();
        Value scratch = program.room(Type.DOUBLE, trees.scratchLength());
        Value result = program.room(type, 1, 1);
        Step step = new Sum(trees, x.slot(), scratch.slot(), base, type == Type.FLOAT, result.slot());
        return program.add(step, trees.nodes(), result);
    }

    /** Adds a tree, without recursion: it may be as deep as it has nodes. */
    private int add(TreeEnsemble.Builder builder, int root, int visitedBefore) {
        int visited = visitedBefore;
        int[] waiting = new int[64];
        int depth = 0;
        waiting[depth++] = root;
        while (depth > 0) {
            int node = waiting[--depth];
            if (node < 0) {
                builder.leaf(leafOf(~node), 0);
                continue;
            }
            // A node in two places, or below itself, would make a small file a large ensemble.
            if (node >= feature.length || ++visited > feature.length) {
                throw new IllegalArgumentException(NO_TREES);
            }
            builder.split(feature[node], number[node], 0);
            if (depth + 2 > waiting.length) {
                waiting = Arrays.copyOf(waiting, 2 * waiting.length);
            }
            waiting[depth++] = no[node];
            waiting[depth++] = yes[node];
        }
        return visited;
    }

    private double leafOf(int index) {
        if (index >= leaf.length) {
            throw new IllegalArgumentException("there is no leaf " + index);
        }
        return leaf[index];
    }

    private static Tensor required(Node node, String name, Type type) {
        Tensor tensor =
                node.tensor(name).orElseThrow(() -> new IllegalArgumentException("there is no attribute " + name));
        if (tensor.type() != type) {
            throw new IllegalArgumentException("attribute " + name + " is " + tensor.type() + " for rows of " + type);
        }
        return tensor;
    }

    private static int[] indices(Node node, String name, int count) {
        int[] indices = node.indices(name);
        if (indices.length != count) {
            throw new IllegalArgumentException("attribute " + name + " does not fit");
        }
        return indices;
    }

    private static void requireAmong(String name, long value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(name + " is " + value + "; known are " + lowest + " to " + highest);
        }
    }

    private static void requireOneTarget(long[] targets, int count) {
        if (targets.length != count || Arrays.stream(targets).anyMatch(target -> target != 0)) {
            throw new IllegalArgumentException("leaves are of other targets than the first");
        }
    }
}
