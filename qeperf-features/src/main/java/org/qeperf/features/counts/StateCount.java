package org.qeperf.features.counts;

import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInput.Occupations;
import org.qeperf.features.input.PwInput.Spin;

/** Number of Kohn-Sham states where the input gives none ({@code PW/src/setup.f90}, {@code Modules/electrons_base.f90}). */
final class StateCount {

    private static final double WHOLE = 1e-8;

    private StateCount() {}

    static int of(PwInput.Electrons given, double electrons) {
        return given.nbnd().orElseGet(() -> byDefault(given, electrons));
    }

    /** Fewest states that hold the electrons; pw.x stops below. */
    static double fewest(PwInput.Electrons given, double electrons) {
        double up = up(given, electrons);
        double states = Math.max(nint(electrons / 2), Math.max(nint(up), nint(electrons - up)));
        return given.spin() == Spin.NONCOLLINEAR ? Math.max(states, nint(electrons)) : states;
    }

    private static int byDefault(PwInput.Electrons given, double electrons) {
        double up = up(given, electrons);
        double down = electrons - up;
        double states = Math.max(nint(electrons / 2), Math.max(nint(up), nint(down)));
        boolean metal = given.occupations() == Occupations.SMEARING || given.occupations() == Occupations.TETRAHEDRA;
        if (metal) {
            double more = Math.max(nint(1.2 * electrons / 2), Math.max(nint(1.2 * up), nint(1.2 * down)));
            states = Math.max(more, states + 4);
        }
        return (int) (given.spin() == Spin.NONCOLLINEAR ? 2 * states : states);
    }

    /** Electrons with spin up; where a magnetisation is given they need not be whole. */
    private static double up(PwInput.Electrons given, double electrons) {
        if (given.totMagnetization().isPresent()) {
            return (electrons + given.totMagnetization().getAsDouble()) / 2;
        }
        return isWhole(electrons) ? Math.floor((nint(electrons) + 1) / 2) : electrons / 2;
    }

    private static boolean isWhole(double x) {
        return Math.abs(x - nint(x)) < WHOLE;
    }

    /** Rounds halves up, as Fortran does for what is positive; of spins, the larger one is. */
    private static double nint(double x) {
        return Math.floor(x + 0.5);
    }
}
