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

    private final double[] b;
    private final double thirdSquared;
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
        this.thirdSquared = b[6] * b[6] + b[7] * b[7] + b[8] * b[8];
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
        for (int j = 1; j <= ny; j++) {
            half += row(0, j, 0, 0, 0, cutoff);
        }
        for (int i = 1; i <= nx; i++) {
            for (int j = -ny; j <= ny; j++) {
                half += row(i, j, 0, 0, 0, cutoff);
            }
        }
        return 2 * half + row(0, 0, 0, 0, 0, cutoff);
    }

    /**
     * Number of vectors with {@code |k + G|^2 <= cutoff} and {@code |G|^2 <= outer}.
     *
     * @param kx first component of k
     * @param ky second component
     * @param kz third component
     * @param cutoff squared radius about -k
     * @param outer squared radius about the origin; infinite for none
     * @return the count
     */
    public long count(double kx, double ky, double kz, double cutoff, double outer) {
        double k = Math.sqrt(kx * kx + ky * ky + kz * kz);
        double reach = Math.sqrt(cutoff) + k;
        boolean inside = reach * reach < outer * (1 - 1e-12);
        int nx = bound(0, cutoff, k);
        int ny = bound(1, cutoff, k);
        long count = 0;
        for (int i = -nx; i <= nx; i++) {
            for (int j = -ny; j <= ny; j++) {
                count += inside ? row(i, j, kx, ky, kz, cutoff) : overlap(i, j, kx, ky, kz, cutoff, outer);
            }
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
        long rows = 0;
        for (int i = -nx; i <= nx; i++) {
            for (int j = -ny; j <= ny; j++) {
                rows += row(i, j, 0, 0, 0, cutoff) > 0 ? 1 : 0;
            }
        }
        return rows;
    }

    /**
     * The largest index along each axis among vectors strictly inside the sphere, found within trial bounds.
     *
     * @param cutoff squared radius
     * @param trial largest index to try along each axis; replaced by the result
     */
    void largestIndices(double cutoff, int[] trial) {
        int n1 = 0;
        int n2 = 0;
        int n3 = 0;
        double inside = Math.nextDown(cutoff);
        for (int i = 0; i <= trial[0]; i++) {
            for (int j = -trial[1]; j <= trial[1]; j++) {
                double x = i * b[0] + j * b[3];
                double y = i * b[1] + j * b[4];
                double z = i * b[2] + j * b[5];
                int low = lowest(x, y, z, inside);
                int high = highest(x, y, z, inside, low);
                if (high >= low) {
                    n1 = Math.max(n1, i);
                    n2 = Math.max(n2, Math.abs(j));
                    n3 = Math.max(n3, Math.max(Math.abs(low), Math.abs(high)));
                }
            }
        }
        trial[0] = Math.min(n1, trial[0]);
        trial[1] = Math.min(n2, trial[1]);
        trial[2] = Math.min(n3, trial[2]);
    }

    private int overlap(int i, int j, double kx, double ky, double kz, double cutoff, double outer) {
        double gx = i * b[0] + j * b[3];
        double gy = i * b[1] + j * b[4];
        double gz = i * b[2] + j * b[5];
        int low = lowest(kx, ky, kz, gx, gy, gz, cutoff);
        int high = highest(kx, ky, kz, gx, gy, gz, cutoff, low);
        int lowOuter = lowest(gx, gy, gz, outer);
        int highOuter = highest(gx, gy, gz, outer, lowOuter);
        return length(Math.max(low, lowOuter), Math.min(high, highOuter));
    }

    private int row(int i, int j, double kx, double ky, double kz, double cutoff) {
        double gx = i * b[0] + j * b[3];
        double gy = i * b[1] + j * b[4];
        double gz = i * b[2] + j * b[5];
        int low = lowest(kx, ky, kz, gx, gy, gz, cutoff);
        return length(low, highest(kx, ky, kz, gx, gy, gz, cutoff, low));
    }

    private int length(int low, int high) {
        return Math.max(0, Math.min(high, most3) - Math.max(low, -most3) + 1);
    }

    private int lowest(double gx, double gy, double gz, double cutoff) {
        return lowest(0, 0, 0, gx, gy, gz, cutoff);
    }

    private int highest(double gx, double gy, double gz, double cutoff, int low) {
        return highest(0, 0, 0, gx, gy, gz, cutoff, low);
    }

    /** First third index inside the sphere, or one above {@link #highest} where the row misses it. */
    private int lowest(double kx, double ky, double kz, double gx, double gy, double gz, double cutoff) {
        double middle = middle(kx + gx, ky + gy, kz + gz);
        int k = (int) Math.ceil(middle - halfWidth(kx + gx, ky + gy, kz + gz, cutoff));
        while (inside(kx, ky, kz, gx, gy, gz, k - 1, cutoff)) {
            k--;
        }
        int last = (int) Math.ceil(middle) + 1;
        while (k <= last && !inside(kx, ky, kz, gx, gy, gz, k, cutoff)) {
            k++;
        }
        return k;
    }

    private int highest(double kx, double ky, double kz, double gx, double gy, double gz, double cutoff, int low) {
        double middle = middle(kx + gx, ky + gy, kz + gz);
        int k = (int) Math.floor(middle + halfWidth(kx + gx, ky + gy, kz + gz, cutoff));
        while (inside(kx, ky, kz, gx, gy, gz, k + 1, cutoff)) {
            k++;
        }
        while (k >= low && !inside(kx, ky, kz, gx, gy, gz, k, cutoff)) {
            k--;
        }
        return k;
    }

    /** Where along the row the distance to the centre is least. */
    private double middle(double x, double y, double z) {
        return -(x * b[6] + y * b[7] + z * b[8]) / thirdSquared;
    }

    private double halfWidth(double x, double y, double z, double cutoff) {
        double along = x * b[6] + y * b[7] + z * b[8];
        double rest = cutoff - (x * x + y * y + z * z) + along * along / thirdSquared;
        return rest > 0 ? Math.sqrt(rest / thirdSquared) : 0;
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
