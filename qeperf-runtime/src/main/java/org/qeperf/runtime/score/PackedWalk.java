package org.qeperf.runtime.score;

/**
 * Steps without branches through nodes of 64 bits.
 *
 * <p>From the top a node holds the key of its threshold (32 bits), how far behind it its two children stand (18 bits), and
 * its input (14 bits). The children stand side by side, the one for {@code <=} first. The key of a number is the upper half
 * of its bits, changed so that keys have the order of the numbers. A row's keys lie in the scratch array as the bits of its
 * elements. The sign of the difference of two keys, added to the place of the children, is the step. Where two keys are
 * equal, the numbers themselves decide; that is rare.
 *
 * <p>A leaf leads to itself: its children stand 0 behind it, its key is 1, and it asks for an input behind the others
 * whose key is 0. So trees, or rows, that are at their ends may walk on with others that are not.
 *
 * <p>One row takes all trees down together, level by level, so that waiting for one tree's node overlaps with the others;
 * those that are at their leaves are sorted out once most may be. Many rows take tree by tree, so that a tree's nodes stay in
 * the processor's caches: {@value #LANES} rows at once go down some levels, then the rows at their leaves are sorted out, and
 * so on. See docs/inference.md.
 */
final class PackedWalk implements TreeWalk {

    private static final int INPUT_BITS = 14;
    private static final int INPUT = (1 << INPUT_BITS) - 1;
    private static final int FARTHEST = (1 << (32 - INPUT_BITS)) - 1;
    /** Instead of a node, where keys are equal. */
    private static final int UNDECIDED = -1;
    /** Trees that one row takes down together. */
    private static final int TREES = 128;
    /** Rows that go down a tree at once. */
    private static final int LANES = 8;
    /** The most rows of a block, and elements of the scratch array for their keys. */
    private static final int ROWS = 2048;

    private static final int KEYS = 32768;
    /** Steps of many rows before those at their leaves are sorted out again. */
    private static final int FURTHER = 3;
    /** Levels above the mean depth at which the first of many rows may be at their leaves. */
    private static final int EARLIER = 1;

