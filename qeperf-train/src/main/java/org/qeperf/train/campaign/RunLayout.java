package org.qeperf.train.campaign;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.qeperf.runtime.batch.PwArguments;
import org.qeperf.runtime.forecast.Quantities;

/**
 * How a run is spread, with pw.x's options. Nothing keeps pools from not dividing the ranks: such runs are made to fail.
 *
 * @param nodes number of nodes
 * @param ranks number of MPI ranks
 * @param threads threads of each rank
 * @param pools {@code -nk}
 * @param bandGroups {@code -nb}
 * @param taskGroups {@code -nt}
 * @param diagonalization {@code -nd}; 0 leaves it to pw.x
 */
public record RunLayout(
        int nodes, int ranks, int threads, int pools, int bandGroups, int taskGroups, int diagonalization) {

    /** The options after the program's name. */
    List<String> options() {
        return new PwArguments(
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.of(pools),
                        above(1, bandGroups),
                        above(1, taskGroups),
                        above(0, diagonalization),
                        List.of())
                .words();
    }

    private static OptionalInt above(int least, int number) {
        return number > least ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** How many cores it keeps busy. */
    int cores() {
        return ranks * threads;
    }

    @Override
    public String toString() {
        return Quantities.counted(ranks, "rank") + (threads > 1 ? " x " + threads + " threads" : "")
                + (nodes > 1 ? " on " + nodes + " nodes" : "") + " " + String.join(" ", options());
    }
}
