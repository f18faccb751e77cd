package org.qeperf.features.harvest;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a run consisted of, as far as it is known.
 *
 * @param elements chemical symbols in alphabetical order; empty where unknown
 * @param atoms number of atoms
 * @param species number of species
 * @param electrons number of electrons
 * @param states number of Kohn-Sham states
 * @param kPoints number of k-points that pw.x prints, so not twice where spin is collinear
 * @param symmetries number of symmetry operations
 * @param spin 1 without spin, 2 for collinear spin, 4 for noncollinear spin ({@code nspin})
 * @param gammaOnly whether the algorithms of the gamma point ran
 * @param basis cell, cutoffs and plane waves
 * @param potentials the pseudopotentials
 */
public record RunContents(
        List<String> elements,
        OptionalInt atoms,
        OptionalInt species,
        OptionalDouble electrons,
        OptionalInt states,
        OptionalInt kPoints,
        OptionalInt symmetries,
        OptionalInt spin,
        Optional<Boolean> gammaOnly,
        RunBasis basis,
        RunPotentials potentials) {

    /** Nothing is known. */
    public static final RunContents UNKNOWN = new RunContents(
            List.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            RunBasis.UNKNOWN,
            RunPotentials.UNKNOWN);

    /** Copies the list. */
    public RunContents {
        elements = List.copyOf(elements);
    }
}
