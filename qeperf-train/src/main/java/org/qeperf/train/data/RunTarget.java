package org.qeperf.train.data;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.qeperf.api.predict.Target;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.workload.ScfEffort;

/** What a finished run shows of each {@link Target}, and which rules a run must keep to show it. */
public enum RunTarget {
    /** Seconds in {@code electrons} divided by the iterations done. */
    SECONDS_PER_SCF_ITERATION(Target.SECONDS_PER_SCF_ITERATION, Set.of(), RunRecord::secondsPerScfIteration),

    /**
     * Iterations of the first ionic step. A run that gave up after at least {@value #MANY_ITERATIONS} counts with what it did:
     * it would have needed more. Where the threshold of convergence is known, these are iterations to the default one
     * ({@link ScfEffort}).
     */
    SCF_ITERATIONS(
            Target.SCF_ITERATIONS,
            Set.of(CleaningRule.TIME, CleaningRule.DISTURBED, CleaningRule.SHORT),
            RunTarget::scfIterations),

    /** Ionic steps of a relaxation that converged and had anything to relax: it took more than one. */
    IONIC_STEPS(
            Target.IONIC_STEPS,
            Set.of(CleaningRule.TIME, CleaningRule.DISTURBED, CleaningRule.SHORT),
            RunTarget::ionicSteps),

    /** Wall time of the run less that of {@code electrons}. */
    SECONDS_OUTSIDE_SCF(
            Target.SECONDS_OUTSIDE_SCF, Set.of(CleaningRule.TIME, CleaningRule.SHORT), RunTarget::secondsOutside),

    /** Largest resident memory of a process. */
    PEAK_MEMORY_PER_RANK(
            Target.PEAK_MEMORY_PER_RANK,
            Set.of(CleaningRule.TIME, CleaningRule.DISTURBED, CleaningRule.SHORT),
            run -> run.memory().peak().isPresent()
                    ? OptionalDouble.of(run.memory().peak().getAsLong())
                    : OptionalDouble.empty());

    /** So many that the limit was not set to provoke a failure. */
    private static final int MANY_ITERATIONS = 30;

    /** Seconds that pw.x's clocks can show. */
    private static final double SHORTEST_SHOWN = 0.01;

    private final Target target;
    private final Set<CleaningRule> waived;
    private final Function<RunRecord, OptionalDouble> value;

    RunTarget(Target target, Set<CleaningRule> waived, Function<RunRecord, OptionalDouble> value) {
        this.target = target;
        this.waived = waived;
        this.value = value;
    }

    /**
     * The names of all targets.
     *
     * @return in order
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(one -> one.target.name()).toList();
    }

    /**
     * A target by name.
     *
     * @param name name of a {@link Target}
     * @return what runs show of it
     * @throws IllegalArgumentException if there is no such name
     */
    public static RunTarget find(String name) {
        return Arrays.stream(values())
                .filter(one -> one.target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no target '" + name + "'; expected one of " + String.join(", ", names())));
    }

    /**
     * The quantity and its unit.
     *
     * @return the target
     */
    public Target target() {
        return target;
    }

    /**
     * What a run shows.
     *
     * @param run a run
     * @return a positive number in the unit of the target; empty where the run does not show it
     */
    public OptionalDouble of(RunRecord run) {
        return value.apply(run);
    }

    /**
     * The rules that matter for this target: how long a run took is nothing to the memory it needed.
     *
     * @param cleaning rules
     * @return those of them that a run must keep to show this target
     */
    public Cleaning relevant(Cleaning cleaning) {
        return new Cleaning(
                cleaning.name(),
                cleaning.rules().stream().filter(rule -> !waived.contains(rule)).toList());
    }

    private static OptionalDouble scfIterations(RunRecord run) {
        List<Integer> steps = run.iterations().scfPerStep();
        int iterations = steps.isEmpty() ? run.iterations().scf().orElse(0) : steps.get(0);
        boolean first = !steps.isEmpty() || run.iterations().ionicSteps().orElse(0) <= 1;
        boolean tells = run.outcome() == Outcome.CONVERGED
                || run.outcome() == Outcome.NOT_CONVERGED && iterations >= MANY_ITERATIONS;
        double relative = run.counts().known().map(ScfEffort::relative).orElse(1.0);
        return first && tells && iterations > 0 ? OptionalDouble.of(iterations / relative) : OptionalDouble.empty();
    }

    private static OptionalDouble ionicSteps(RunRecord run) {
        boolean relaxes =
                run.program().calculation().filter(c -> c.endsWith("relax")).isPresent();
        int steps = run.iterations().ionicSteps().orElse(0);
        return relaxes && run.outcome() == Outcome.CONVERGED && steps > 1
                ? OptionalDouble.of(steps)
                : OptionalDouble.empty();
    }

    private static OptionalDouble secondsOutside(RunRecord run) {
        OptionalDouble total = run.times().totalWall();
        OptionalDouble electrons = run.times().electronsWall();
        return total.isPresent() && electrons.isPresent()
                ? OptionalDouble.of(Math.max(SHORTEST_SHOWN, total.getAsDouble() - electrons.getAsDouble()))
                : OptionalDouble.empty();
    }
}
