package org.qeperf.examples.cp2k;

import java.util.List;
import java.util.Map;

/**
 * What of an input counts.
 *
 * @param kinds the atomic kinds that have atoms
 * @param cell the cell
 * @param mesh how grids are made
 * @param electrons spin and charge
 * @param scf how orbitals are found
 * @param gradient whether the functional needs the gradient of the density
 */
record Cp2kInput(List<Kind> kinds, Cell cell, Mesh mesh, Electrons electrons, Scf scf, boolean gradient) {

    /**
     * Atoms of one label.
     *
     * @param atoms how many
     * @param element chemical symbol
     * @param basis name of the basis set
     * @param potential name of the pseudopotential
     */
    record Kind(int atoms, String element, Word basis, Word potential) {}

    /**
     * How grids are made.
     *
     * @param cutoff cutoff of the finest grid, Ry, as it stands in the input
     * @param relativeCutoffRydberg cutoff of the grid of a Gaussian with exponent 1
     * @param levels number of grids
     * @param progression by what the cutoff is divided from one grid to the next
     */
    record Mesh(Word cutoff, double relativeCutoffRydberg, int levels, double progression) {}

    /**
     * Spin and charge.
     *
     * @param polarized whether the two spins have orbitals of their own
     * @param multiplicity 2 S + 1, or 0 for the smallest
     * @param charge of the system
     * @param place what to blame for a wrong number of electrons
     */
    record Electrons(boolean polarized, int multiplicity, int charge, Word place) {}

    /**
     * How orbitals are found.
     *
     * @param addedOrbitals orbitals beyond the occupied ones for each spin; all where negative
     * @param orbitalTransformation whether by orbital transformation in place of diagonalisation
     * @param smearing whether orbitals are partly occupied
     * @param mostSteps steps after which it ends
     */
    record Scf(int[] addedOrbitals, boolean orbitalTransformation, boolean smearing, int mostSteps) {}

    /** Whether a functional, by the name of its shortcut, needs the gradient of the density. */
    static final Map<String, Boolean> FUNCTIONALS =
            Map.of("LDA", false, "PADE", false, "PBE", true, "BLYP", true, "BP", true);
}
