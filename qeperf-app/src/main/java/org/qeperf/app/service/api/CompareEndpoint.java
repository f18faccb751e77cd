package org.qeperf.app.service.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.app.document.ModelComparisonDocument;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Trait;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.evaluate.PairedComparison;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoredRun;

/** Two models on the stored runs. */
public final class CompareEndpoint {

    /** The runs that arrived last, so many at most: some seconds of work. */
    private static final int MOST_RUNS = 2000;

    private final Engine engine;
    private final RunStore store;

    /**
     * Answers from a store.
     *
     * @param engine knows the models
     * @param store the runs
     */
    public CompareEndpoint(Engine engine, RunStore store) {
        this.engine = engine;
        this.store = store;
    }

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/v1/models/compare", Access.OPEN, this::compare, Set.of(Trait.LONG)));
    }

    private Reply compare(Request request) {
        Parameters.of(request);
        JsonBody body = JsonBody.of(request, "a", "b", "machine");
        ServedModels served = engine.models();
        try {
            PortableModel first = (PortableModel) served.find(body.text("a"));
            PortableModel second = (PortableModel) served.find(body.text("b"));
            Optional<String> machine = body.optional("machine");
            String name = machine.map(one -> "the stored runs of " + InputException.quote(one))
                    .orElse("the run store");
            List<RunRecord> runs = store.latest(MOST_RUNS).stream()
                    .map(StoredRun::run)
                    .filter(run -> machine.isEmpty() || isOf(run, machine.get()))
                    .toList();
            return Reply.json(ModelComparisonDocument.of(PairedComparison.of(
                    new RunSet(name, "", runs), Cleaning.find(Cleaning.DEFAULT), engine.extractor(), first, second)));
        } catch (TrainingException e) {
            throw new Problem(422, "There is nothing to compare", String.valueOf(e.getMessage()));
        }
    }

    private static boolean isOf(RunRecord run, String machine) {
        return run.place()
                .machine()
                .filter(one -> one.name().equalsIgnoreCase(machine))
                .isPresent();
    }
}
