package org.qeperf.features.harvest;

import java.util.OptionalInt;

/**
 * How a run was spread, as far as it is known ({@code Modules/environment.f90}).
 *
 * @param ranks MPI processes
 * @param threads OpenMP threads of each process
 * @param nodes nodes that the processes stood on
 * @param images images ({@code -ni})
 * @param pools pools of k-points ({@code -nk})
 * @param bandGroups band groups ({@code -nb})
 * @param diagonalization processes of the linear algebra group ({@code -nd})
 * @param taskGroups task groups of the FFT ({@code -nt})
 */
public record RunLayout(
        OptionalInt ranks,
        OptionalInt threads,
        OptionalInt nodes,
        OptionalInt images,
        OptionalInt pools,
        OptionalInt bandGroups,
        OptionalInt diagonalization,
        OptionalInt taskGroups) {

    /** Nothing is known. */
    public static final RunLayout UNKNOWN = new RunLayout(
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty());
}
