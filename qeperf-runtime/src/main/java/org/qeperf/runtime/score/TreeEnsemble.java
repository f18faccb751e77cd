package org.qeperf.runtime.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sum of binary decision trees, for single trees, random forests and boosted trees. Immutable.
 *
 * <p>Nodes stand in preorder: after a node that asks comes what happens where its condition holds, then what happens where
 * it doesn't. Node {@code n} asks whether {@code x[feature[n]] <= value[n]}; a leaf has {@code feature[n] = -1} and
 * contributes {@code value[n]}. The result is {@code (base + leaf of tree 0 + leaf of tree 1 + ...) / divisor}, added in
 * this order.
 *
 * <p>In single precision, for libraries that compute so, inputs are rounded to {@code float} before they are compared, and
 * base and leaves are added as {@code float}.
 */
public final class TreeEnsemble implements PortableRegressor {

    /** The kind in model files. */
    public static final String KIND = "tree-ensemble";

    /** The most inputs an ensemble may have. */
    public static final int MOST_INPUTS = 4095;

    private static final String PRECISION = "precision";
    private static final String SINGLE = "single";

    private final int inputs;
    private final double base;
    private final double divisor;
    private final boolean single;
    private final int[] roots;
    private final short[] feature;
    private final double[] value;
    private final int[] rows;
    private final int[] right;
    private final TreeWalk walk;

    private TreeEnsemble(
            int inputs,
            double base,
            double divisor,
            boolean single,
            int[] roots,
            short[] feature,
            double[] value,
            int[] rows,
            int[] right) {
        this.inputs = inputs;
        this.base = base;
        this.divisor = divisor;
        this.single = single;
        this.roots = roots;
        this.feature = feature;
        this.value = value;
        this.rows = rows;
        this.right = right;
        this.walk = PackedWalk.of(this);
    }

    /**
     * Starts an ensemble without trees.
     *
     * @param inputs length of a row, from 1 to {@value #MOST_INPUTS}
     * @return a builder
     */
    public static Builder builder(int inputs) {
        return new Builder(inputs);
    }

    /** Puts an ensemble together, node by node in preorder. Not safe for concurrent use. */
    public static final class Builder {

        private final int inputs;
        private double base;
        private double divisor = 1;
        private boolean single;
        private int trees;
        private int size;
        private int[] roots = new int[16];
        private short[] feature = new short[1024];
        private double[] value = new double[1024];
        private int[] rows = new int[1024];
        private int[] right = new int[1024];
        /** Nodes that are not whole, the deepest last. One on its first side has no {@link #right} yet. */
        private int[] open = new int[64];

        private int depth;
        private boolean whole = true;

        private Builder(int inputs) {
            require(inputs > 0 && inputs <= MOST_INPUTS, "an ensemble of " + inputs + " inputs");
            this.inputs = inputs;
        }

        /**
         * Sets what the sum begins with; 0 if never called.
         *
         * @param start a finite number
         * @return this
         */
        public Builder base(double start) {
            Finite.require(start, "the base");
            base = start;
            return this;
        }

        /**
         * Sets what the sum is divided by; 1 if never called.
         *
         * @param number the number of trees for a mean; finite, not 0
         * @return this
         */
        public Builder divisor(double number) {
            require(Double.isFinite(number) && number != 0, "the divisor is " + number);
            divisor = number;
            return this;
        }

        /**
         * Makes the ensemble compute in single precision.
         *
         * @return this
         */
        public Builder singlePrecision() {
            single = true;
            return this;
        }

        /**
         * Adds a node that asks. What is added next belongs to the side where the condition holds, until that is whole.
         *
         * @param input the input it asks for
         * @param threshold the condition is {@code input <= threshold}; finite
         * @param trainingRows training rows that came here, or 0 where that is not known
         * @return this
         */
        public Builder split(int input, double threshold, int trainingRows) {
            if (input < 0 || input >= inputs) {
                throw new IllegalArgumentException("node " + size + " asks for input " + input);
            }
            int node = add((short) input, threshold, trainingRows);
            if (depth == open.length) {
                open = Arrays.copyOf(open, 2 * depth);
            }
            open[depth++] = node;
            return this;
        }

        /**
         * Adds a leaf.
         *
         * @param contribution what it adds to the sum, finite
         * @param trainingRows training rows that came here, or 0 where that is not known
         * @return this
         */
        public Builder leaf(double contribution, int trainingRows) {
            add((short) -1, contribution, trainingRows);
            // A leaf ends its side, and with a second side the node above it ends, and so on.
            while (depth > 0 && right[open[depth - 1]] > 0) {
                depth--;
            }
            if (depth > 0) {
                right[open[depth - 1]] = size;
            } else {
                whole = true;
            }
            return this;
        }

        private int add(short input, double number, int trainingRows) {
            Finite.require(number, "a node's value");
            if (trainingRows < 0) {
                throw new IllegalArgumentException("node " + size + " saw " + trainingRows + " rows");
            }
            if (size == feature.length) {
                grow();
            }
            if (whole) {
                if (trees == roots.length) {
                    roots = Arrays.copyOf(roots, 2 * trees);
                }
                roots[trees++] = size;
                whole = false;
            }
            feature[size] = input;
            value[size] = number;
            rows[size] = trainingRows;
            right[size] = 0;
            return size++;
        }

