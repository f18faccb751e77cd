package org.qeperf.train.data;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.qeperf.api.predict.Target;
import org.qeperf.features.harvest.Outcome;

/** What a finished run shows of each {@link Target}, and which rules a run must keep to show it. */
public enum RunTarget {
    /** Seconds in {@code electrons} divided by the iterations done. */
    SECONDS_PER_SCF_ITERATION(Target.SECONDS_PER_SCF_ITERATION, Set.of(), RunRecord::secondsPerScfIteration),

    /** Iterations of the first ionic step of a run that converged. */
    SCF_ITERATIONS(
            Target.SCF_ITERATIONS,
            Set.of(CleaningRule.TIME, CleaningRule.DISTURBED, CleaningRule.SHORT),
            RunTarget::scfIterations),

    /** Ionic steps of a run that converged; 1 where nothing moves. */
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
                    : OptionalDouble.empty()),

    /**
     * Whether self-consistency was not reached. Instead of 1 and 0 models learn 0.99 and 0.01, so that none is certain; Platt
     * (Advances in Large Margin Classifiers, 1999, section 2.2) softens the targets of classes likewise.
     */
    NOT_CONVERGED(
            Target.NOT_CONVERGED,
            Set.of(CleaningRule.TIME, CleaningRule.DISTURBED, CleaningRule.SHORT),
            run -> OptionalDouble.of(run.outcome() == Outcome.NOT_CONVERGED ? 0.99 : 0.01));

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
                .orElseThrow(() -> new IllegalArgumentException("there is no target '" + name + "'"));
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
        boolean known = steps.size() > 0 || run.iterations().ionicSteps().orElse(0) <= 1;
        return run.outcome() == Outcome.CONVERGED && iterations > 0 && known
                ? OptionalDouble.of(iterations)
                : OptionalDouble.empty();
    }

    private static OptionalDouble ionicSteps(RunRecord run) {
        return run.outcome() == Outcome.CONVERGED
                        && run.iterations().ionicSteps().isPresent()
                ? OptionalDouble.of(Math.max(1, run.iterations().ionicSteps().getAsInt()))
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
