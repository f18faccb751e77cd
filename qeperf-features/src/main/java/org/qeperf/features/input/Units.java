package org.qeperf.features.input;

/** Conversions between units of pw.x input. */
public final class Units {

    /**
     * Angstroms in a bohr radius, CODATA 2018 as in {@code Modules/constants.f90} of Quantum ESPRESSO from 6.6 on.
     */
    public static final double BOHR_ANGSTROM = 0.529177210903;

    private Units() {}
}
