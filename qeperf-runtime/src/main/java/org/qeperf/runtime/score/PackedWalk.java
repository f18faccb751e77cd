package org.qeperf.runtime.score;

/**
 * Steps without branches through nodes of 64 bits.
 *
 * <p>From the top a node holds the key of its threshold (32 bits), how far behind it its two children stand (18 bits), and
 * its input times {@value #LANES} (14 bits). The children stand side by side, the one for {@code <=} first. The key of a
 * number is the upper half of its bits, changed so that keys have the order of the numbers. A row's keys lie in the
 * scratch array as the bits of its elements. The sign of the difference of two keys, added to the place of the children,
 * is the step. Where two keys are equal, the numbers themselves decide; that is rare.
 *
 * <p>A leaf leads to itself: its children stand 0 behind it, its key is 1, and it asks for an input behind the others
 * whose key is 0. So trees, or rows, that are at their ends may walk on with others that are not.
 *
 * <p>One row takes all trees down together, level by level, so that waiting for one tree's node overlaps with the others;
 * those that are at their leaves are sorted out once most may be. Many rows take tree by tree, {@value #LANES} rows at once,
 * so that a tree's nodes stay in the processor's first caches. See docs/inference.md.
 */
final class PackedWalk implements TreeWalk {

    /** Rows at once; the keys of as many rows stand next to each other, input by input. */
    static final int LANES = 8;

    private static final int INPUT_BITS = 14;
    private static final int INPUT = (1 << INPUT_BITS) - 1;
    private static final int FARTHEST = (1 << (32 - INPUT_BITS)) - 1;
    /** Trees that one row takes down together. */
    private static final int TREES = 128;
    /** Elements of the scratch array for the keys of a block of rows, and the most groups of rows in it. */
    private static final int KEYS = 16384;

    private static final int MOST_GROUPS = 64;
    /** Levels above the mean depth at which the first of a group of rows may be at their leaves. */
    private static final int EARLIER = 3;

    private final TreeEnsemble trees;
    private final boolean single;
    private final long[] nodes;
    private final double[] values;
    private final int[] roots;
    private final int stride;
    private final int groups;
    private final int levels;

    private PackedWalk(TreeEnsemble trees, long[] nodes, double[] values) {
        this.trees = trees;
        this.single = trees.isSinglePrecision();
        this.nodes = nodes;
        this.values = values;
        this.roots = new int[trees.trees()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = trees.root(i);
        }
        this.stride = (trees.inputs() + 1) * LANES;
        this.groups = Math.max(1, Math.min(MOST_GROUPS, KEYS / stride));
        // As deep as a tree of this size is if it is balanced; most rows go deeper.
        this.levels = Integer.SIZE - Integer.numberOfLeadingZeros(trees.nodes() / trees.trees());
    }

    /** The fastest walk that can hold the trees. */
    static TreeWalk of(TreeEnsemble trees) {
        long[] nodes = new long[trees.nodes()];
        double[] values = new double[trees.nodes()];
        for (int i = 0; i < trees.trees(); i++) {
            int end = i + 1 < trees.trees() ? trees.root(i + 1) : trees.nodes();
            if (!pack(trees, trees.root(i), end, nodes, values)) {
                return new PlainWalk(trees);
            }
        }
        return new PackedWalk(trees, nodes, values);
    }

    /** Puts a tree's nodes where they were, in another order: depth first, children side by side. */
    private static boolean pack(TreeEnsemble trees, int root, int end, long[] nodes, double[] values) {
        int[] waiting = new int[2 * (end - root)];
        int top = 0;
        waiting[top++] = root;
        waiting[top++] = root;
        int free = root + 1;
        while (top > 0) {
            int place = waiting[--top];
            int node = waiting[--top];
            int input = trees.feature(node);
            values[place] = trees.value(node);
            if (input < 0) {
                nodes[place] = 1L << Integer.SIZE | (long) trees.inputs() * LANES;
                continue;
            }
            int distance = free - place;
            if (distance > FARTHEST) {
                return false;
            }
            nodes[place] = key(values[place]) << Integer.SIZE | (long) distance << INPUT_BITS | input * LANES;
            waiting[top++] = trees.right(node);
            waiting[top++] = free + 1;
            waiting[top++] = node + 1;
            waiting[top++] = free;
            free += 2;
        }
        return true;
    }

