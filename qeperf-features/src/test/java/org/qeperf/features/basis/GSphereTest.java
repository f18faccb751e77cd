package org.qeperf.features.basis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.features.PwInputs;
import org.qeperf.features.crystal.Lattice;

class GSphereTest {

    private static final double[] CUBE = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    /** Far enough for every sphere here. */
    private static final int REACH = 24;

    @Test
    void theCountIsThatOfATripleLoop() {
        Random random = new Random(42);
        for (int run = 0; run < 40; run++) {
            double[] b = skewed(random);
            double cutoff = 20 * random.nextDouble();
            long[] naive = naive(b, new double[3], cutoff, Double.POSITIVE_INFINITY, REACH);
            GSphere sphere = new GSphere(b);
            assertEquals(naive[0], sphere.count(cutoff), "run " + run);
            assertEquals(naive[1], sphere.rows(cutoff), "run " + run);
        }
    }

    @Test
    void theCountAboutAKPointIsThatOfATripleLoop() {
        Random random = new Random(43);
        for (int run = 0; run < 40; run++) {
            double[] b = skewed(random);
            double[] k = {random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5};
            double cutoff = 15 * random.nextDouble();
            double outer = run % 2 == 0 ? 4 * cutoff : cutoff * (0.5 + random.nextDouble());
            assertEquals(
                    naive(b, k, cutoff, outer, REACH)[0], new GSphere(b).counts(k, cutoff, outer)[0], "run " + run);
        }
    }

    @Test
    void vectorsOnTheSurfaceAreInside() {
        GSphere sphere = new GSphere(CUBE);
        for (int cutoff = 0; cutoff <= 200; cutoff++) {
            assertEquals(naive(CUBE, new double[3], cutoff, cutoff, 15)[0], sphere.count(cutoff), "cutoff " + cutoff);
        }
        assertEquals(7, sphere.count(1));
        assertEquals(1, sphere.count(Math.nextDown(1.0)));
    }

    @Test
    void surfacesAboutAKPointAreInsideToo() {
        GSphere sphere = new GSphere(CUBE);
        double[] k = {0.5, 0.5, 0};
        for (int quarter = 0; quarter <= 100; quarter++) {
            double cutoff = quarter / 4.0;
            assertEquals(naive(CUBE, k, cutoff, 30, 8)[0], sphere.counts(k, cutoff, 30)[0], "cutoff " + cutoff);
        }
    }

    @Test
    void theSurfaceOfASkewedLatticeIsInside() {
        Random random = new Random(47);
        for (int run = 0; run < 40; run++) {
            double[] b = skewed(random);
            double[] k = run % 2 == 0 ? new double[3] : new double[] {random.nextDouble(), random.nextDouble(), 0.25};
            double surface = norm(b, k, random.nextInt(4), random.nextInt(4), random.nextInt(4));
            for (double cutoff : new double[] {surface, Math.nextDown(surface), Math.nextUp(surface)}) {
                assertEquals(
                        naive(b, k, cutoff, Double.POSITIVE_INFINITY, REACH)[0],
                        new GSphere(b).counts(k, cutoff, Double.POSITIVE_INFINITY)[0],
                        "run " + run);
            }
        }
    }

    @Test
    void theSphereDoesNotDependOnTheVectorsThatSpanTheLattice() {
        Random random = new Random(48);
        for (int run = 0; run < 40; run++) {
            double[] b = skewed(random);
            double[] other = b.clone();
            for (int step = 0; step < 4; step++) {
                int from = 3 * random.nextInt(3);
                int to = (from + 3 + 3 * random.nextInt(2)) % 9;
                for (int i = 0; i < 3; i++) {
                    other[to + i] += other[from + i];
                }
            }
            double cutoff = 20 * random.nextDouble();
            double[] k = {0.3, 0.2, 0.1};
            assertEquals(new GSphere(b).count(cutoff), new GSphere(other).count(cutoff), "run " + run);
            assertEquals(
                    new GSphere(b).counts(k, cutoff, cutoff)[0],
                    new GSphere(other).counts(k, cutoff, cutoff)[0],
                    "run " + run);
        }
    }

    /** Vectors enough for several blocks of rows. */
    @Test
    void manyPointsAreCountedEach() {
        double[] k = {0, 0, 0, 0.25, 0.5, 0, -0.5, 0.125, 0.5, 0.4, -0.3, 1.2, 1, 1, 1};
        for (double outer : new double[] {1000, 350, 280, Double.POSITIVE_INFINITY}) {
            long[] counts = new GSphere(CUBE).counts(k, 300, outer);
            for (int i = 0; i < counts.length; i++) {
                double[] point = Arrays.copyOfRange(k, 3 * i, 3 * i + 3);
                assertEquals(naive(CUBE, point, 300, outer, REACH)[0], counts[i], "point " + i + ", outer " + outer);
            }
        }
    }

    @Test
    void noPointHasNoCount() {
        assertEquals(0, new GSphere(CUBE).counts(new double[0], 10, 40).length);
    }

