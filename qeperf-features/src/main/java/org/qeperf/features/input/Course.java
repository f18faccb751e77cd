package org.qeperf.features.input;

import java.util.OptionalDouble;
import org.qeperf.features.input.PwInput.Calculation;

/**
 * How far a run goes and how it converges ({@code Modules/read_namelists.f90}, {@code PW/src/input.f90}).
 *
 * @param steps {@code nstep}, ionic steps at most: 1 where no atom moves
 * @param iterations {@code electron_maxstep}, self-consistency iterations at most
 * @param thresholdRydberg {@code conv_thr}, Ry
 * @param mixingBeta {@code mixing_beta}, the share of the new density
 * @param maxSeconds {@code max_seconds}, where the input says it
 */
public record Course(int steps, int iterations, double thresholdRydberg, double mixingBeta, OptionalDouble maxSeconds) {

    /** {@code conv_thr} where the input does not say, Ry. */
    public static final double DEFAULT_THRESHOLD = 1e-6;

    static Course read(Namelists lists, QeVersion version, Calculation calculation) {
        Namelist control = lists.get("control");
        Namelist electrons = lists.get("electrons");
        return new Course(
                steps(control.whole("nstep", 50), version, calculation),
                Math.max(0, electrons.whole("electron_maxstep", 100)),
                electrons.real("conv_thr", DEFAULT_THRESHOLD),
                mixingBeta(lists, version),
                control.value("max_seconds").isPresent()
                        ? OptionalDouble.of(control.real("max_seconds", 0))
                        : OptionalDouble.empty());
    }

    /** From 7.3 on self-consistency takes {@code nstep = 0} as no step at all. */
    private static int steps(int given, QeVersion version, Calculation calculation) {
        return switch (calculation) {
            case RELAX, MD, VC_RELAX, VC_MD -> given;
            case SCF -> version.atLeast(7, 3) ? Math.min(1, given) : 1;
            case NSCF, BANDS -> 1;
        };
    }

    /** From 6.8 on a negative number asks for the default, from 7.1 on no number does too. */
    private static double mixingBeta(Namelists lists, QeVersion version) {
        double given = lists.get("electrons").real("mixing_beta", version.atLeast(7, 1) ? -1 : 0.7);
        if (given >= 0 || !version.atLeast(6, 8)) {
            return given;
        }
        boolean grandCanonical = lists.get("system").logical("lgcscf", false);
        boolean solvent = version.atLeast(7, 1) && lists.get("control").logical("trism", false);
        return grandCanonical && solvent ? 0.1 : grandCanonical || solvent ? 0.2 : 0.7;
    }
}
