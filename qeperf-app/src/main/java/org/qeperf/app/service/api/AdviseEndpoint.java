package org.qeperf.app.service.api;

import java.util.List;
import java.util.Set;
import org.qeperf.api.feature.Layout;
import org.qeperf.app.document.AdviceDocument;
import org.qeperf.app.document.LandscapeDocument;
import org.qeperf.app.question.LayoutSearch;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Trait;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Landscape;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.jobs.DestinationRules;

/** Which layouts to ask for, and what lies around them. */
public final class AdviseEndpoint {

    /** Layouts that a search looks at: some seconds of work. */
    static final long MOST_LAYOUTS = 500_000;

    private static final int TOP = 10;
    private static final int MOST_TOP = 100;
    private static final int MOST_NODES = 100_000;

    private static final Set<String> ADVICE =
            RunFields.names(RunFields.INPUT, RunFields.PLACE, RunFields.SEARCH, Set.of("model", "top"));
    private static final Set<String> LANDSCAPE = RunFields.names(
            RunFields.INPUT, RunFields.PLACE, Set.of("nodes", "threads_per_task", "pools", "max_nodes", "model"));

    private final Engine engine;

    /**
     * Answers with an engine.
     *
     * @param engine what answers are made with
     */
    public AdviseEndpoint(Engine engine) {
        this.engine = engine;
    }

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/v1/advise", Access.OPEN, this::advise, Set.of(Trait.LONG)),
                new Route("POST", "/api/v1/landscape", Access.OPEN, this::landscape, Set.of(Trait.LONG)));
    }

    private Reply advise(Request request) {
        RunFields run = new RunFields(request, engine, ADVICE);
        Destination destination = run.destination();
        LayoutSearch search = run.search();
        int top = run.fields().count("top", TOP, MOST_TOP);
        AdviceRequest asked = Fields.asField(() -> search.request(destination, top, Objective.TIME));
        RunPredictor predictor =
                run.onlyPredictor(destination, asked.bounds().nodes().most());
        Advice advice = Advisor.within(predictor, MOST_LAYOUTS)
                .advise(run.workload(), asked)
                .with(search.reasons(destination), search.warnings(destination));
        engine.predicted(advice.searched());
        return Reply.json(AdviceDocument.of(advice));
    }

    private Reply landscape(Request request) {
        RunFields run = new RunFields(request, engine, LANDSCAPE);
        Destination destination = run.destination();
        int nodes = run.fields().count("nodes", 1, MOST_NODES);
        int threads = run.fields().count("threads_per_task", 1, destination.coresPerNode());
        int pools = run.fields().count("pools").orElse(1);
        Layout around = new Layout(nodes, 1, threads, pools);
        int most = run.fields()
                .count("max_nodes", Math.min(destination.maxNodes(LayoutSearch.NODES), MOST_NODES), MOST_NODES);
        RunPredictor predictor = run.onlyPredictor(destination, Math.max(most, nodes));
        Landscape landscape = Landscape.of(predictor, run.workload(), destination.machine(), around, most);
        engine.predicted(landscape.nodesAndPools().places().size()
                + landscape.tasksAndThreads().places().size());
        return Reply.json(LandscapeDocument.of(
                landscape,
                around,
                destination.machine(),
                predictor.models().secondsPerScfIteration(),
                DestinationRules.warnings(destination)));
    }
}