        private void grow() {
            int longer = 2 * size;
            feature = Arrays.copyOf(feature, longer);
            value = Arrays.copyOf(value, longer);
            rows = Arrays.copyOf(rows, longer);
            right = Arrays.copyOf(right, longer);
        }

        /**
         * Ends the ensemble.
         *
         * @return the ensemble
         * @throws IllegalArgumentException if there is no tree, or the last one lacks a side
         */
        public TreeEnsemble build() {
            require(trees > 0, "an ensemble needs a tree");
            require(whole, "the last tree is not whole");
            return new TreeEnsemble(
                    inputs,
                    base,
                    divisor,
                    single,
                    Arrays.copyOf(roots, trees),
                    Arrays.copyOf(feature, size),
                    Arrays.copyOf(value, size),
                    Arrays.copyOf(rows, size),
                    Arrays.copyOf(right, size));
        }
    }

    static TreeEnsemble of(NamedArrays named) {
        if (named.has("left")) {
            return TreeEnsembleFormat1.read(named);
        }
        Builder builder = builder(named.ints("inputs", 1)[0])
                .base(named.doubles("base", 1)[0])
                .divisor(named.doubles("divisor", 1)[0]);
        if (named.word(PRECISION).equals(SINGLE)) {
            builder.singlePrecision();
        }
        short[] feature = named.shorts("feature");
        double[] value = named.doubles("value", feature.length);
        int[] rows = named.ints("rows", feature.length);
        for (int i = 0; i < feature.length; i++) {
            if (feature[i] == -1) {
                builder.leaf(value[i], rows[i]);
            } else {
                builder.split(feature[i], value[i], rows[i]);
            }
        }
        TreeEnsemble trees = builder.build();
        require(Arrays.equals(trees.roots, named.ints("roots")), "the roots are not where trees begin");
        return trees;
    }

    @Override
    public int inputs() {
        return inputs;
    }

    /**
     * Number of trees.
     *
     * @return at least 1
     */
    public int trees() {
        return roots.length;
    }

    /**
     * Number of nodes of all trees.
     *
     * @return at least 1
     */
    public int nodes() {
        return feature.length;
    }

    /**
     * The first node of a tree.
     *
     * @param tree from 0 to {@link #trees()} - 1
     * @return index of a node
     */
    public int root(int tree) {
        return roots[tree];
    }

    /**
     * The input that a node asks for.
     *
     * @param node index of a node
     * @return index of an input, or -1 for a leaf
     */
    public int feature(int node) {
        return feature[node];
    }

    /**
     * A node's threshold, or what a leaf contributes.
     *
     * @param node index of a node
     * @return a finite number
     */
    public double value(int node) {
        return value[node];
    }

    /**
     * Where to go if a node's condition does not hold; if it does, the next index is the place.
     *
     * @param node index of a node that asks
     * @return index of a node
     */
    public int right(int node) {
        return right[node];
    }

    /**
     * Training rows that came to a node.
     *
     * @param node index of a node
     * @return their number, or 0 where it is not known
     */
    public int rows(int node) {
        return rows[node];
    }

    /**
     * What the sum begins with.
     *
     * @return a finite number
     */
    public double base() {
        return base;
    }

    /**
     * What the sum is divided by.
     *
     * @return a finite number, not 0
     */
    public double divisor() {
        return divisor;
    }

    /**
     * Whether it computes in single precision.
     *
     * @return true for {@code float}, false for {@code double}
     */
    public boolean isSinglePrecision() {
        return single;
    }

    @Override
    public int scratchLength() {
        return walk.scratchLength();
    }

    @Override
    public double predict(double[] row, int offset, double[] scratch) {
        return walk.predict(row, offset, scratch);
    }

    @Override
    public void predict(double[] batch, int offset, int count, double[] out, int outOffset, double[] scratch) {
        walk.predict(batch, offset, count, out, outOffset, scratch);
    }

    /**
     * What each tree says alone, for the spread of a forest.
     *
     * @param row array that holds the row; not modified
     * @param offset index of the row's first element
     * @param out receives the leaf's value for each tree; modified
     */
    public void predictTrees(double[] row, int offset, double[] out) {
        for (int i = 0; i < roots.length; i++) {
            out[i] = value[leaf(roots[i], row, offset)];
        }
    }

    /** The leaf that a row comes to, asked node by node. */
    int leaf(int root, double[] row, int offset) {
        int n = root;
        int f = feature[n];
        while (f >= 0) {
            double x = row[offset + f];
            n = (single ? (float) x : x) <= value[n] ? n + 1 : right[n];
            f = feature[n];
        }
        return n;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> arrays() {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("inputs", new int[] {inputs});
        arrays.put("base", new double[] {base});
        arrays.put("divisor", new double[] {divisor});
        arrays.put("roots", roots.clone());
        arrays.put("feature", feature.clone());
        arrays.put("value", value.clone());
        arrays.put("rows", rows.clone());
        return arrays;
    }

    @Override
    public Map<String, String> words() {
        return Map.of(PRECISION, single ? SINGLE : "double");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