    private final TreeEnsemble trees;
    private final boolean single;
    private final long[] nodes;
    private final double[] values;
    private final int[] roots;
    /** Distance of the keys of two rows, a power of two. */
    private final int stride;
    /** Rows of a block, a multiple of the lanes. */
    private final int block;

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
        this.stride = Integer.highestOneBit(trees.inputs()) * 2;
        this.block = Math.min(ROWS, KEYS / stride);
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
                nodes[place] = 1L << Integer.SIZE | trees.inputs();
                continue;
            }
            int distance = free - place;
            if (distance > FARTHEST) {
                return false;
            }
            nodes[place] = key(values[place]) << Integer.SIZE | (long) distance << INPUT_BITS | input;
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
        return block * (stride + 2);
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
            scratch[at + i] = Double.longBitsToDouble(key(input(rows[offset + i])));
        }
        scratch[at + inputs] = 0;
    }

    private static int get(double[] scratch, int at) {
        return (int) Double.doubleToRawLongBits(scratch[at]);
    }

    private static void put(double[] scratch, int at, int number) {
        scratch[at] = Double.longBitsToDouble(number);
    }

    private static long difference(long node, double[] keys, int at) {
        // With a sum, checking the index and using it would be two computations.
        return (node >>> Integer.SIZE) - Double.doubleToRawLongBits(keys[at | (int) node & INPUT]);
    }

    private static int child(int n, long node, long difference) {
        return n + ((int) node >>> INPUT_BITS) + (int) (difference >>> (Long.SIZE - 1));
    }

    /** The next node, or the same one at a leaf, or {@link #UNDECIDED} where keys are equal. */
    private static int step(long[] tree, int n, double[] keys, int at) {
        long node = tree[n];
        long difference = difference(node, keys, at);
        return difference == 0 ? UNDECIDED : child(n, node, difference);
    }

    /** The next node, or the same one at a leaf. */
    private int sureStep(long[] tree, int n, double[] keys, int at, double[] rows, int offset) {
        long node = tree[n];
        long difference = difference(node, keys, at);
        if (difference == 0 && input(rows[offset + ((int) node & INPUT)]) > values[n]) {
            difference = -1;
        }
        return child(n, node, difference);
    }

    @Override
    public double predict(double[] rows, int offset, double[] scratch) {
        keys(rows, offset, scratch, 0);
        double sum = trees.base();
        for (int first = 0; first < roots.length; first += TREES) {
            int count = Math.min(TREES, roots.length - first);
            descend(first, count, rows, offset, scratch);
            for (int i = 0; i < count; i++) {
                sum = add(sum, values[get(scratch, stride + i)]);
            }
        }
        return sum / trees.divisor();
    }

    /** Leaves the leaves of some trees behind the keys, and uses as much behind these. */
    private void descend(int first, int count, double[] rows, int offset, double[] scratch) {
        for (int i = 0; i < count; i++) {
            put(scratch, stride + i, roots[first + i]);
            put(scratch, stride + TREES + i, i);
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
            put(scratch, i, sureStep(tree, get(scratch, i), scratch, 0, rows, offset));
        }
    }

    /** Steps in the trees of a list, and keeps in the list those that got further. */
    private int stepSome(int count, double[] rows, int offset, double[] scratch) {
        long[] tree = nodes;
        int list = stride + TREES;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int entry = get(scratch, list + i);
            int n = get(scratch, stride + entry);
            int next = sureStep(tree, n, scratch, 0, rows, offset);
            put(scratch, stride + entry, next);
            put(scratch, list + kept, entry);
            kept += (n - next) >>> (Integer.SIZE - 1);
        }
        return kept;
    }

    @Override
    public void predict(double[] rows, int offset, int count, double[] out, int outOffset, double[] scratch) {
        int inputs = trees.inputs();
        int alone = count % LANES;
        for (int done = 0; done < count - alone; done += block) {
            block(rows, offset + done * inputs, Math.min(block, count - alone - done), out, outOffset + done, scratch);
        }
        for (int i = count - alone; i < count; i++) {
            out[outOffset + i] = predict(rows, offset + i * inputs, scratch);
        }
    }

    private void block(double[] rows, int offset, int count, double[] out, int outOffset, double[] scratch) {
        for (int i = 0; i < count; i++) {
            keys(rows, offset + i * trees.inputs(), scratch, i * stride);
            out[outOffset + i] = trees.base();
        }
        for (int root : roots) {
            descend(root, rows, offset, count, scratch);
            addLeaves(count, out, outOffset, scratch);
        }
        for (int i = 0; i < count; i++) {
            out[outOffset + i] /= trees.divisor();
        }
    }

    private void addLeaves(int count, double[] out, int outOffset, double[] scratch) {
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = add(out[outOffset + i], values[get(scratch, block * stride + i)]);
        }
    }

    /** Leaves the leaves of a block of rows behind the keys, and uses as much behind these. */
    private void descend(int root, double[] rows, int offset, int count, double[] scratch) {
        int places = block * stride;
        int list = places + block;
        for (int i = 0; i < count; i++) {
            put(scratch, places + i, root);
            put(scratch, list + i, i);
        }
        int steps = levels - EARLIER;
        int walking = count;
        while (walking > 0) {
            // A row may be in the last group more than once: it goes the same way.
            for (int i = walking; i % LANES != 0; i++) {
                scratch[list + i] = scratch[list];
            }
            for (int i = list; i < list + walking; i += LANES) {
                if (!stepEight(steps, i, scratch)) {
                    stepSurely(steps, i, rows, offset, scratch);
                }
            }
            walking = walking(walking, scratch);
            steps = FURTHER;
        }
    }

    /** Keeps in the list of rows those that are not at their leaves. */
    private int walking(int count, double[] scratch) {
        long[] tree = nodes;
        int places = block * stride;
        int list = places + block;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = get(scratch, list + i);
            put(scratch, list + kept, row);
            int distance = (int) tree[get(scratch, places + row)] >>> INPUT_BITS;
            kept += -distance >>> (Integer.SIZE - 1);
        }
        return kept;
    }

    /** Steps with eight rows of a list of which some need the numbers themselves. A row that is there twice gets further. */
    private void stepSurely(int steps, int list, double[] rows, int offset, double[] scratch) {
        for (int i = 0; i < LANES; i++) {
            int row = get(scratch, list + i);
            int place = block * stride + row;
            int n = get(scratch, place);
            for (int k = 0; k < steps; k++) {
                n = sureStep(nodes, n, scratch, row * stride, rows, offset + row * trees.inputs());
            }
            put(scratch, place, n);
        }
    }

    /** Steps with eight rows of a list; without effect and false where keys are equal. */
    private boolean stepEight(int steps, int list, double[] scratch) {
        long[] tree = nodes;
        int places = block * stride;
        int rowA = get(scratch, list);
        int rowB = get(scratch, list + 1);
        int rowC = get(scratch, list + 2);
        int rowD = get(scratch, list + 3);
        int rowE = get(scratch, list + 4);
        int rowF = get(scratch, list + 5);
        int rowG = get(scratch, list + 6);
        int rowH = get(scratch, list + 7);
        int a = get(scratch, places + rowA);
        int b = get(scratch, places + rowB);
        int c = get(scratch, places + rowC);
        int d = get(scratch, places + rowD);
        int e = get(scratch, places + rowE);
        int f = get(scratch, places + rowF);
        int g = get(scratch, places + rowG);
        int h = get(scratch, places + rowH);
        int atA = rowA * stride;
        int atB = rowB * stride;
        int atC = rowC * stride;
        int atD = rowD * stride;
        int atE = rowE * stride;
        int atF = rowF * stride;
        int atG = rowG * stride;
        int atH = rowH * stride;
        for (int i = 0; i < steps; i++) {
            a = step(tree, a, scratch, atA);
            b = step(tree, b, scratch, atB);
            c = step(tree, c, scratch, atC);
            d = step(tree, d, scratch, atD);
            e = step(tree, e, scratch, atE);
            f = step(tree, f, scratch, atF);
            g = step(tree, g, scratch, atG);
            h = step(tree, h, scratch, atH);
            if ((a | b | c | d | e | f | g | h) < 0) {
                return false;
            }
        }
        put(scratch, places + rowA, a);
        put(scratch, places + rowB, b);
        put(scratch, places + rowC, c);
        put(scratch, places + rowD, d);
        put(scratch, places + rowE, e);
        put(scratch, places + rowF, f);
        put(scratch, places + rowG, g);
        put(scratch, places + rowH, h);
        return true;
    }
}