    @Test
    void theWorkIsTheRowsOfTheBoxAboutTheSphere() {
        GSphere sphere = new GSphere(new double[] {1, 0, 0, 0, 0.5, 0, 0, 0, 1});
        assertEquals((2 * 5 + 1) * (2 * 9 + 1), sphere.work(new double[3], 16));
        assertEquals(2 * (2 * 6 + 1) * (2 * 11 + 1), sphere.work(new double[] {0, 0, 0, 0.6, 0, -0.8}, 16));
    }

    @Test
    void aGridDropsWhatDoesNotFit() {
        Random random = new Random(44);
        for (int run = 0; run < 20; run++) {
            double[] b = skewed(random);
            double cutoff = 20 * random.nextDouble();
            FftGrid grid = new FftGrid(5 + random.nextInt(4), 5 + random.nextInt(4), 5 + random.nextInt(4));
            long expected = 0;
            for (int i = -(grid.n1() - 1) / 2; i <= (grid.n1() - 1) / 2; i++) {
                for (int j = -(grid.n2() - 1) / 2; j <= (grid.n2() - 1) / 2; j++) {
                    for (int k = -(grid.n3() - 1) / 2; k <= (grid.n3() - 1) / 2; k++) {
                        expected += inside(b, new double[3], i, j, k, cutoff) ? 1 : 0;
                    }
                }
            }
            GSphere sphere = new GSphere(b, grid);
            assertEquals(expected, sphere.count(cutoff), "run " + run);
            assertEquals(expected, sphere.counts(new double[3], cutoff, cutoff)[0], "run " + run);
        }
    }

