package org.qeperf.features.basis;

/**
 * The rows of vectors along the third axis that a sphere about any of some points can meet, a block at a time. In each loop the
 * same is done to arrays of numbers, so that several rows are counted at once; the loops are short, because Java's compiler
 * does so with short ones only.
 *
 * <p>Lengths are in units of the third reciprocal vector. A row is a point of the plane across it, and the place along it from
 * where its indices count.
 */
final class SphereRows {

    /** So many that a block stays in the first cache. */
    private static final int BLOCK = 512;

    private final double[] b;
    private final double inverseThirdSquared;
    private final double inverseThird;
    private final double[] along;
    private final double[] across;
    private final double radius;
    private final int last1;
    private final int most2;

    /** Rows of a block, fewer than {@link #BLOCK} where there are no more. */
    private final int block;

    private final int[] first;
    private final int[] second;
    private final double[] x;
    private final double[] y;
    private final double[] origin;
    private final double[] rest;
    private final double[] halfWidth;
    private final double[] clear;
    private final double[] length;
    private int rows;

    private int nextFirst;
    private int nextSecond;
    private int lastSecond;

    /**
     * Rows that cross a disc.
     *
     * @param b reciprocal vectors, nine numbers
     * @param radius radius of the disc, in the unit of the reciprocal vectors
     * @param most1 largest first index
     * @param most2 largest second index
     */
    SphereRows(double[] b, double radius, int most1, int most2) {
        this.b = b;
        inverseThirdSquared = 1 / (b[6] * b[6] + b[7] * b[7] + b[8] * b[8]);
        inverseThird = Math.sqrt(inverseThirdSquared);
        double place = place(b[3], b[4], b[5]);
        along = new double[] {b[3] + place * b[6], b[4] + place * b[7], b[5] + place * b[8]};
        double norm = inverseThird / Math.sqrt(along[0] * along[0] + along[1] * along[1] + along[2] * along[2]);
        for (int i = 0; i < 3; i++) {
            along[i] *= norm;
        }
        across = new double[] {
            (b[7] * along[2] - b[8] * along[1]) * inverseThird,
            (b[8] * along[0] - b[6] * along[2]) * inverseThird,
            (b[6] * along[1] - b[7] * along[0]) * inverseThird
        };
        this.radius = radius * inverseThird + GSphere.CLEAR;
        last1 = (int) Math.min(this.radius / Math.abs(across(b[0], b[1], b[2])), most1);
        this.most2 = most2;
        double mostInLine = 2 * this.radius / Math.abs(along(b[3], b[4], b[5])) + 1;
        block = (int) Math.max(1, Math.min(BLOCK, (2.0 * last1 + 1) * mostInLine));
        first = new int[block];
        second = new int[block];
        x = new double[block];
        y = new double[block];
        origin = new double[block];
        rest = new double[block];
        halfWidth = new double[block];
        clear = new double[block];
        length = new double[block];
        nextFirst = -last1 - 1;
        nextSecond = 0;
        lastSecond = -1;
    }

    /**
     * Goes on to the next block.
     *
     * @return whether there is one
     */
    boolean next() {
        rows = 0;
        double step1 = along(b[0], b[1], b[2]);
        double up1 = across(b[0], b[1], b[2]);
        double step2 = along(b[3], b[4], b[5]);
        double origin1 = place(b[0], b[1], b[2]);
        double origin2 = place(b[3], b[4], b[5]);
        while (rows < block) {
            if (nextSecond > lastSecond) {
                if (nextFirst == last1) {
                    break;
                }
                nextFirst++;
                double up = nextFirst * up1;
                double half = Math.sqrt(Math.max(0, radius * radius - up * up));
                nextSecond = (int) Math.max(-most2, Math.ceil((-half - nextFirst * step1) / step2));
                lastSecond = (int) Math.min(most2, Math.floor((half - nextFirst * step1) / step2));
            }
            int end = Math.min(lastSecond - nextSecond + 1, block - rows);
            for (int n = 0; n < end; n++, rows++, nextSecond++) {
                first[rows] = nextFirst;
                second[rows] = nextSecond;
                x[rows] = nextFirst * step1 + nextSecond * step2;
                y[rows] = nextFirst * up1;
                origin[rows] = nextFirst * origin1 + nextSecond * origin2;
            }
        }
        return rows > 0;
    }

    int size() {
        return rows;
    }

    int first(int row) {
        return first[row];
    }

    int second(int row) {
        return second[row];
    }

    /**
     * Counts the vectors of each row of the block in a sphere about -k, as real numbers have it.
     *
     * @param kx first component of k
     * @param ky second component
     * @param kz third component
     * @param cutoff squared radius
     */
    void measure(double kx, double ky, double kz, double cutoff) {
        squares(rows, along(kx, ky, kz), across(kx, ky, kz), cutoff * inverseThirdSquared, x, y, rest);
        roots(rows, rest, halfWidth);
        double place = place(kx, ky, kz);
        starts(rows, place, origin, halfWidth, length, clear);
        ends(rows, place, origin, halfWidth, length, clear);
    }

    /** Whether the row misses the last sphere measured, whatever rounding does. */
    boolean misses(int row) {
        return rest[row] < -GSphere.CLEAR;
    }

    /** Whether rounding cannot change the length of the row in the last sphere measured. */
    boolean isClear(int row) {
        return rest[row] > GSphere.CLEAR && clear[row] > GSphere.CLEAR / 4;
    }

    /** Vectors of the row in the last sphere measured, where {@link #isClear} holds. */
    int length(int row) {
        return (int) length[row];
    }

    private static void squares(int n, double kx, double ky, double square, double[] x, double[] y, double[] rest) {
        for (int i = 0; i < n; i++) {
            double dx = kx + x[i];
            double dy = ky + y[i];
            rest[i] = square - (dx * dx + dy * dy);
        }
    }

    private static void roots(int n, double[] rest, double[] halfWidth) {
        for (int i = 0; i < n; i++) {
            halfWidth[i] = Math.sqrt(rest[i]);
        }
    }

    private static void starts(
            int n, double place, double[] origin, double[] halfWidth, double[] low, double[] beyond) {
        for (int i = 0; i < n; i++) {
            double start = place + origin[i] - halfWidth[i];
            double whole = Math.ceil(start);
            low[i] = whole;
            beyond[i] = whole - start;
        }
    }

    /** Of first indices and how far they lie beyond the starts, makes lengths and clearances. */
    private static void ends(
            int n, double place, double[] origin, double[] halfWidth, double[] length, double[] clear) {
        for (int i = 0; i < n; i++) {
            double stop = place + origin[i] + halfWidth[i];
            double last = Math.floor(stop);
            length[i] = last - length[i] + 1;
            clear[i] = GSphere.clearance(clear[i], stop - last);
        }
    }

    private double along(double u, double v, double w) {
        return u * along[0] + v * along[1] + w * along[2];
    }

    private double across(double u, double v, double w) {
        return u * across[0] + v * across[1] + w * across[2];
    }

    /** Where the foot of the origin's perpendicular on a row through a point lies, in indices from that point. */
    private double place(double u, double v, double w) {
        return -(u * b[6] + v * b[7] + w * b[8]) * inverseThirdSquared;
    }
}
