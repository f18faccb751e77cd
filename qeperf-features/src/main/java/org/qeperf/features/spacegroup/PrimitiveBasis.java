package org.qeperf.features.spacegroup;

/**
 * Coordinates in the conventional cell to coordinates in the primitive cell that {@code ibrav} names
 * ({@code Modules/wyckoff.f90}).
 */
final class PrimitiveBasis {

    private PrimitiveBasis() {}

    /** The primitive coordinates of {@code c}; {@code hexagonal} says in which axes those of an R group are. */
    static double[] of(int ibrav, boolean hexagonal, double[] c) {
        double x = c[0];
        double y = c[1];
        double z = c[2];
        return switch (ibrav) {
            case 2 -> new double[] {-x - y + z, x + y + z, -x - z + y};
            case 3, 11 -> new double[] {x + z, y - x, z - y};
            case 5 -> hexagonal ? new double[] {x - y - z, y - z, -z - x} : c;
            case 7 -> new double[] {x - y, y + z, z - x};
            case 9, -13 -> new double[] {x + y, y - x, z};
            case 91 -> new double[] {x, y + z, y - z};
            case 10 -> new double[] {x - y + z, x + y - z, -x + y + z};
            case 13 -> new double[] {x - z, y, z + x};
            default -> c;
        };
    }

    /** How many primitive cells the conventional cell has. */
    static int cells(int ibrav, boolean hexagonal) {
        return switch (ibrav) {
            case 2, 10 -> 4;
            case 5 -> hexagonal ? 3 : 1;
            case 3, 7, 9, 91, 11, 13, -13 -> 2;
            default -> 1;
        };
    }
}