    @Test
    void theVectorsGivenMayChangeLater() {
        double[] b = CUBE.clone();
        GSphere sphere = new GSphere(b);
        b[0] = 100;
        assertEquals(7, sphere.count(1));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "7, 1, 8",
        "15, 1, 15",
        "15, 4, 16",
        "17, 1, 18",
        "31, 1, 32",
        "33, 1, 36",
        "61, 6, 72",
        "97, 1, 100",
        "121, 1, 125",
        "301, 1, 320",
        "16385, 1, -1",
        "9, 7, -1"
    })
    void aGoodDimensionHasFactors2And3And5(int least, int factor, int good) {
        if (good > 0) {
            assertEquals(good, FftGrid.goodDimension(least, factor));
        } else {
            Exception e = assertThrows(IllegalArgumentException.class, () -> FftGrid.goodDimension(least, factor));
            assertEquals("an FFT grid of more than 16385 points along an axis", e.getMessage());
        }
    }

    @Test
    void aGridHoldsEveryVectorStrictlyInside() {
        Random random = new Random(45);
        for (int run = 0; run < 20; run++) {
            Lattice lattice = lattice(random);
            double cutoff = 5 + 30 * random.nextDouble();
            int[] largest = largest(lattice.reciprocalVectors(), cutoff);
            assertEquals(
                    new FftGrid(
                            FftGrid.goodDimension(2 * largest[0] + 1, 1),
                            FftGrid.goodDimension(2 * largest[1] + 1, 2),
                            FftGrid.goodDimension(2 * largest[2] + 1, 3)),
                    GVectors.of(lattice, cutoff, List.of(1, 2, 3)).grid(),
                    "run " + run);
        }
    }

    @Test
    void aVectorOnTheSurfaceDoesNotEnlargeTheGrid() {
        Lattice cube = Lattice.of(PwInputs.parse(PwInputs.silicon("ibrav = 2", "ibrav = 1")));
        List<Integer> none = List.of(1, 1, 1);
        assertEquals(new FftGrid(8, 8, 8), GVectors.of(cube, 16, none).grid());
        assertEquals(
                new FftGrid(9, 9, 9), GVectors.of(cube, Math.nextUp(16.0), none).grid());
    }

    @Test
    void aGridKnowsItsPoints() {
        assertEquals(16L * 18 * 20, new FftGrid(16, 18, 20).points());
    }

    @Test
    void anAbsurdCutoffIsRefused() {
        Lattice cube = Lattice.of(PwInputs.parse(PwInputs.silicon("ibrav = 2", "ibrav = 1")));
        Exception e = assertThrows(IllegalArgumentException.class, () -> GVectors.of(cube, 1e300, List.of(1, 1, 1)));
        assertEquals("an FFT grid of more than 16385 points along an axis", e.getMessage());
    }

    @Test
    void aGridOfTooManyColumnsIsRefused() {
        Lattice cube = Lattice.bravais(1, 10.2);
        Exception e = assertThrows(IllegalArgumentException.class, () -> GVectors.of(cube, 4e6, List.of(1, 1, 1)));
        assertEquals("an FFT grid of more than 6000000 columns", e.getMessage());
    }

    @Test
    void aTranslationNeedsAGridThatCanHoldIt() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> FftGrid.goodDimension(3, 4));
        assertEquals("an FFT grid of 3 points along an axis with translations of 1/4", e.getMessage());
    }

    /** pw.x looks for a good grid only where none is given. */
    @Test
    void aGivenGridNeedsNoOther() {
        Lattice cube = Lattice.bravais(1, 10.2);
        FftGrid grid = new FftGrid(8, 8, 7);
        assertEquals(
                grid, GVectors.of(cube, 1, List.of(1, 1, 6), Optional.of(grid)).grid());
        assertThrows(IllegalArgumentException.class, () -> GVectors.of(cube, 1, List.of(1, 1, 6)));
    }

    @Test
    void oneLookAtEveryRowGivesAll() {
        Random random = new Random(46);
        for (int run = 0; run < 40; run++) {
            Lattice lattice = lattice(random);
            double cutoff = run % 2 == 0 ? 30 * random.nextDouble() : random.nextInt(30);
            GSphere sphere = new GSphere(lattice.reciprocalVectors());
            GVectors vectors = GVectors.of(lattice, cutoff, List.of(1, 1, 1));
            assertEquals(sphere.count(cutoff), vectors.count(), "run " + run);
            assertEquals(sphere.rows(cutoff), vectors.rows(), "run " + run);
        }
    }

    @Test
    void vectorsThatDoNotFitAGivenGridAreDropped() {
        Lattice cube = Lattice.bravais(1, 10.2);
        GVectors vectors = GVectors.of(cube, 16, List.of(1, 1, 1), Optional.of(new FftGrid(9, 7, 5)));
        GSphere cut = new GSphere(CUBE, new FftGrid(9, 7, 5));
        assertEquals(new GVectors(new FftGrid(9, 7, 5), cut.count(16), cut.rows(16)), vectors);
        assertEquals(false, cut.count(16) == new GSphere(CUBE).count(16));
    }

    @ParameterizedTest
    @CsvSource({"8, 9, 9", "9, 8, 9", "9, 9, 8", "7, 9, 9", "9, 7, 9", "9, 9, 7"})
    void oneShortAxisIsEnoughToDropVectors(int n1, int n2, int n3) {
        FftGrid grid = new FftGrid(n1, n2, n3);
        GVectors vectors = GVectors.of(Lattice.bravais(1, 10.2), 16, List.of(1, 1, 1), Optional.of(grid));
        long[] whole = naive(CUBE, new double[3], 16, 16, 5);
        // The two at a distance of 4 along that axis. Those along the third share their row with others.
        assertEquals(new GVectors(grid, whole[0] - 2, whole[1] - (n3 < 9 ? 0 : 2)), vectors);
    }

    private static Lattice lattice(Random random) {
        String vectors = "";
        for (int i = 0; i < 9; i++) {
            vectors += (i % 4 == 0 ? 1 + random.nextDouble() : 0.8 * (random.nextDouble() - 0.5)) + " ";
            vectors += i % 3 == 2 ? "\n" : "";
        }
        String text = PwInputs.silicon("ibrav = 2", "ibrav = 0") + "CELL_PARAMETERS alat\n" + vectors;
        return Lattice.of(PwInputs.parse(text));
    }

    private static double[] skewed(Random random) {
        double[] b = new double[9];
        for (int i = 0; i < 9; i++) {
            b[i] = i % 4 == 0 ? 0.7 + random.nextDouble() : 0.5 * (random.nextDouble() - 0.5);
        }
        return b;
    }

    /** Vectors and rows. */
    private static long[] naive(double[] b, double[] k, double cutoff, double outer, int reach) {
        long vectors = 0;
        long rows = 0;
        for (int i = -reach; i <= reach; i++) {
            for (int j = -reach; j <= reach; j++) {
                long before = vectors;
                for (int l = -reach; l <= reach; l++) {
                    vectors += inside(b, k, i, j, l, cutoff) && inside(b, new double[3], i, j, l, outer) ? 1 : 0;
                }
                rows += vectors > before ? 1 : 0;
            }
        }
        return new long[] {vectors, rows};
    }

    private static int[] largest(double[] b, double cutoff) {
        int[] largest = new int[3];
        for (int i = -REACH; i <= REACH; i++) {
            for (int j = -REACH; j <= REACH; j++) {
                for (int k = -REACH; k <= REACH; k++) {
                    if (inside(b, new double[3], i, j, k, Math.nextDown(cutoff))) {
                        largest[0] = Math.max(largest[0], i);
                        largest[1] = Math.max(largest[1], j);
                        largest[2] = Math.max(largest[2], k);
                    }
                }
            }
        }
        return largest;
    }

    private static boolean inside(double[] b, double[] shift, int i, int j, int k, double cutoff) {
        return norm(b, shift, i, j, k) <= cutoff;
    }

    private static double norm(double[] b, double[] shift, int i, int j, int k) {
        double x = shift[0] + (i * b[0] + j * b[3] + k * b[6]);
        double y = shift[1] + (i * b[1] + j * b[4] + k * b[7]);
        double z = shift[2] + (i * b[2] + j * b[5] + k * b[8]);
        return x * x + y * y + z * z;
    }
}
