package org.qeperf.features.harvest;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The pseudopotentials of a run, as far as they are known.
 *
 * @param betas projectors of all atoms, each counted once
 * @param projectors projectors of all atoms, each counted 2l+1 times ({@code nkb})
 * @param ultrasoft whether a pseudopotential is ultrasoft or PAW
 * @param paw whether a pseudopotential is PAW
 * @param functional exchange and correlation as printed
 */
public record RunPotentials(
        OptionalInt betas,
        OptionalInt projectors,
        Optional<Boolean> ultrasoft,
        Optional<Boolean> paw,
        Optional<String> functional) {

    /** Nothing is known. */
    public static final RunPotentials UNKNOWN = new RunPotentials(
            OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
