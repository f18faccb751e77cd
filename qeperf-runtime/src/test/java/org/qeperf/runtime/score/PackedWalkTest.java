package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the packed trees say is compared, bit by bit, with a walk from node to node. */
class PackedWalkTest {

    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1,
        -1,
        Math.nextUp(1.0),
        Math.nextDown(1.0),
        1 + 0x1p-40,
        -1 - 0x1p-40,
        1e300,
        -1e300,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        0.1f,
        0.1
    };

    private static double threshold(Random random) {
        return random.nextInt(3) == 0
                ? SPECIAL[random.nextInt(SPECIAL.length)]
                : Math.scalb(random.nextInt(33) - 16, random.nextInt(5) - 2);
    }

    private static double element(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> Math.nextUp(threshold(random));
            case 4 -> Math.nextDown(threshold(random));
            default -> threshold(random);
        };
    }

    private static void grow(TreeEnsemble.Builder builder, Random random, int inputs, int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            builder.leaf(random.nextGaussian(), 0);
        } else {
            builder.split(random.nextInt(inputs), threshold(random), 0);
            grow(builder, random, inputs, depth - 1);
            grow(builder, random, inputs, depth - 1);
        }
    }

    private static double walk(TreeEnsemble trees, double[] rows, int offset) {
        double sum = trees.base();
        float singleSum = (float) trees.base();
        for (int tree = 0; tree < trees.trees(); tree++) {
            int n = trees.root(tree);
            while (trees.feature(n) >= 0) {
                double x = rows[offset + trees.feature(n)];
                boolean left = (trees.isSinglePrecision() ? (double) (float) x : x) <= trees.value(n);
                n = left ? n + 1 : trees.right(n);
            }
            sum += trees.value(n);
            singleSum += (float) trees.value(n);
        }
        return (trees.isSinglePrecision() ? singleSum : sum) / trees.divisor();
    }

    private static void compare(TreeEnsemble trees, double[] rows, int count) {
        double[] scratch = new double[trees.scratchLength()];
        Arrays.fill(scratch, Double.NaN);
        double[] out = new double[count + 2];
        trees.predict(rows, 1, count, out, 1, scratch);
        assertEquals(0, out[0]);
        assertEquals(0, out[count + 1]);
        for (int i = 0; i < count; i++) {
            int offset = 1 + i * trees.inputs();
            long expected = Double.doubleToLongBits(walk(trees, rows, offset));
            assertEquals(expected, Double.doubleToLongBits(trees.predict(rows, offset, scratch)), "row " + i);
            assertEquals(expected, Double.doubleToLongBits(out[i + 1]), "row " + i + " among others");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1, 9",
        "1, 1, 1, 8",
        "2, 3, 3, 7",
        "7, 5, 4, 33",
        "100, 9, 15, 1025",
        "129, 6, 2, 17",
        "300, 4, 31, 64",
        "3, 14, 5, 1",
        "5, 7, 1024, 41",
        "5, 7, 4095, 41",
        "2, 2, 2, 0",
        "9, 6, 3, 4127"
    })
    void packedTreesSayWhatAWalkSays(int count, int depth, int inputs, int rows) {
        for (boolean single : new boolean[] {false, true}) {
            Random random = new Random(31L * count + depth);
            TreeEnsemble.Builder builder =
                    TreeEnsemble.builder(inputs).base(random.nextGaussian()).divisor(count);
            if (single) {
                builder.singlePrecision();
            }
            for (int i = 0; i < count; i++) {
                grow(builder, random, inputs, depth);
            }
            double[] data = new double[1 + rows * inputs];
            Arrays.setAll(data, i -> element(random));
            compare(builder.build(), data, rows);
        }
    }

    @Test
    void thresholdsThatDifferInTheirLastBitsAreToldApart() {
        TreeEnsemble.Builder builder = TreeEnsemble.builder(1);
        double first = 1.5;
        for (double step = 0, x = first; step < 20; step++, x = Math.nextUp(x)) {
            builder.split(0, x, 0).leaf(step, 0);
        }
        TreeEnsemble trees = builder.leaf(20, 0).build();
        double[] scratch = new double[trees.scratchLength()];
        double x = first;
        for (int i = 0; i < 20; i++) {
            assertEquals(i, trees.predict(new double[] {x}, 0, scratch));
            x = Math.nextUp(x);
        }
        assertEquals(20, trees.predict(new double[] {x}, 0, scratch));
    }

    @Test
    void aChainOfNodesIsPackedFromEitherSide() {
        for (boolean leafFirst : new boolean[] {true, false}) {
            TreeEnsemble trees = chain(300, leafFirst);
            assertInstanceOf(PackedWalk.class, PackedWalk.of(trees));
            double[] rows = new Random(5).doubles(1 + 43, -10, 310).toArray();
            compare(trees, rows, 43);
        }
    }

    /** Most are at their leaves at once, the others go far beyond the mean depth, and end in any order. */
    @Test
    void treesOfVeryDifferentDepthsAreAllWalkedToTheirEnds() {
        TreeEnsemble.Builder builder = TreeEnsemble.builder(1);
        Random random = new Random(8);
        for (int tree = 0; tree < 40; tree++) {
            chain(builder, tree % 3 == 0 ? 5 + random.nextInt(60) : 0, tree % 2 == 0);
        }
        compare(builder.build(), random.doubles(1 + 27, -10, 70).toArray(), 27);
    }

    private static TreeEnsemble chain(int length, boolean leafFirst) {
        TreeEnsemble.Builder builder = TreeEnsemble.builder(1);
        chain(builder, length, leafFirst);
        return builder.build();
    }

    private static void chain(TreeEnsemble.Builder builder, int length, boolean leafFirst) {
        for (int i = 0; i < length; i++) {
            builder.split(0, leafFirst ? i : length - i, 0);
            if (leafFirst) {
                builder.leaf(i, 0);
            }
        }
        builder.leaf(-1, 0);
        for (int i = 0; i < length && !leafFirst; i++) {
            builder.leaf(i, 0);
        }
    }

    @Test
    void aTreeThatIsTooLargeToPackIsWalked() {
        int half = 1 << 17;
        for (boolean single : new boolean[] {false, true}) {
            TreeEnsemble largest = twoSides(-half, half, single);
            TreeEnsemble tooLarge = twoSides(-half - 1, half, single);
            assertInstanceOf(PackedWalk.class, PackedWalk.of(largest));
            assertInstanceOf(PlainWalk.class, PackedWalk.of(tooLarge));
            double[] rows = new Random(6).doubles(1 + 2 * 21, -half, half).toArray();
            compare(largest, rows, 21);
            compare(tooLarge, rows, 21);
        }
    }

    private static TreeEnsemble twoSides(int from, int to, boolean single) {
        TreeEnsemble.Builder builder = TreeEnsemble.builder(2).base(0.1).divisor(3);
        if (single) {
            builder.singlePrecision();
        }
        builder.split(0, 0, 0);
        balanced(builder, from, 0);
        balanced(builder, 0, to);
        return builder.leaf(0.3, 0).build();
    }

    private static void balanced(TreeEnsemble.Builder builder, int from, int to) {
        if (to - from == 1) {
            builder.leaf(from + 0.1, 0);
        } else {
            int middle = (from + to) / 2;
            builder.split(0, middle, 0);
            balanced(builder, from, middle);
            balanced(builder, middle, to);
        }
    }

    @Test
    void keysHaveTheOrderOfTheNumbers() {
        double[] sorted = {
            Double.NEGATIVE_INFINITY,
            -Double.MAX_VALUE,
            -1,
            -1e-300,
            0,
            1e-300,
            1,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NaN
        };
        for (int i = 1; i < sorted.length; i++) {
            assertEquals(1, Long.signum(PackedWalk.key(sorted[i]) - PackedWalk.key(sorted[i - 1])), "at " + sorted[i]);
        }
        assertEquals(PackedWalk.key(0.0), PackedWalk.key(-0.0));
    }
}
