package org.qeperf.runtime.advise;

import java.util.List;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;

/**
 * Finds the layout to ask for: the fastest, the cheapest, or one between them, within limits. Looks at all layouts that the
 * machine allows, first with the laws of the models, then at the best of them with the whole models, and confirms what it
 * answers with whole forecasts. See {@code docs/advise.md}. Immutable and safe for concurrent use.
 */
public final class Advisor {

    /** Layouts that go on from the first look, over all numbers of nodes. */
    private static final int KEEP = 8192;

    private static final int LEAST = 64;

    private final RunPredictor predictor;
    private final int keep;
    private final long mostLayouts;

    /**
     * An advisor that asks a predictor.
     *
     * @param predictor what to ask
     */
    public Advisor(RunPredictor predictor) {
        this(predictor, KEEP);
    }

    Advisor(RunPredictor predictor, int keep) {
        this(predictor, keep, Long.MAX_VALUE);
    }

    private Advisor(RunPredictor predictor, int keep, long mostLayouts) {
        this.predictor = predictor;
        this.keep = keep;
        this.mostLayouts = mostLayouts;
    }

    /**
     * An advisor that gives up where there are too many layouts to look at, for questions from elsewhere.
     *
     * @param predictor what to ask
     * @param mostLayouts how many it looks at before it gives up, besides those on one number of nodes
     * @return an advisor whose answers are those of any other
     */
    public static Advisor within(RunPredictor predictor, long mostLayouts) {
        return new Advisor(predictor, KEEP, mostLayouts);
    }

    /**
     * Finds layouts.
     *
     * @param workload what the run consists of
     * @param request where, within which limits, and what for
     * @return at least one layout
     * @throws NoLayoutException if none meets all limits
     * @throws QePerfException if there are too many to look at
     */
    public Advice advise(Workload workload, AdviceRequest request) {
        Machine machine = request.machine();
        Ratings ratings = new Ratings(predictor, workload, request);
        ModelRows rows = new ModelRows(predictor.models(), workload, machine);
        Dimensions dimensions = Dimensions.of(workload.counts());
        LayoutSpace space = LayoutSpace.of(request.bounds(), machine, dimensions, rows);
        Screen screen = screen(rows, space, request);
        if (screen.kept().size() == 0) {
            throw new NoLayoutException(
                    "no layout of at most " + machine.coresPerNode() + " cores on a node lies within the bounds",
                    Optional.empty());
        }
        Shortlist list = new Shortlist(rows, screen.kept(), workload, machine, ratings);
        Choice choice = new Choice(list, ratings, request);
        List<RatedLayout> best = choice.best();
        if (best.isEmpty()) {
            throw choice.impasse();
        }
        Layout first = best.get(0).layout();
        RunForecast forecast = ratings.forecast(first);
        RatedLayout own = ratings.of(workload.programsChoice(first.nodes(), machine.coresPerNode(), 1));
        Scaling scaling = choice.scaling();
        return new Advice(
                request,
                best,
                own,
                own.totalSeconds() / best.get(0).totalSeconds(),
                choice.front(),
                scaling,
                choice.grid(),
                new Reasons(best.get(0), request, dimensions, ratings)
                        .all(scaling, choice.byThreads(first.nodes()), own),
                forecast.warnings(),
                predictor.models().all().stream()
                        .map(RuntimePredictor::model)
                        .distinct()
                        .toList(),
                screen.seen());
    }

    private Screen screen(ModelRows rows, LayoutSpace space, AdviceRequest request) {
        int[] nodeCounts = space.nodeCounts();
        Machine machine = request.machine();
        Screen screen = new Screen(
                rows,
                space,
                new Layout(request.bounds().nodes().least(), machine.coresPerNode(), 1, 1),
                request.limits().memoryBytes(machine),
                request.limits().intervalLevel(),
                Math.max(Math.min(keep, LEAST), keep / Math.max(1, nodeCounts.length)));
        for (int nodes : nodeCounts) {
            screen.look(nodes);
            if (screen.seen() > mostLayouts) {
                throw new QePerfException("more than " + mostLayouts + " layouts lie within the bounds, " + nodes
                        + " nodes are too many; allow fewer nodes, or say the number of tasks, threads or pools");
            }
        }
        return screen;
    }
}
