package org.qeperf.features.crystal;

import java.util.Arrays;

/**
 * Products of operations, rotation and translation: whether each is one of them, as pw.x demands
 * ({@code PW/src/symm_base.f90}). Translations are compared with its tolerance.
 *
 * <p>Where translations are twelfths, but for errors that stay below the tolerance in any product, comparing is exact; then
 * products with generators of the set tell about all others, and a few rows of the table of products are asked for instead of all.
 */
final class OperationProducts {

    private static final double TOLERANCE = SymmetrySearch.TRANSLATION_TOLERANCE;
    private static final int PARTS = 12;
    /** Far below where the whole numbers of matrices, rounded from ones 1e-6 off, would no longer multiply as the rotations do. */
    private static final double LARGE = 1e4;

    private final PointGroup group;
    private final int[] members;
    private final double[] translations;
    private final int[] byCode = new int[2 * PointGroup.INVERSION];

    /**
     * Products of the first operations of an order.
     *
     * @param group the operations of the lattice
     * @param order indices in the group
     * @param size number of operations, from the front of the order
     * @param translations three numbers for each operation of the group
     */
    OperationProducts(PointGroup group, int[] order, int size, double[] translations) {
        this.group = group;
        this.members = Arrays.copyOf(order, size);
        this.translations = translations;
        Arrays.fill(byCode, -1);
        for (int op : members) {
            byCode[group.code(op)] = op;
        }
    }

    boolean areClosed() {
        boolean exact = isExact();
        long generators = 0;
        long reached = 0;
        for (int op : members) {
            if (exact && (reached >> group.code(op) & 1) != 0) {
                continue;
            }
            if (!areMembersWith(op)) {
                return false;
            }
            if (exact) {
                generators |= 1L << group.code(op);
                reached = reach(reached | generators, generators);
            }
        }
        return true;
    }

    /** Whether errors of translations, summed as a product sums them, stay well below the tolerance. */
    private boolean isExact() {
        double error = 0;
        double largest = 0;
        for (int op : members) {
            int[] s = group.matrix(op);
            for (int i = 0; i < 3; i++) {
                double parts = PARTS * translations[3 * op + i];
                error = Math.max(error, Math.abs(parts - Math.rint(parts)) / PARTS);
                largest = Math.max(
                        largest, Math.abs((double) s[i]) + Math.abs((double) s[3 + i]) + Math.abs((double) s[6 + i]));
            }
        }
        return largest < LARGE && (2 + largest) * error < TOLERANCE / 2;
    }

    /** Whether all products with {@code b} as the second factor are members. */
    private boolean areMembersWith(int b) {
        int[] s = group.matrix(b);
        for (int a : members) {
            int code = PointGroup.product(group.code(a), group.code(b));
            if (code < 0 || byCode[code] < 0) {
                return false;
            }
            int product = byCode[code];
            for (int i = 0; i < 3; i++) {
                double moved = translations[3 * b + i]
                        + s[i] * translations[3 * a]
                        + s[3 + i] * translations[3 * a + 1]
                        + s[6 + i] * translations[3 * a + 2];
                double difference = translations[3 * product + i] - moved;
                if (!(Math.abs(difference - Math.rint(difference)) < TOLERANCE)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Codes of what is reached and of its products with generators, as bits. */
    private static long reach(long start, long generators) {
        long reached = start;
        long before;
        do {
            before = reached;
            for (long rest = before; rest != 0; rest &= rest - 1) {
                for (long others = generators; others != 0; others &= others - 1) {
                    reached |= 1L
                            << PointGroup.product(Long.numberOfTrailingZeros(rest), Long.numberOfTrailingZeros(others));
                }
            }
        } while (reached != before);
        return reached;
    }
}
