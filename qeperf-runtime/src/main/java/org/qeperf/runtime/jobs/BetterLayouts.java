package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Bounds;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.advise.Range;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.jobs.Improvement.Change;

/**
 * Layouts on what a job asks for that are faster than its own: other pools alone, then other tasks and threads of a node on as many
 * cores, then any. Each is told if it is faster than those before by more than a tenth.
 */
final class BetterLayouts {

    private static final double WORTH_IT = 1.1;

    /** More are not looked at. */
    private static final int MOST_NODES = 100_000;

    private final RunPredictor predictor;
    private final Workload run;
    private final Destination destination;
    private final Machine machine;
    private final RunForecast asked;
    private final double memoryLimit;
    private final int cores;
    private final Set<String> rulesBroken;

    private BetterLayouts(
            RunPredictor predictor,
            Workload run,
            Destination destination,
            RunForecast asked,
            int cores,
            double memoryLimit) {
        this.predictor = predictor;
        this.run = run;
        this.destination = destination;
        this.machine = destination.machine();
        this.asked = asked;
        this.memoryLimit = memoryLimit;
        this.cores = Math.min(cores, destination.coresPerNode());
        this.rulesBroken = new HashSet<>();
        asked.problems().forEach(problem -> rulesBroken.add(problem.rule()));
    }

    private record Rated(Layout layout, double seconds) {}

    /**
     * Finds them.
     *
     * @param cores cores of a node that the job asks for
     * @param memoryLimit bytes that the ranks of a node may need
     */
    static List<Improvement> of(
            RunPredictor predictor,
            Workload run,
            Destination destination,
            RunForecast asked,
            int cores,
            double memoryLimit) {
        return new BetterLayouts(predictor, run, destination, asked, cores, memoryLimit).all();
    }

    private List<Improvement> all() {
        List<Improvement> better = new ArrayList<>();
        double base = asked.time().totalSeconds().value();
        double best = asked.starts() ? base / WORTH_IT : Double.POSITIVE_INFINITY;
        boolean accelerated = DestinationRules.usesAccelerators(destination);
        for (Change change : Change.values()) {
            Optional<Rated> found = switch (change) {
                case POOLS -> fastest(otherPools());
                case TASKS_AND_THREADS -> accelerated ? Optional.empty() : fastest(otherTasks());
                case ANY -> any();
            };
            if (found.isPresent() && found.get().seconds() < best) {
                double seconds = found.get().seconds();
                better.add(new Improvement(change, found.get().layout(), seconds, base / seconds));
                best = seconds / WORTH_IT;
            }
        }
        return better;
    }

    private List<Layout> otherPools() {
        Layout own = asked.layout();
        List<Layout> layouts = new ArrayList<>();
        int most = Math.min(own.ranks(), KPoints.of(run));
        for (int pools = 1; pools <= most; pools++) {
            if (own.ranks() % pools == 0 && pools != own.pools()) {
                layouts.add(spread(own.tasksPerNode(), own.threadsPerTask(), pools));
            }
        }
        return layouts;
    }

    /** None where the cores of the job are more than a layout can have. */
    private List<Layout> otherTasks() {
        Layout own = asked.layout();
        List<Layout> layouts = new ArrayList<>();
        if ((long) own.nodes() * cores > Integer.MAX_VALUE) {
            return layouts;
        }
        for (int tasks = 1; tasks <= cores; tasks++) {
            if (cores % tasks == 0 && tasks != own.tasksPerNode() && own.nodes() * tasks % own.pools() == 0) {
                layouts.add(spread(tasks, cores / tasks, own.pools()));
            }
        }
        return layouts;
    }

    private Layout spread(int tasks, int threads, int pools) {
        Layout own = asked.layout();
        return new Layout(own.nodes(), tasks, threads, pools, own.diagonalizationRanks(), own.taskGroups());
    }

    private Optional<Rated> fastest(List<Layout> layouts) {
        return layouts.stream()
                .filter(this::isSound)
                .map(layout -> predictor.predict(run, layout, machine, RunQuestion.DEFAULT))
                .filter(forecast -> forecast.memory().perNode().interval().upper() <= memoryLimit)
                .map(forecast -> new Rated(
                        forecast.layout(), forecast.time().totalSeconds().value()))
                .min(Comparator.comparingDouble(Rated::seconds));
    }

    /** Whether the program starts, and no rule is broken that was not before. */
    private boolean isSound(Layout layout) {
        List<LayoutProblem> problems = run.problems(layout, machine);
        return problems.stream()
                .allMatch(problem -> problem.severity() != Severity.STOPS && rulesBroken.contains(problem.rule()));
    }

    private Optional<Rated> any() {
        Layout own = asked.layout();
        Bounds bounds = new Bounds(
                Range.upTo(Math.min(own.nodes(), MOST_NODES)),
                Range.ANY,
                Range.ANY,
                Range.ANY,
                (int) Math.min(Integer.MAX_VALUE, (long) own.nodes() * cores),
                Bounds.NodeCounts.SOME);
        Limits limits =
                new Limits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Math.max(1, memoryLimit), Limits.LEVEL);
        try {
            AdviceRequest request =
                    DestinationRules.narrow(new AdviceRequest(machine, bounds, limits, Objective.TIME, 1), destination);
            return Optional.of(new Advisor(predictor).advise(run, request).best())
                    .map(best -> new Rated(best.layout(), best.totalSeconds()));
        } catch (QePerfException e) {
            return Optional.empty();
        }
    }
}
