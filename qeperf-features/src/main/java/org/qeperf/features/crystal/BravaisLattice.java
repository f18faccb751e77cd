package org.qeperf.features.crystal;

import java.util.Arrays;
import java.util.Locale;
import org.qeperf.api.InputException;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;

/**
 * Primitive vectors of the Bravais lattices that {@code ibrav} names (INPUT_PW of Quantum ESPRESSO; {@code Modules/latgen.f90}).
 */
final class BravaisLattice {

    /** Square roots with the digits that {@code Modules/latgen.f90} gives them. */
    private static final double SQRT_2 = 1.414213562373;

    private static final double SQRT_3 = 1.732050807569;

    private final PwInput.Cell cell;
    private final double a;
    private final double[] celldm;

    private final QeVersion version;

    private BravaisLattice(PwInput.Cell cell, double[] celldm, QeVersion version) {
        this.cell = cell;
        this.version = version;
        this.a = celldm[0];
        this.celldm = celldm;
    }

    /** Nine numbers in bohr, vector by vector. */
    static double[] vectors(PwInput.Cell cell, double[] celldm, QeVersion version) {
        return new BravaisLattice(cell, celldm, version).vectors();
    }

    private double[] vectors() {
        double h = a / 2;
        return switch (cell.ibrav()) {
            case 1 -> new double[] {a, 0, 0, 0, a, 0, 0, 0, a};
            case 2 -> new double[] {-h, 0, h, 0, h, h, -h, h, 0};
            case 3 -> new double[] {h, h, h, -h, h, h, -h, -h, h};
            case -3 -> new double[] {-h, h, h, h, -h, h, h, h, -h};
            case 4 -> new double[] {a, 0, 0, -a / 2, a * SQRT_3 / 2, 0, 0, 0, a * ratio(3)};
            case 5, -5 -> trigonal();
            case 6 -> new double[] {a, 0, 0, 0, a, 0, 0, 0, a * ratio(3)};
            case 7 -> bodyCentredTetragonal();
            case 8 -> new double[] {a, 0, 0, 0, a * ratio(2), 0, 0, 0, a * ratio(3)};
            case 9, -9, 91, 10, 11 -> orthorhombic();
            case 12, -12, 13, -13 -> monoclinic();
            case 14 -> triclinic();
            default ->
                throw new InputException(
                        cell.location(),
                        Integer.toString(cell.ibrav()),
                        "there is no Bravais lattice " + cell.ibrav(),
                        "ibrav one of 0, 1, 2, 3, -3, 4, 5, -5, 6, 7, 8, 9, -9, 91, 10, 11, 12, -12, 13, -13, 14");
        };
    }

    private double[] trigonal() {
        double c = celldm[3];
        if (c <= -0.5 || c >= 1) {
            throw wrong(4, "a cosine between -0.5 and 1");
        }
        double term1 = Math.sqrt(1 + 2 * c);
        double term2 = Math.sqrt(1 - c);
        if (cell.ibrav() == 5) {
            double y = SQRT_2 * a * term2 / SQRT_3;
            double z = a * term1 / SQRT_3;
            double x = a * term2 / SQRT_2;
            return new double[] {x, -x / SQRT_3, z, 0, y, z, -x, -x / SQRT_3, z};
        }
        double u = a * (term1 - 2 * term2) / 3;
        double v = a * (term1 + term2) / 3;
        return new double[] {u, v, v, v, u, v, v, v, u};
    }

    private double[] bodyCentredTetragonal() {
        double h = a / 2;
        double z = ratio(3) * a / 2;
        return new double[] {h, -h, z, h, h, z, -h, -h, z};
    }

    private double[] orthorhombic() {
        double h = 0.5 * a;
        double hb = h * ratio(2);
        double c = ratio(3);
        return switch (cell.ibrav()) {
            case 9 -> new double[] {h, hb, 0, -h, hb, 0, 0, 0, a * c};
            case -9 -> new double[] {h, -hb, 0, h, hb, 0, 0, 0, a * c};
            case 91 -> {
                double y = a * ratio(2) * 0.5;
                double z = a * c * 0.5;
                yield new double[] {a, 0, 0, 0, y, -z, 0, y, z};
            }
            case 10 -> new double[] {h, 0, h * c, h, hb, 0, 0, h * ratio(2), h * c};
            default -> new double[] {h, hb, h * c, -h, hb, h * c, -h, -hb, h * c};
        };
    }

    private double[] monoclinic() {
        int angle = cell.ibrav() > 0 ? 4 : 5;
        double cosine = celldm[angle - 1];
        if (Math.abs(cosine) >= 1) {
            throw wrong(angle, "a cosine between -1 and 1");
        }
        double sine = Math.sqrt(1 - cosine * cosine);
        double b = ratio(2);
        double c = ratio(3);
        double h = 0.5 * a;
        return switch (cell.ibrav()) {
            case 12 -> new double[] {a, 0, 0, a * b * cosine, a * b * sine, 0, 0, 0, a * c};
            case -12 -> new double[] {a, 0, 0, 0, a * b, 0, a * c * cosine, 0, a * c * sine};
            case 13 -> new double[] {h, 0, -h * c, a * b * cosine, a * b * sine, 0, h, 0, h * c};
            default -> {
                double[] base = {h, h * b, 0, -h, h * b, 0};
                double[] before65 = {h, -h * b, 0, h, h * b, 0};
                double[] v = Arrays.copyOf(version.atLeast(6, 5) ? base : before65, 9);
                v[6] = a * c * cosine;
                v[8] = a * c * sine;
                yield v;
            }
        };
    }

    private double[] triclinic() {
        double bc = cosine(4);
        double ac = cosine(5);
        double ab = cosine(6);
        double sine = Math.sqrt(1 - ab * ab);
        double term = 1 + 2 * bc * ac * ab - bc * bc - ac * ac - ab * ab;
        if (term < 0) {
            throw wrong(4, "three cosines that make a cell, together with celldm(5) and celldm(6)");
        }
        double height = Math.sqrt(term / (1 - ab * ab));
        double b = ratio(2);
        double c = ratio(3);
        return new double[] {
            a, 0, 0, a * b * ab, a * b * sine, 0, a * c * ac, a * c * (bc - ac * ab) / sine, a * c * height
        };
    }

    private double cosine(int index) {
        if (Math.abs(celldm[index - 1]) >= 1) {
            throw wrong(index, "a cosine between -1 and 1");
        }
        return celldm[index - 1];
    }

    private double ratio(int index) {
        if (celldm[index - 1] <= 0) {
            throw wrong(index, "a positive ratio");
        }
        return celldm[index - 1];
    }

    private InputException wrong(int index, String expected) {
        String value = String.format(Locale.ROOT, "%s", celldm[index - 1]);
        return new InputException(
                cell.location(),
                value,
                "celldm(" + index + ") is " + value + " for ibrav = " + cell.ibrav()
                        + " (or the value that A, B, C and cosines make)",
                expected);
    }
}
