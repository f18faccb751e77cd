package org.qeperf.features.harvest;

import java.util.List;
import java.util.OptionalInt;

/**
 * How far a run came.
 *
 * @param scf self-consistency iterations that were begun, over all steps
 * @param scfPerStep the same for each self-consistency loop, in order; empty where unknown
 * @param davidson averages of the diagonalisation's iterations, one for each time that it is printed
 * @param ionicSteps steps of a relaxation or of molecular dynamics; 0 for a fixed geometry
 */
public record RunIterations(OptionalInt scf, List<Integer> scfPerStep, List<Double> davidson, OptionalInt ionicSteps) {

    /** Nothing is known. */
    public static final RunIterations UNKNOWN =
            new RunIterations(OptionalInt.empty(), List.of(), List.of(), OptionalInt.empty());

    /** Copies the lists. */
    public RunIterations {
        scfPerStep = List.copyOf(scfPerStep);
        davidson = List.copyOf(davidson);
    }
}
