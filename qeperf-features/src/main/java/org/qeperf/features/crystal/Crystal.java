package org.qeperf.features.crystal;

import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.PwInput;

/**
 * The atoms of a cell, by species.
 *
 * @param lattice the lattice
 * @param species species of each atom, from 0
 * @param positions coefficients of the lattice vectors, three numbers for each atom
 * @param moments Cartesian magnetic moments, three numbers for each atom; empty where the magnetisation does not decide
 *     about symmetry
 */
record Crystal(Lattice lattice, int[] species, double[] positions, double[] moments) {

    /** A moment below this is none ({@code PW/src/setup.f90}). */
    private static final double LEAST_MOMENT = 1e-6;

    /** Atoms that are nearer, in crystal coordinates, overlap. */
    private static final double SAME_PLACE = 1e-5;

    static Crystal of(PwInput input, Lattice lattice) {
        int n = input.atoms().size();
        int[] species = new int[n];
        double[] positions = new double[3 * n];
        boolean magnetic = isMagnetic(input);
        double[] moments = new double[magnetic ? 3 * n : 0];
        for (int i = 0; i < n; i++) {
            PwInput.Atom atom = input.atoms().get(i);
            species[i] = atom.species();
            double[] given = {atom.x(), atom.y(), atom.z()};
            double[] x = lattice.toCrystal(lattice.position(given, input.positionUnit()));
            System.arraycopy(x, 0, positions, 3 * i, 3);
            if (magnetic) {
                System.arraycopy(moment(input.species().get(atom.species())), 0, moments, 3 * i, 3);
            }
        }
        return new Crystal(lattice, species, positions, moments);
    }

    /** Whether the magnetisation of spinors lowers the symmetry and breaks time reversal. */
    static boolean isMagnetic(PwInput input) {
        return input.electrons().spin() == PwInput.Spin.NONCOLLINEAR
                && input.species().stream()
                        .anyMatch(s -> Math.abs(s.startingMagnetization().orElse(0)) > LEAST_MOMENT);
    }

    private static double[] moment(PwInput.Species species) {
        double m = Math.max(-1, Math.min(1, species.startingMagnetization().orElse(0)));
        double theta = species.angle1Degrees() * Math.PI / 180;
        double phi = species.angle2Degrees() * Math.PI / 180;
        return new double[] {
            m * Math.sin(theta) * Math.cos(phi), m * Math.sin(theta) * Math.sin(phi), m * Math.cos(theta)
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

    int size() {
        return species.length;
    }
}
