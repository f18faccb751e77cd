package org.qeperf.features.crystal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;

/**
 * Lattice vectors and their reciprocals.
 *
 * <p>Vectors are in units of the lattice parameter {@code alat}, reciprocal vectors in {@code 2 pi / alat}. Operations are
 * done in the order in which pw.x does them, because vectors on the surface of a cutoff sphere are decided by the last
 * bit. Immutable.
 */
public final class Lattice {

    private final double bohrAngstrom;
    private final double alat;
    private final double[] at;
    private final double[] bg;

    private Lattice(double alat, double[] at, double bohrAngstrom) {
        this.bohrAngstrom = bohrAngstrom;
        this.alat = alat;
        this.at = at;
        this.bg = reciprocal(at);
    }

    /**
     * A Bravais lattice by its parameters.
     *
     * @param ibrav its index in pw.x's list, not 0
     * @param celldm up to six parameters as in pw.x's input, the first in bohr
     * @return the lattice
     * @throws InputException if the parameters do not make a lattice
     */
    public static Lattice bravais(int ibrav, double... celldm) {
        List<Double> parameters = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            parameters.add(i < celldm.length ? celldm[i] : 0);
        }
        SourceLocation here = new SourceLocation("lattice", 1, 1);
        return of(
                new PwInput.Cell(ibrav, parameters, Optional.empty(), PwInput.VectorUnit.ALAT, here), QeVersion.NEWEST);
    }

    /**
     * The lattice of an input ({@code Modules/latgen.f90}, {@code Modules/cell_base.f90} of Quantum ESPRESSO).
     *
     * @param input the input, for its cell and its version
     * @return its lattice
     * @throws InputException if the parameters do not make a lattice
     */
    public static Lattice of(PwInput input) {
        return of(input.cell(), input.version());
    }

    /** The lattice of a cell. */
    static Lattice of(PwInput.Cell cell, QeVersion version) {
        double bohrAngstrom = version.bohrAngstrom();
        double[] celldm = toArray(cell.celldm());
        double[] vectors;
        double alat = celldm[0];
        if (cell.vectors().isPresent()) {
            vectors = toArray(cell.vectors().orElseThrow());
            double factor = switch (cell.vectorUnit()) {
                case ALAT -> alat;
                case BOHR -> 1;
                case ANGSTROM -> 1 / bohrAngstrom;
            };
            for (int i = 0; i < 9; i++) {
                vectors[i] = vectors[i] * factor;
            }
            if (cell.vectorUnit() != PwInput.VectorUnit.ALAT) {
                alat = Math.sqrt(vectors[0] * vectors[0] + vectors[1] * vectors[1] + vectors[2] * vectors[2]);
            }
        } else {
            vectors = BravaisLattice.vectors(cell, celldm, version);
        }
        for (int i = 0; i < 9; i++) {
            vectors[i] = vectors[i] / alat;
        }
        double volume = Math.abs(determinant(vectors));
        if (!(volume > 1e-8) || !(volume < 1e12) || !(alat > 0) || !(alat < 1e6)) {
            throw new InputException(
                    cell.location(),
                    "",
                    "the lattice vectors span no sensible volume",
                    "three independent vectors and lengths of atoms, not more than a million bohr");
        }
        return new Lattice(alat, vectors, bohrAngstrom);
    }

    /**
     * The lattice parameter.
     *
     * @return {@code alat}, bohr
     */
    public double alat() {
        return alat;
    }

    /**
     * Volume of the cell.
     *
     * @return bohr cubed
     */
    public double volume() {
        return alat * alat * alat * Math.abs(determinant(at));
    }

    /**
     * The lattice vectors.
     *
     * @return nine numbers in alat, vector by vector; a new array
     */
    public double[] vectors() {
        return at.clone();
    }

    /**
     * The reciprocal vectors.
     *
     * @return nine numbers in 2 pi/alat, vector by vector; a new array
     */
    public double[] reciprocalVectors() {
        return bg.clone();
    }

    /**
     * Coefficients of the lattice vectors.
     *
     * @param x Cartesian vector in alat
     * @return three numbers, a new array
     */
    double[] toCrystal(double[] x) {
        return times(bg, x);
    }

    /**
     * Coefficients of the reciprocal vectors.
     *
     * @param k Cartesian vector in 2 pi/alat
     * @return three numbers, a new array
     */
    double[] kToCrystal(double[] k) {
        return times(at, k);
    }

    /**
     * A k-point from its coefficients.
     *
     * @param k coefficients of the reciprocal vectors
     * @return Cartesian vector in 2 pi/alat, a new array
     */
    double[] kToCartesian(double[] k) {
        return combine(bg, k);
    }

    /**
     * Cartesian positions in alat from positions in the unit of the input.
     *
     * @param position three numbers
     * @param unit their unit
     * @return Cartesian vector in alat, a new array
     */
    double[] position(double[] position, PwInput.PositionUnit unit) {
        return switch (unit) {
            case ALAT -> position.clone();
            case BOHR -> new double[] {position[0] / alat, position[1] / alat, position[2] / alat};
            case ANGSTROM -> {
                double[] x = new double[3];
                for (int i = 0; i < 3; i++) {
                    x[i] = position[i] / bohrAngstrom / alat;
                }
                yield x;
            }
            case CRYSTAL -> combine(at, position);
        };
    }

    private static double[] times(double[] rows, double[] x) {
        double[] out = new double[3];
        for (int i = 0; i < 3; i++) {
            out[i] = rows[3 * i] * x[0] + rows[3 * i + 1] * x[1] + rows[3 * i + 2] * x[2];
        }
        return out;
    }

    private static double[] combine(double[] vectors, double[] c) {
        double[] out = new double[3];
        for (int i = 0; i < 3; i++) {
            out[i] = vectors[i] * c[0] + vectors[3 + i] * c[1] + vectors[6 + i] * c[2];
        }
        return out;
    }

    private static double determinant(double[] a) {
        return a[0] * (a[4] * a[8] - a[5] * a[7])
                - a[1] * (a[3] * a[8] - a[5] * a[6])
                + a[2] * (a[3] * a[7] - a[4] * a[6]);
    }

    /** Cross products over the determinant, terms in the order of pw.x ({@code Modules/recips.f90}). */
    private static double[] reciprocal(double[] a) {
        double den = a[0] * a[4] * a[8];
        den = den + a[1] * a[5] * a[6];
        den = den + a[2] * a[3] * a[7];
        den = den - a[1] * a[3] * a[8];
        den = den - a[0] * a[5] * a[7];
        den = den - a[2] * a[4] * a[6];
        double[] b = new double[9];
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            b[i] = (a[3 + j] * a[6 + k] - a[3 + k] * a[6 + j]) / den;
            b[3 + i] = (a[6 + j] * a[k] - a[6 + k] * a[j]) / den;
            b[6 + i] = (a[j] * a[3 + k] - a[k] * a[3 + j]) / den;
        }
        return b;
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
