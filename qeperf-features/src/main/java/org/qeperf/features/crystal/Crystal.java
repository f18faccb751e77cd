package org.qeperf.features.crystal;

import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.PwInput;

/**
 * The atoms of a cell, by what pw.x takes for equal.
 *
 * @param lattice the lattice
 * @param kinds kind of each atom: its species or, with {@code symmetry_with_labels}, what its label starts with
 * @param positions coefficients of the lattice vectors, three numbers for each atom
 * @param magnetism which moments decide about symmetry
 * @param moments Cartesian magnetic moments, three numbers for each atom; empty where they do not decide
 */
record Crystal(Lattice lattice, int[] kinds, double[] positions, Magnetism magnetism, double[] moments) {

    /** A moment below this is none ({@code PW/src/setup.f90}). */
    private static final double LEAST_MOMENT = 1e-6;

    /** Atoms that are nearer, in crystal coordinates, overlap. */
    private static final double SAME_PLACE = 1e-5;

    /** What versions before 7.2 leave in {@code starting_magnetization} of a species where moments are constrained. */
    private static final double UNSET = -20;

    /** Which moments decide. */
    enum Magnetism {
        /** None. */
        NONE,
        /** Moments along z, kept ({@code colin_mag = 1} in {@code PW/src/setup.f90} from 7.4 on). */
        COLLINEAR,
        /** Moments along z, kept or all turned ({@code colin_mag = 2}). */
        COLLINEAR_OR_TURNED,
        /** Axial vectors of spinors. */
        SPINORS
    }

    static Crystal of(PwInput input, Lattice lattice, SymmetryContext context) {
        int n = input.atoms().size();
        int[] kindOf = kinds(input);
        double[] magnetization = magnetization(input, context.valences());
        Magnetism magnetism = magnetism(input, magnetization, context.hybrid());
        int[] kinds = new int[n];
        double[] positions = new double[3 * n];
        double[] moments = new double[magnetism == Magnetism.NONE ? 0 : 3 * n];
        double[] given = new double[3];
        for (int i = 0; i < n; i++) {
            PwInput.Atom atom = input.atoms().get(i);
            kinds[i] = kindOf[atom.species()];
            given[0] = atom.x();
            given[1] = atom.y();
            given[2] = atom.z();
            double[] x = lattice.toCrystal(lattice.position(given, input.positionUnit()));
            System.arraycopy(x, 0, positions, 3 * i, 3);
            if (moments.length > 0) {
                PwInput.Species species = input.species().get(atom.species());
                setMoment(moments, 3 * i, magnetization[atom.species()], species, magnetism);
            }
        }
        return new Crystal(lattice, kinds, positions, magnetism, moments);
    }

    /** With labels pw.x compares one character ({@code chem_symb} in {@code PW/src/symm_base.f90}), so C and Co are equal. */
    private static int[] kinds(PwInput input) {
        List<PwInput.Species> species = input.species();
        int[] kinds = new int[species.size()];
        for (int i = 0; i < kinds.length; i++) {
            String label = species.get(i).label();
            char first = label.isEmpty() || Character.isDigit(label.charAt(0)) ? ' ' : label.charAt(0);
            boolean empty = "_-".indexOf(first) >= 0 && label.chars().anyMatch(Character::isDigit);
            kinds[i] = !input.symmetry().byLabel() ? i : empty ? ' ' : first;
        }
        return kinds;
    }

    /** Magnetisation of each species as pw.x changes it ({@code PW/src/input.f90}). */
    private static double[] magnetization(PwInput input, List<Double> valences) {
        double[] m = new double[input.species().size()];
        boolean constrained = input.symmetry().constrainedMoments();
        double unset = constrained && !input.version().atLeast(7, 2) ? UNSET : 0;
        boolean large = false;
        for (int i = 0; i < m.length; i++) {
            m[i] = input.species().get(i).startingMagnetization().orElse(unset);
            large |= Math.abs(m[i]) >= 1;
        }
        for (int i = 0; i < m.length; i++) {
            if (large && input.version().atLeast(7, 3) && i < valences.size()) {
                m[i] /= valences.get(i);
            }
            if (!constrained) {
                m[i] = Math.max(-1, Math.min(1, m[i]));
            }
        }
        return m;
    }

    private static Magnetism magnetism(PwInput input, double[] magnetization, boolean hybrid) {
        boolean any = false;
        for (double m : magnetization) {
            any |= Math.abs(m) > LEAST_MOMENT;
        }
        return switch (input.electrons().spin()) {
            case NONE -> Magnetism.NONE;
            case NONCOLLINEAR -> any || alwaysMagnetic(input) ? Magnetism.SPINORS : Magnetism.NONE;
            case COLLINEAR -> {
                if (!any || !input.symmetry().byLabel()) {
                    yield Magnetism.NONE;
                }
                yield input.symmetry().spinFlip() && !hybrid ? Magnetism.COLLINEAR_OR_TURNED : Magnetism.COLLINEAR;
            }
        };
    }

    /**
     * Refuses two atoms at one place, modulo lattice vectors ({@code PW/src/lchk_tauxk.f90}).
     *
     * @param location what to name in the message
     */
    void requireDistinctPlaces(SourceLocation location) {
        SiteIndex sites = new SiteIndex(new int[size()], positions);
        int first = size();
        int second = 0;
        for (int atom = 0; atom < size(); atom++) {
            int found =
                    sites.find(0, positions[3 * atom], positions[3 * atom + 1], positions[3 * atom + 2], SAME_PLACE);
            if (found < atom && found < first) {
                first = found;
                second = atom;
            }
        }
        if (second > 0) {
            throw new InputException(
                    location,
                    "",
                    "atoms " + (first + 1) + " and " + (second + 1) + " of " + size() + " are at the same place",
                    "places that differ by more than a lattice vector");
        }
    }

    /** Up to 6.5 spinors without spin-orbit coupling count as magnetic, even without moments ({@code PW/src/setup.f90}). */
    private static boolean alwaysMagnetic(PwInput input) {
        return !input.version().atLeast(6, 6) && !input.electrons().spinOrbit();
    }

    private static void setMoment(double[] to, int at, double m, PwInput.Species species, Magnetism magnetism) {
        if (magnetism == Magnetism.SPINORS) {
            double theta = species.angle1Degrees() * Math.PI / 180;
            double phi = species.angle2Degrees() * Math.PI / 180;
            to[at] = m * Math.sin(theta) * Math.cos(phi);
            to[at + 1] = m * Math.sin(theta) * Math.sin(phi);
            to[at + 2] = m * Math.cos(theta);
        } else {
            to[at + 2] = m;
        }
    }

    int size() {
        return kinds.length;
    }
}
