package org.qeperf.features.crystal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.QeVersion;

class OperationProductsTest {

    private static final double TOLERANCE = 1e-5;
    private static final int[] LATTICES = {1, 2, 3, 4, 6, 8};

    private static PointGroup group(int ibrav) {
        return group(Lattice.bravais(ibrav, 10, 1.2, 1.3));
    }

    private static PointGroup group(Lattice lattice) {
        return PointGroup.of(lattice, QeVersion.NEWEST, new SourceLocation("pw.in", 1, 1));
    }

    /** A square and what stands on it, in vectors far from the shortest. */
    private static PointGroup oblique(int steps, int height) {
        String text = PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", "ibrav = 0") + "CELL_PARAMETERS bohr\n1 0 0\n"
                + steps + " 1 0\n0 0 " + height + "\n";
        return group(Lattice.of(PwInputs.parse(text)));
    }

    /** Indices of the operations that some random ones make. */
    private static int[] subgroup(PointGroup group, Random random) {
        int[] index = group.indices();
        boolean[] in = new boolean[group.size()];
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            in[random.nextInt(group.size())] = true;
        }
        for (int round = 0; round < 6; round++) {
            for (int a = 0; a < in.length; a++) {
                for (int b = 0; b < in.length; b++) {
                    if (in[a] && in[b]) {
                        in[index[PointGroup.product(group.code(a), group.code(b))]] = true;
                    }
                }
            }
        }
        return IntStream.range(0, in.length).filter(op -> in[op]).toArray();
    }

    /** Translations of rotations about a point. */
    private static double[] about(double[] point, PointGroup group) {
        double[] translations = new double[3 * group.size()];
        for (int op = 0; op < group.size(); op++) {
            int[] s = group.matrix(op);
            for (int i = 0; i < 3; i++) {
                double image = s[i] * point[0] + s[3 + i] * point[1] + s[6 + i] * point[2];
                double f = point[i] - image;
                translations[3 * op + i] = f - Math.rint(f);
            }
        }
        return translations;
    }

    /** All pairs, one after another. */
    private static boolean closed(PointGroup group, int[] members, double[] t) {
        int[] index = group.indices();
        for (int a : members) {
            for (int b : members) {
                int product = index[PointGroup.product(group.code(a), group.code(b))];
                if (Arrays.stream(members).noneMatch(op -> op == product)) {
                    return false;
                }
                int[] s = group.matrix(b);
                for (int i = 0; i < 3; i++) {
                    double d = t[3 * product + i]
                            - t[3 * b + i]
                            - s[i] * t[3 * a]
                            - s[3 + i] * t[3 * a + 1]
                            - s[6 + i] * t[3 * a + 2];
                    if (Math.abs(d - Math.rint(d)) >= TOLERANCE) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean areClosed(PointGroup group, int[] members, double[] translations) {
        return new OperationProducts(group, members, members.length, translations).areClosed();
    }

    private static void spoil(double[] translations, int[] members, Random random) {
        int place = 3 * members[random.nextInt(members.length)] + random.nextInt(3);
        translations[place] += random.nextBoolean() ? 0.5 : random.nextInt(1, 12) / 12.0;
    }

    @Test
    void whatPairsSayGeneratorsSayToo() {
        List<PointGroup> groups = new ArrayList<>(List.of(oblique(7, 3), oblique(900, 1)));
        IntStream.of(LATTICES).forEach(ibrav -> groups.add(group(ibrav)));
        Random random = new Random(48);
        int closed = 0;
        int cases = 20_000;
        for (int n = 0; n < cases; n++) {
            PointGroup group = groups.get(n % groups.size());
            int[] members = subgroup(group, random);
            double parts = new int[] {12, 8, 24, 10}[random.nextInt(4)];
            double[] point = random.ints(3, 0, 24).mapToDouble(i -> i / parts).toArray();
            double[] translations = about(point, group);
            if (random.nextInt(3) == 0) {
                spoil(translations, members, random);
            }
            double noise = random.nextInt(3) == 0 ? Math.pow(10, -random.nextDouble(4.5, 10)) : 0;
            for (int i = 0; i < translations.length; i++) {
                translations[i] += noise * random.nextDouble(-1, 1);
            }
            if (random.nextInt(4) == 0) {
                int left = members[random.nextInt(members.length)];
                members = Arrays.stream(members).filter(op -> op != left).toArray();
            }
            boolean expected = closed(group, members, translations);
            assertEquals(expected, areClosed(group, members, translations), "case " + n);
            closed += expected ? 1 : 0;
        }
        assertTrue(closed > cases / 4 && closed < 3 * cases / 4, closed + " of " + cases + " closed");
    }

    @Test
    void errorsAddUpInAProduct() {
        // The translation of a quarter turn is off along its axis, that of its square should be off twice as far.
        PointGroup group = group(1);
        int turn = quarterTurn(group);
        int[] cycle = {0, turn, after(group, turn, turn), after(group, after(group, turn, turn), turn)};
        double[] translations = new double[3 * group.size()];
        assertTrue(areClosed(group, cycle, translations));
        translations[3 * turn + 2] = 4e-6;
        assertTrue(closed(group, cycle, translations));
        assertTrue(areClosed(group, cycle, translations));
        translations[3 * turn + 2] = 6e-6;
        assertFalse(closed(group, cycle, translations));
        assertFalse(areClosed(group, cycle, translations));
    }

    private static int after(PointGroup group, int a, int b) {
        return group.indices()[PointGroup.product(group.code(a), group.code(b))];
    }

    /** About z. */
    private static int quarterTurn(PointGroup group) {
        for (int op = 0; op < group.size(); op++) {
            int[] s = group.matrix(op);
            if (s[8] == 1 && s[0] == 0 && s[1] * s[3] == -1) {
                return op;
            }
        }
        throw new AssertionError("no quarter turn about z");
    }

    @Test
    void theEmptySetIsClosedOneWithoutTheIdentityIsNot() {
        PointGroup group = group(2);
        assertTrue(areClosed(group, new int[0], new double[3 * group.size()]));
        assertFalse(areClosed(group, new int[] {5}, new double[3 * group.size()]));
    }

    @Test
    void productsAreAskedForWhereMatricesAreTooLargeToMultiply() {
        // Some entries are beyond the largest int, so matrices do not multiply as the rotations do.
        PointGroup group = oblique(65535, 131072);
        double[] translations = new double[3 * group.size()];
        int[] index = group.indices();
        int[] members = {index[0], index[1], index[4], index[5]};
        translations[3 * index[4] + 1] = 0.5;
        translations[3 * index[5] + 1] = 0.5;
        assertFalse(closed(group, members, translations));
        assertFalse(areClosed(group, members, translations));
    }
}
