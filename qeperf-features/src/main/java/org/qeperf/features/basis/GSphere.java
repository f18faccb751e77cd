package org.qeperf.features.basis;

/**
 * Counts lattice points in spheres: the vectors {@code G = i b1 + j b2 + k b3} with {@code |k + G|^2 <= c}.
 *
 * <p>Each row of fixed {@code i, j} is an interval in the third index. Its ends come from a square root and are then
 * corrected with the very comparison, in the very order of operations, that pw.x uses for each single vector
 * ({@code Modules/recvec_subs.f90}), so vectors on the surface are decided alike. Work grows with the number of rows, not
 * of points. Immutable and safe for concurrent use.
 */
public final class GSphere {

    /** A row without vectors: from 1 to 0. */
    private static final long EMPTY = 1L << 32;

    /** Far above what rounding does to the place where a row leaves the sphere, in indices. */
    static final double CLEAR = 1e-4;

    private final double[] b;
    private final double inverseThirdSquared;
    private final int most1;
    private final int most2;
    private final int most3;

    /**
     * Spheres of a reciprocal lattice.
     *
     * @param reciprocalVectors nine numbers, vector by vector; copied
     */
    public GSphere(double[] reciprocalVectors) {
        this(reciprocalVectors, new FftGrid(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    /**
     * Spheres of a reciprocal lattice, of which only the vectors on an FFT grid count: pw.x drops the others, on the surface
     * of the sphere or where the input asks for a small grid.
     *
     * @param reciprocalVectors nine numbers, vector by vector; copied
     * @param grid the grid; the index along an axis with n points is at most (n - 1) / 2
     */
    public GSphere(double[] reciprocalVectors, FftGrid grid) {
        this.b = reciprocalVectors.clone();
        this.most1 = (grid.n1() - 1) / 2;
        this.most2 = (grid.n2() - 1) / 2;
        this.most3 = (grid.n3() - 1) / 2;
        this.inverseThirdSquared = 1 / (b[6] * b[6] + b[7] * b[7] + b[8] * b[8]);
    }

    /**
     * Number of vectors with {@code |G|^2 <= cutoff}.
     *
     * @param cutoff squared radius, in the square of the unit of the reciprocal vectors, not negative
     * @return the count, odd
     */
    public long count(double cutoff) {
        int nx = bound(0, cutoff, 0);
        int ny = bound(1, cutoff, 0);
        long half = 0;
        for (int i = 0; i <= nx; i++) {
            for (int j = i == 0 ? 1 : -ny; j <= ny; j++) {
                half += length(row(i, j, 0, 0, 0, cutoff));
            }
        }
        return 2 * half + length(row(0, 0, 0, 0, 0, cutoff));
    }

    /**
     * Number of vectors with {@code |k + G|^2 <= cutoff} and {@code |G|^2 <= outer}, for each k.
     *
     * @param k the points, three numbers each
     * @param cutoff squared radius about -k
     * @param outer squared radius about the origin; infinite for none
     * @return the counts, one for each point
     */
    public long[] counts(double[] k, double cutoff, double outer) {
        long[] counts = new long[k.length / 3];
        double reach = Math.sqrt(cutoff) + farthest(k);
        boolean whole = reach * reach < outer * (1 - 1e-12) && reach * directLength(2) + 1 < most3;
        SphereRows rows = new SphereRows(b, reach, most1, most2);
        while (rows.next()) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += count(rows, k[3 * i], k[3 * i + 1], k[3 * i + 2], cutoff, whole ? Double.NaN : outer);
            }
        }
        return counts;
    }

    /** Vectors in a block of rows; outer is NaN where the sphere and the grid leave nothing out. */
    private long count(SphereRows rows, double kx, double ky, double kz, double cutoff, double outer) {
        boolean whole = Double.isNaN(outer);
        rows.measure(kx, ky, kz, cutoff);
        long count = 0;
        for (int r = 0; r < rows.size(); r++) {
            if (rows.misses(r)) {
                continue;
            }
            if (whole && rows.isClear(r)) {
                count += rows.length(r);
                continue;
            }
            int i = rows.first(r);
            int j = rows.second(r);
            long row = row(i, j, kx, ky, kz, cutoff);
            count += whole ? length(row) : overlap(row, row(i, j, 0, 0, 0, outer));
        }
        return count;
    }

    /**
     * Number of rows along the third axis that hold at least one vector with {@code |G|^2 <= cutoff}.
     *
     * @param cutoff squared radius
     * @return the count
     */
    public long rows(double cutoff) {
        int nx = bound(0, cutoff, 0);
        int ny = bound(1, cutoff, 0);
        long half = 0;
        for (int i = 0; i <= nx; i++) {
            for (int j = i == 0 ? 1 : -ny; j <= ny; j++) {
                half += length(row(i, j, 0, 0, 0, cutoff)) > 0 ? 1 : 0;
            }
        }
        return 2 * half + (length(row(0, 0, 0, 0, 0, cutoff)) > 0 ? 1 : 0);
    }

    /**
     * How far points are from the origin.
     *
     * @param k the points, three numbers each
     * @return the length of the longest; 0 where there is none
     */
    public static double farthest(double[] k) {
        double farthest = 0;
        for (int i = 0; i < k.length; i += 3) {
            farthest = Math.max(farthest, k[i] * k[i] + k[i + 1] * k[i + 1] + k[i + 2] * k[i + 2]);
        }
        return Math.sqrt(farthest);
    }

    /**
     * Rows that {@link #counts} looks at, at most: for each point those that the one farthest away needs.
     *
     * @param k the points, three numbers each
     * @param cutoff squared radius
     * @return the number of rows, each counted once for each point
     */
    public double work(double[] k, double cutoff) {
        double farthest = farthest(k);
        return k.length / 3 * (2.0 * bound(0, cutoff, farthest) + 1) * (2.0 * bound(1, cutoff, farthest) + 1);
    }

    /**
     * Looks at every row once, for all that is to be known of a sphere about the origin.
     *
     * @param cutoff squared radius
     * @param most largest index to try along the first and the second axis
     * @return what the sphere holds, whether it fits a grid or not
     */
    Extent extent(double cutoff, int[] most) {
        long vectors = 0;
        long rows = 0;
        int[] strict = new int[3];
        int[] reached = new int[3];
        for (int i = 0; i <= most[0]; i++) {
            for (int j = i == 0 ? 0 : -most[1]; j <= most[1]; j++) {
                long row = row(i, j, 0, 0, 0, cutoff);
                int low = (int) (row >> 32);
                int high = (int) row;
                if (high < low) {
                    continue;
                }
                int weight = i == 0 && j == 0 ? 1 : 2;
                vectors += (long) weight * (high - low + 1);
                rows += weight;
                int farthest = Math.max(Math.abs(low), Math.abs(high));
                reach(reached, i, j, farthest);
                if (i > strict[0] || Math.abs(j) > strict[1] || farthest > strict[2]) {
                    low += norm(i, j, low) < cutoff ? 0 : 1;
                    high -= high < low || norm(i, j, high) < cutoff ? 0 : 1;
                    if (high >= low) {
                        reach(strict, i, j, Math.max(Math.abs(low), Math.abs(high)));
                    }
                }
            }
        }
        return new Extent(vectors, rows, strict, reached);
    }

    private static void reach(int[] largest, int i, int j, int k) {
        largest[0] = Math.max(largest[0], i);
        largest[1] = Math.max(largest[1], Math.abs(j));
        largest[2] = Math.max(largest[2], k);
    }

    /**
     * A sphere about the origin.
     *
     * @param vectors number of vectors in it
     * @param rows number of rows with vectors
     * @param strict largest index along each axis among vectors strictly inside
     * @param reached the same with those on the surface
     */
    record Extent(long vectors, long rows, int[] strict, int[] reached) {}

    private double norm(int i, int j, int k) {
        double x = i * b[0] + j * b[3] + k * b[6];
        double y = i * b[1] + j * b[4] + k * b[7];
        double z = i * b[2] + j * b[5] + k * b[8];
        return x * x + y * y + z * z;
    }

    /** Vectors of a row: those between its ends that are on the grid. */
    private int length(long row) {
        return Math.max(0, Math.min((int) row, most3) - Math.max((int) (row >> 32), -most3) + 1);
    }

    private int overlap(long row, long outer) {
        int low = Math.max((int) (row >> 32), (int) (outer >> 32));
        int high = Math.min((int) row, (int) outer);
        return Math.max(0, Math.min(high, most3) - Math.max(low, -most3) + 1);
    }

    /**
     * The first and the last third index inside the sphere, in the upper and the lower half of the result; the first is one
     * above the last where the row misses the sphere.
     */
    private long row(int i, int j, double kx, double ky, double kz, double cutoff) {
        double gx = i * b[0] + j * b[3];
        double gy = i * b[1] + j * b[4];
        double gz = i * b[2] + j * b[5];
        double x = kx + gx;
        double y = ky + gy;
        double z = kz + gz;
        double along = x * b[6] + y * b[7] + z * b[8];
        double middle = -along * inverseThirdSquared;
        double rest = (cutoff - (x * x + y * y + z * z) - along * middle) * inverseThirdSquared;
        if (rest < -CLEAR) {
            return EMPTY;
        }
        double halfWidth = rest > 0 ? Math.sqrt(rest) : 0;
        double first = Math.ceil(middle - halfWidth);
        double last = Math.floor(middle + halfWidth);
        int low = (int) first;
        int high = (int) last;
        if (rest > CLEAR && clearance(first - middle + halfWidth, middle + halfWidth - last) > CLEAR / 4) {
            return (long) low << 32 | Math.max(high, low - 1) & 0xffffffffL;
        }
        if (inside(kx, ky, kz, gx, gy, gz, low - 1, cutoff)) {
            low--;
        } else {
            while (low <= high && !inside(kx, ky, kz, gx, gy, gz, low, cutoff)) {
                low++;
            }
        }
        if (inside(kx, ky, kz, gx, gy, gz, high + 1, cutoff)) {
            high++;
        } else {
            while (high >= low && !inside(kx, ky, kz, gx, gy, gz, high, cutoff)) {
                high--;
            }
        }
        return (long) low << 32 | Math.max(high, low - 1) & 0xffffffffL;
    }

    /**
     * How far both ends of a row lie from the next indices: above a quarter of {@link #CLEAR}, {@link #inside} says the same of them.
     * With indices of some thousands the square of the half width is off by less than 1e-7, and the half width by that over
     * {@code 2 sqrt(CLEAR)}. The product is at most a quarter of the distance of either fraction from 0 and 1.
     *
     * @param low from the row's start to its first index, 0 to 1
     * @param high from the last index to the row's end, 0 to 1
     */
    static double clearance(double low, double high) {
        return low * (1 - low) * (high * (1 - high));
    }

    private boolean inside(double kx, double ky, double kz, double gx, double gy, double gz, int k, double cutoff) {
        double x = kx + (gx + k * b[6]);
        double y = ky + (gy + k * b[7]);
        double z = kz + (gz + k * b[8]);
        return x * x + y * y + z * z <= cutoff;
    }

    /** Largest index along an axis: the radius over the distance of lattice planes, and one more. */
    private int bound(int axis, double cutoff, double shift) {
        double radius = (Math.sqrt(Math.max(cutoff, 0)) + shift) * directLength(axis);
        return (int) Math.min(radius + 1, axis == 0 ? most1 : most2);
    }

    /** Length of the direct lattice vector, the inverse of the distance of planes of constant index. */
    private double directLength(int axis) {
        int j = 3 * ((axis + 1) % 3);
        int k = 3 * ((axis + 2) % 3);
        double cx = b[j + 1] * b[k + 2] - b[j + 2] * b[k + 1];
        double cy = b[j + 2] * b[k] - b[j] * b[k + 2];
        double cz = b[j] * b[k + 1] - b[j + 1] * b[k];
        int a = 3 * axis;
        double volume = b[a] * cx + b[a + 1] * cy + b[a + 2] * cz;
        return Math.sqrt(cx * cx + cy * cy + cz * cz) / Math.abs(volume);
    }
}