    /** 32 bits; what is not a number is greater than every number. */
    static long key(double x) {
        long bits = Double.doubleToLongBits(x + 0.0);
        return (bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE)) >>> Integer.SIZE;
    }

    @Override
    public int scratchLength() {
        return Math.max(groups * stride, stride + 2 * TREES);
    }

    private double input(double x) {
        return single ? (float) x : x;
    }

    private double add(double sum, double leaf) {
        return single ? (float) sum + (float) leaf : sum + leaf;
    }

    private void keys(double[] rows, int offset, double[] scratch, int at) {
        int inputs = trees.inputs();
        for (int i = 0; i < inputs; i++) {
            scratch[at + i * LANES] = Double.longBitsToDouble(key(input(rows[offset + i])));
        }
        scratch[at + inputs * LANES] = 0;
    }

    /** The next node, or the same one at a leaf. */
    private int step(long[] tree, int n, double[] keys, int at, double[] rows, int offset) {
        long node = tree[n];
        int low = (int) node;
        long difference = (node >>> Integer.SIZE) - Double.doubleToRawLongBits(keys[at + (low & INPUT)]);
        if (difference == 0) {
            return n + (low >>> INPUT_BITS) + (input(rows[offset + (low & INPUT) / LANES]) <= values[n] ? 0 : 1);
        }
        return n + (low >>> INPUT_BITS) + (int) (difference >>> (Long.SIZE - 1));
    }

    @Override
    public double predict(double[] rows, int offset, double[] scratch) {
        keys(rows, offset, scratch, 0);
        double sum = trees.base();
        for (int first = 0; first < roots.length; first += TREES) {
            int count = Math.min(TREES, roots.length - first);
            descend(first, count, rows, offset, scratch);
            for (int i = 0; i < count; i++) {
                sum = add(sum, values[(int) Double.doubleToRawLongBits(scratch[stride + i])]);
            }
        }
        return sum / trees.divisor();
    }

    /** Leaves the leaves of some trees behind the keys, and uses as much behind these. */
    private void descend(int first, int count, double[] rows, int offset, double[] scratch) {
        for (int i = 0; i < count; i++) {
            scratch[stride + i] = Double.longBitsToDouble(roots[first + i]);
            scratch[stride + TREES + i] = Double.longBitsToDouble(i);
        }
        for (int i = 0; i < levels; i++) {
            stepAll(count, rows, offset, scratch);
        }
        int walking = count;
        while (walking > 0) {
            walking = stepSome(walking, rows, offset, scratch);
        }
    }

    private void stepAll(int count, double[] rows, int offset, double[] scratch) {
        long[] tree = nodes;
        for (int i = stride; i < stride + count; i++) {
            int n = (int) Double.doubleToRawLongBits(scratch[i]);
            scratch[i] = Double.longBitsToDouble(step(tree, n, scratch, 0, rows, offset));
        }
    }

    /** Steps in the trees of a list, and keeps in the list those that got further. */
    private int stepSome(int count, double[] rows, int offset, double[] scratch) {
        long[] tree = nodes;
        int list = stride + TREES;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            double entry = scratch[list + i];
            int at = stride + (int) Double.doubleToRawLongBits(entry);
            int n = (int) Double.doubleToRawLongBits(scratch[at]);
            int next = step(tree, n, scratch, 0, rows, offset);
            scratch[at] = Double.longBitsToDouble(next);
            scratch[list + kept] = entry;
            kept += (n - next) >>> (Integer.SIZE - 1);
        }
        return kept;
    }

    @Override
    public void predict(double[] rows, int offset, int count, double[] out, int outOffset, double[] scratch) {
        int inputs = trees.inputs();
        int whole = count - count % LANES;
        for (int done = 0; done < whole; done += groups * LANES) {
            block(rows, offset + done * inputs, Math.min(groups * LANES, whole - done), out, outOffset + done, scratch);
        }
        for (int i = whole; i < count; i++) {
            out[outOffset + i] = predict(rows, offset + i * inputs, scratch);
        }
    }

    private void block(double[] rows, int offset, int count, double[] out, int outOffset, double[] scratch) {
        int inputs = trees.inputs();
        for (int i = 0; i < count; i++) {
            keys(rows, offset + i * inputs, scratch, i / LANES * stride + i % LANES);
            out[outOffset + i] = trees.base();
        }
        for (int root : roots) {
            for (int i = 0; i < count; i += LANES) {
                group(root, scratch, i / LANES * stride, rows, offset + i * inputs, out, outOffset + i);
            }
        }
        for (int i = 0; i < count; i++) {
            out[outOffset + i] /= trees.divisor();
        }
    }

    /** Eight rows down one tree. */
    private void group(int root, double[] keys, int at, double[] rows, int offset, double[] out, int o) {
        long[] tree = nodes;
        int inputs = trees.inputs();
        int row1 = offset + inputs;
        int row2 = row1 + inputs;
        int row3 = row2 + inputs;
        int row4 = row3 + inputs;
        int row5 = row4 + inputs;
        int row6 = row5 + inputs;
        int row7 = row6 + inputs;
        int a = root;
        int b = root;
        int c = root;
        int d = root;
        int e = root;
        int f = root;
        int g = root;
        int h = root;
        // Steps only lead to greater indices, so a sum that stays says that all are at leaves.
        int sum = 0;
        int before = -1;
        for (int level = 0; level < levels - EARLIER || sum != before; level++) {
            before = sum;
            a = step(tree, a, keys, at, rows, offset);
            b = step(tree, b, keys, at + 1, rows, row1);
            c = step(tree, c, keys, at + 2, rows, row2);
            d = step(tree, d, keys, at + 3, rows, row3);
            e = step(tree, e, keys, at + 4, rows, row4);
            f = step(tree, f, keys, at + 5, rows, row5);
            g = step(tree, g, keys, at + 6, rows, row6);
            h = step(tree, h, keys, at + 7, rows, row7);
            sum = a + b + c + d + e + f + g + h;
        }
        out[o] = add(out[o], values[a]);
        out[o + 1] = add(out[o + 1], values[b]);
        out[o + 2] = add(out[o + 2], values[c]);
        out[o + 3] = add(out[o + 3], values[d]);
        out[o + 4] = add(out[o + 4], values[e]);
        out[o + 5] = add(out[o + 5], values[f]);
        out[o + 6] = add(out[o + 6], values[g]);
        out[o + 7] = add(out[o + 7], values[h]);
    }
}
