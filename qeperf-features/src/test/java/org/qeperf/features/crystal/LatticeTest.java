package org.qeperf.features.crystal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.PwInput.PositionUnit;

class LatticeTest {

    /** Lengths of the conventional cell, bohr. */
    private static final double A = 10;

    private static final double B = 11;
    private static final double C = 13;

    private static final double BOHR = 0.529177210903;

    /** Scalar products of the primitive vectors (11, 22, 33, 12, 13, 23) and the volume, in closed form. */
    @ParameterizedTest
    @MethodSource
    void primitiveVectorsHaveTheProductsOfTheirLattice(int ibrav, double cosine, double[] products, double volume) {
        Lattice lattice = lattice("ibrav = " + ibrav + " " + parameters(ibrav, cosine));
        double[] at = lattice.vectors();
        double[] found = new double[6];
        int[][] pairs = {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}};
        for (int i = 0; i < 6; i++) {
            found[i] = A * A * dot(at, pairs[i][0], at, pairs[i][1]);
        }
        assertArrayEquals(products, found, 1e-9);
        assertEquals(volume, lattice.volume(), 1e-8);
        assertEquals(A, lattice.alat());
    }

    static Stream<Arguments> primitiveVectorsHaveTheProductsOfTheirLattice() {
        double a = A * A;
        double b = B * B;
        double c = C * C;
        double cos = 0.2;
        double sin = Math.sqrt(1 - cos * cos);
        double abc = A * B * C;
        double trigonal = A * A * A * Math.sqrt(1 - 3 * cos * cos + 2 * cos * cos * cos);
        return Stream.of(
                arguments(1, 0, products(a, a, a, 0, 0, 0), A * A * A),
                arguments(2, 0, products(a / 2, a / 2, a / 2, a / 4, a / 4, a / 4), A * A * A / 4),
                arguments(3, 0, products(.75 * a, .75 * a, .75 * a, a / 4, -a / 4, a / 4), A * A * A / 2),
                arguments(-3, 0, products(.75 * a, .75 * a, .75 * a, -a / 4, -a / 4, -a / 4), A * A * A / 2),
                arguments(4, 0, products(a, a, c, -a / 2, 0, 0), a * C * Math.sqrt(3) / 2),
                arguments(5, cos, products(a, a, a, a * cos, a * cos, a * cos), trigonal),
                arguments(-5, cos, products(a, a, a, a * cos, a * cos, a * cos), trigonal),
                arguments(6, 0, products(a, a, c, 0, 0, 0), a * C),
                arguments(
                        7,
                        0,
                        products(a / 2 + c / 4, a / 2 + c / 4, a / 2 + c / 4, c / 4, c / 4, c / 4 - a / 2),
                        a * C / 2),
                arguments(8, 0, products(a, b, c, 0, 0, 0), abc),
                arguments(9, 0, products((a + b) / 4, (a + b) / 4, c, (b - a) / 4, 0, 0), abc / 2),
                arguments(-9, 0, products((a + b) / 4, (a + b) / 4, c, (a - b) / 4, 0, 0), abc / 2),
                arguments(91, 0, products(a, (b + c) / 4, (b + c) / 4, 0, 0, (b - c) / 4), abc / 2),
                arguments(10, 0, products((a + c) / 4, (a + b) / 4, (b + c) / 4, a / 4, c / 4, b / 4), abc / 4),
                arguments(
                        11,
                        0,
                        products(
                                (a + b + c) / 4,
                                (a + b + c) / 4,
                                (a + b + c) / 4,
                                (b + c - a) / 4,
                                (c - a - b) / 4,
                                (a + c - b) / 4),
                        abc / 2),
                arguments(12, cos, products(a, b, c, A * B * cos, 0, 0), abc * sin),
                arguments(-12, cos, products(a, b, c, 0, A * C * cos, 0), abc * sin),
                arguments(
                        13,
                        cos,
                        products((a + c) / 4, b, (a + c) / 4, A * B * cos / 2, (a - c) / 4, A * B * cos / 2),
                        abc * sin / 2),
                arguments(
                        -13,
                        cos,
                        products((a + b) / 4, (a + b) / 4, c, (b - a) / 4, A * C * cos / 2, -A * C * cos / 2),
                        abc * sin / 2),
                arguments(
                        14,
                        cos,
                        products(a, b, c, A * B * 0.4, A * C * 0.3, B * C * cos),
                        abc * Math.sqrt(1 + 2 * cos * 0.3 * 0.4 - cos * cos - 0.3 * 0.3 - 0.4 * 0.4)));
    }

    @ParameterizedTest
    @MethodSource("primitiveVectorsHaveTheProductsOfTheirLattice")
    void reciprocalVectorsAreDualToTheLattice(int ibrav, double cosine, double[] products, double volume) {
        Lattice lattice = lattice("ibrav = " + ibrav + " " + parameters(ibrav, cosine));
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(i == j ? 1 : 0, dot(lattice.vectors(), i, lattice.reciprocalVectors(), j), 1e-14);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "celldm(1) = 8 | alat | 512 | 8",
                "celldm(1) = 8 |  | 512 | 8",
                " |  | 1 | 1",
                " | bohr | 1 | 1",
                "A = 0.529177210903 | alat | 1 | 1"
            })
    void explicitVectorsHaveAUnit(String parameter, String unit, double volume, double alat) {
        Lattice lattice = explicit(parameter == null ? "" : parameter, unit == null ? "" : unit, "1 0 0\n0 1 0\n0 0 1");
        assertEquals(volume, lattice.volume(), 1e-12 * volume);
        assertEquals(alat, lattice.alat(), 1e-15 * alat);
    }

    @Test
    void theFirstExplicitVectorIsTheLatticeParameter() {
        Lattice lattice = explicit("", "angstrom", "3 4 0\n0 5 0\n0 0 2");
        assertEquals(5 / BOHR, lattice.alat(), 1e-14);
        assertEquals(30 / (BOHR * BOHR * BOHR), lattice.volume(), 1e-11);
        assertArrayEquals(new double[] {.6, .8, 0, 0, 1, 0, 0, 0, .4}, lattice.vectors(), 1e-15);
    }

    @Test
    void leftHandedVectorsHaveAPositiveVolume() {
        assertEquals(6, explicit("", "bohr", "0 1 0\n2 0 0\n0 0 3").volume(), 1e-14);
    }

    @Test
    void positionsBecomeCoefficientsOfTheVectors() {
        Lattice lattice = lattice("ibrav = 2 celldm(1) = 10");
        double[] crystal = {0.25, 0.5, -0.125};
        double[] cartesian = lattice.position(crystal, PositionUnit.CRYSTAL);
        assertArrayEquals(crystal, lattice.toCrystal(cartesian), 1e-15);
        assertArrayEquals(cartesian, lattice.position(times(cartesian, 1), PositionUnit.ALAT), 0);
        assertArrayEquals(cartesian, lattice.position(times(cartesian, 10), PositionUnit.BOHR), 1e-15);
        assertArrayEquals(cartesian, lattice.position(times(cartesian, 10 * BOHR), PositionUnit.ANGSTROM), 1e-15);
        assertArrayEquals(crystal, lattice.kToCrystal(lattice.kToCartesian(crystal)), 1e-15);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ibrav = 15 celldm(1) = 9 | 5:11: there is no Bravais lattice 15; expected ibrav one of 0, 1, 2, 3, -3, 4,"
                        + " 5, -5, 6, 7, 8, 9, -9, 91, 10, 11, 12, -12, 13, -13, 14",
                "ibrav = 4 celldm(1) = 9 | 5:11: celldm(3) is 0.0 for ibrav = 4 (or the value that A, B, C and cosines"
                        + " make); expected a positive ratio",
                "ibrav = 8 celldm = 9 -1 1 | 5:11: celldm(2) is -1.0 for ibrav = 8 (or the value that A, B, C and cosines"
                        + " make); expected a positive ratio",
                "ibrav = 5 celldm(1) = 9 celldm(4) = -0.5 | 5:11: celldm(4) is -0.5 for ibrav = 5 (or the value that A, B,"
                        + " C and cosines make); expected a cosine between -0.5 and 1",
                "ibrav = -12 celldm(1) = 9 celldm(2)=1 celldm(3)=1 celldm(5) = 1 | 5:11: celldm(5) is 1.0 for ibrav = -12"
                        + " (or the value that A, B, C and cosines make); expected a cosine between -1 and 1",
                "ibrav = 14 celldm = 9 1 1 0 -1.5 0 | 5:11: celldm(5) is -1.5 for ibrav = 14 (or the value that A, B, C"
                        + " and cosines make); expected a cosine between -1 and 1",
                "ibrav = 14 celldm = 9 1 1 0.9 0.9 -0.9 | 5:11: celldm(4) is 0.9 for ibrav = 14 (or the value that A, B, C"
                        + " and cosines make); expected three cosines that make a cell, together with celldm(5) and"
                        + " celldm(6)",
                "ibrav = 1 celldm(1) = 1e7 | 5:11: the lattice vectors span no sensible volume; expected three independent"
                        + " vectors and lengths of atoms, not more than a million bohr"
            })
    void parametersThatMakeNoLatticeAreRefused(String parameters, String message) {
        InputException e = assertThrows(InputException.class, () -> lattice(parameters));
        assertEquals("pw.in:" + message, e.getMessage());
    }

    @Test
    void dependentVectorsAreRefused() {
        InputException e = assertThrows(InputException.class, () -> explicit("", "bohr", "1 0 0\n0 1 0\n1 1 0"));
        assertEquals(
                "pw.in:5:11: the lattice vectors span no sensible volume; expected three independent vectors and lengths"
                        + " of atoms, not more than a million bohr",
                e.getMessage());
    }

    private static String parameters(int ibrav, double cosine) {
        int angle = ibrav == -12 || ibrav == -13 ? 5 : 4;
        String others = ibrav == 14 ? " celldm(5) = 0.3 celldm(6) = 0.4" : "";
        return "celldm = 10 1.1 1.3 celldm(" + angle + ") = " + cosine + others;
    }

    private static double[] products(double... values) {
        return values;
    }

    private static double[] times(double[] x, double factor) {
        return new double[] {x[0] * factor, x[1] * factor, x[2] * factor};
    }

    private static double dot(double[] a, int i, double[] b, int j) {
        return a[3 * i] * b[3 * j] + a[3 * i + 1] * b[3 * j + 1] + a[3 * i + 2] * b[3 * j + 2];
    }

    private static Lattice lattice(String parameters) {
        return Lattice.of(PwInputs.parse(PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", parameters)));
    }

    private static Lattice explicit(String parameters, String unit, String vectors) {
        String text = PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", "ibrav = 0 " + parameters) + "CELL_PARAMETERS "
                + unit + "\n" + vectors + "\n";
        return Lattice.of(PwInputs.parse(text));
    }
}
