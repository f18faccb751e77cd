package org.qeperf.train.data;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;

/** A reason to leave a run out. */
public enum CleaningRule {
    /** The run is one of another simulation program. */
    PROGRAM((run, code) -> when(!run.program().code().equals(code), "another program")),

    /** The run did not come to its own end. The reason is its outcome, such as {@code crashed}. */
    OUTCOME((run, code) -> when(!run.outcome().isFinished(), run.outcome().key())),

    /** The run was made on graphics processors, whose speed the features do not know. */
    GPU((run, code) -> when(run.program().gpu(), "on graphics processors")),

    /** There is no time of the self-consistency loop, or no number of iterations. */
    TIME((run, code) -> when(run.secondsPerScfIteration().isEmpty(), "no time printed")),

    /** There are no exact counts. */
    COUNTS((run, code) -> when(run.counts().known().isEmpty(), "no counts")),

    /** What is computed is not known, so the run cannot be kept on one side of a split. */
    SYSTEM((run, code) -> when(run.system().isEmpty(), "no system")),

    /** Where it ran is not known. */
    MACHINE((run, code) -> when(run.place().machine().isEmpty(), "no machine")),

    /** How it was spread is not known, or cannot be said in nodes, ranks, threads and pools. */
    LAYOUT((run, code) ->
            when(run.place().evenLayout().isEmpty(), "no layout, or one with images, band or task groups")),

    /** The number of its ranks is not known, or it had images. */
    RANKS((run, code) -> when(run.place().nearestLayout().isEmpty(), "no ranks, or images")),

    /** Something else took the processors meanwhile. */
    DISTURBED((run, code) -> when(run.ending().disturbed(), "disturbed")),

    /** The loop took less than {@value Dataset#SHORTEST_SECONDS} s: pw.x prints hundredths of a second. */
    SHORT((run, code) -> when(
            run.times().electronsWall().orElse(0) < Dataset.SHORTEST_SECONDS,
            "shorter than " + Dataset.SHORTEST_SECONDS + " s")),

    /** An iteration took less than {@value Dataset#SHORTEST_SECONDS} s, to three digits, which is noise where machines are many. */
    FAST((run, code) -> when(
            run.secondsPerScfIteration().orElse(0) < 0.9995 * Dataset.SHORTEST_SECONDS,
            "iterations shorter than " + Dataset.SHORTEST_SECONDS + " s")),

    /** The run has exact exchange, whose work no schema counts. */
    EXACT_EXCHANGE((run, code) -> when(hasExactExchange(run), "exact exchange")),

    /** No smooth grid was used, or it is the dense one. The thesis leaves such runs out. */
    SMOOTH_GRID((run, code) -> when(!hasSmoothGrid(run), "no smooth grid of its own")),

    /** The run was made with the library SIRIUS (label {@code sirius}), which is not pw.x's own code. */
    SIRIUS((run, code) -> when(isLabelled(run, "sirius", "1"), "with SIRIUS")),

    /** The run is marked as one of too many alike (label {@code balanced} is {@code 0}). */
    BALANCED((run, code) -> when(isLabelled(run, "balanced", "0"), "one of too many alike"));

    private final BiFunction<RunRecord, String, String> reason;

    CleaningRule(BiFunction<RunRecord, String, String> reason) {
        this.reason = reason;
    }

    /**
     * Looks at a run.
     *
     * @param run the run
     * @param code the simulation program of interest
     * @return why to leave it out; empty for a run to keep
     */
    public String reasonToDrop(RunRecord run, String code) {
        return reason.apply(run, code);
    }

    private static String when(boolean holds, String reason) {
        return holds ? reason : "";
    }

    private static boolean hasExactExchange(RunRecord run) {
        return isLabelled(run, "exact_exchange", "1")
                || run.counts().known().stream()
                        .flatMap(counts -> counts.all().stream())
                        .anyMatch(count -> count.name().equals("n_q_exx"));
    }

    private static boolean isLabelled(RunRecord run, String label, String value) {
        return value.equals(run.labels().get(label));
    }

    private static boolean hasSmoothGrid(RunRecord run) {
        Optional<Counts> counts = run.counts().known();
        Optional<List<Integer>> dense = counts.flatMap(c -> grid(c, "fft_dense"));
        return dense.isPresent()
                && counts.flatMap(c -> grid(c, "fft_smooth"))
                        .filter(g -> !g.equals(dense.get()))
                        .isPresent();
    }

    private static Optional<List<Integer>> grid(Counts counts, String name) {
        return counts.all().stream()
                .filter(count -> count.name().equals(name))
                .flatMap(count ->
                        count instanceof Count.Grid g ? Stream.of(List.of(g.n1(), g.n2(), g.n3())) : Stream.empty())
                .findFirst();
    }
}
