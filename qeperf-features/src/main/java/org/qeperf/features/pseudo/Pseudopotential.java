package org.qeperf.features.pseudo;

import java.util.ArrayList;
import java.util.List;

/**
 * The facts of one pseudopotential file. Immutable.
 *
 * @param element chemical symbol as the file gives it
 * @param kind how it treats the core
 * @param valence {@code z_valence}, electrons
 * @param spinOrbit whether it carries spin-orbit components (fully relativistic)
 * @param coreCorrection whether it has a core charge
 * @param functional the exchange-correlation functional as the file names it
 * @param wavefunctionCutoffRydberg suggested {@code ecutwfc}, 0 where it suggests none
 * @param densityCutoffRydberg suggested {@code ecutrho}, 0 where it suggests none
 * @param maxDensityL largest angular momentum of the augmentation charge
 * @param meshSize points of the radial mesh
 * @param projectors the beta functions
 * @param orbitals the pseudo-atomic wavefunctions
 */
public record Pseudopotential(
        String element,
        Kind kind,
        double valence,
        boolean spinOrbit,
        boolean coreCorrection,
        String functional,
        double wavefunctionCutoffRydberg,
        double densityCutoffRydberg,
        int maxDensityL,
        int meshSize,
        List<Projector> projectors,
        List<Orbital> orbitals) {

    /** Copies the lists. */
    public Pseudopotential {
        projectors = List.copyOf(projectors);
        orbitals = List.copyOf(orbitals);
    }

    /** How a pseudopotential treats the core. */
    public enum Kind {
        /** Norm-conserving. */
        NORM_CONSERVING,
        /** Ultrasoft. */
        ULTRASOFT,
        /** Projector augmented wave. */
        PAW,
        /** The bare Coulomb potential, without projectors. */
        COULOMB;

        /**
         * Whether the density has augmentation charges.
         *
         * @return true for ultrasoft and PAW
         */
        public boolean augmented() {
            return this == ULTRASOFT || this == PAW;
        }

        /** The kind that a UPF header tells by flags. */
        static Kind of(boolean coulomb, boolean paw, boolean ultrasoft) {
            if (coulomb) {
                return COULOMB;
            }
            if (paw) {
                return PAW;
            }
            return ultrasoft ? ULTRASOFT : NORM_CONSERVING;
        }
    }

    /**
     * One beta function.
     *
     * @param l angular momentum
     * @param j total angular momentum, 0 without spin-orbit
     */
    public record Projector(int l, double j) {}

    /**
     * One pseudo-atomic wavefunction.
     *
     * @param l angular momentum
     * @param j total angular momentum, 0 without spin-orbit
     * @param occupation electrons in it as pw.x goes on with them; negative for an unbound state, and for an orbital
     *     that is zero everywhere
     */
    public record Orbital(int l, double j, double occupation) {

        /**
         * Whether pw.x makes start wavefunctions of it.
         *
         * @return true unless the occupation is negative
         */
        public boolean start() {
            return occupation >= 0;
        }
    }

    /**
     * The scalar-relativistic average of a fully relativistic pseudopotential: of each pair with {@code l > 0} one channel
     * stays ({@code average_pp} of Quantum ESPRESSO). As there, the orbitals that stay move up but the list of occupations
     * does not.
     *
     * @return the average, or this where there is nothing to average
     */
    public Pseudopotential averaged() {
        if (!spinOrbit) {
            return this;
        }
        List<Projector> scalarProjectors = new ArrayList<>();
        for (Projector p : projectors) {
            if (p.l() == 0 || p.j() < p.l()) {
                scalarProjectors.add(new Projector(p.l(), 0));
            }
        }
        List<Orbital> scalarOrbitals = new ArrayList<>();
        for (Orbital o : orbitals) {
            if (o.l() == 0 || o.j() < o.l()) {
                double occupation = orbitals.get(scalarOrbitals.size()).occupation();
                scalarOrbitals.add(new Orbital(o.l(), 0, occupation));
            }
        }
        return new Pseudopotential(
                element,
                kind,
                valence,
                false,
                coreCorrection,
                functional,
                wavefunctionCutoffRydberg,
                densityCutoffRydberg,
                maxDensityL,
                meshSize,
                scalarProjectors,
                scalarOrbitals);
    }

    /**
     * Number of projectors with their magnetic quantum numbers ({@code nh}).
     *
     * @return the sum of {@code 2l + 1}; 0 for the bare Coulomb potential
     */
    public int projectorStates() {
        return kind == Kind.COULOMB
                ? 0
                : projectors.stream().mapToInt(p -> 2 * p.l() + 1).sum();
    }
}
