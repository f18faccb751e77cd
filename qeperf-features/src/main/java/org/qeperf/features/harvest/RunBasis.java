package org.qeperf.features.harvest;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Cell, cutoffs and plane waves of a run, as far as they are known.
 *
 * @param ecutwfcRy cutoff of the wave functions, rydberg
 * @param ecutrhoRy cutoff of the density, rydberg
 * @param volumeBohr3 volume of the cell, cubic bohr
 * @param dense grid of the density
 * @param smooth grid of the wave functions; the dense one where pw.x has no other
 * @param planeWavesMax most plane waves of a k-point ({@code npwx} over all ranks)
 */
public record RunBasis(
        OptionalDouble ecutwfcRy,
        OptionalDouble ecutrhoRy,
        OptionalDouble volumeBohr3,
        Optional<RunGrid> dense,
        Optional<RunGrid> smooth,
        OptionalLong planeWavesMax) {

    /** Nothing is known. */
    public static final RunBasis UNKNOWN = new RunBasis(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty());
}
