package org.qeperf.app.service.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.app.document.RunsDocument;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Trait;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.harvest.RunAtHand;
import org.qeperf.train.living.IngestedRun;
import org.qeperf.train.living.LivingModels;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoredRun;

/** Finished runs, and how models learn from them. */
public final class RunsEndpoint {

    private static final int PAGE = 100;
    private static final int MOST = 1000;
    private static final Set<String> FIELDS =
            RunFields.names(Set.of("output", "input", "pseudos"), RunFields.PLACE, Set.of("nodes", "threads_per_task"));

    private final Engine engine;
    private final RunStore store;
    private final LivingModels living;
    private final AtomicLong known;

    /**
     * Answers from a store.
     *
     * @param engine reads inputs and knows machines
     * @param store the runs
     * @param living what learns from them
     */
    public RunsEndpoint(Engine engine, RunStore store, LivingModels living) {
        this.engine = engine;
        this.store = store;
        this.living = living;
        this.known = new AtomicLong(store.size());
    }

    /**
     * The number of stored runs, without asking the store.
     *
     * @return as it was last told or added to; others that add to the same store are seen when runs are listed
     */
    public long knownRuns() {
        return known.get();
    }

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/v1/runs", Access.KEY, this::ingest),
                new Route("GET", "/api/v1/runs", Access.OPEN, this::list),
                new Route("GET", "/api/v1/runs/{id}", Access.OPEN, this::show),
                new Route("GET", "/api/v1/drift", Access.OPEN, this::drift, Set.of(Trait.LONG)),
                new Route("POST", "/api/v1/retraining", Access.KEY, this::retrain, Set.of(Trait.LONG)),
                new Route("GET", "/api/v1/events", Access.OPEN, this::events));
    }

    private Reply ingest(Request request) {
        RunFields run = new RunFields(request, engine, FIELDS);
        FileContent output = run.fields()
                .file("output")
                .orElseThrow(() -> Fields.wrong("output is missing; expected what pw.x printed, as a file or as text"));
        Optional<SimulationContents> input = run.fields().file("input").map(file -> run.contents());
        if (run.fields().text("machine").isEmpty()) {
            throw Fields.wrong("machine is missing; expected where the run was, a name of GET /api/v1/machines");
        }
        Destination destination = run.destination();
        OptionalInt none = OptionalInt.empty();
        RunLayout told = new RunLayout(
                none,
                run.fields().count("threads_per_task"),
                run.fields().count("nodes"),
                none,
                none,
                none,
                none,
                none);
        List<RunRecord> records = RunAtHand.read(output, input, destination.machine(), told, engine.extractor());
        ArrayNode document = JsonNodeFactory.instance.arrayNode();
        List<String> added = new ArrayList<>();
        for (RunRecord record : records) {
            IngestedRun ingested = living.ingest(record);
            if (ingested.added()) {
                known.incrementAndGet();
                added.add(record.id());
            }
            ObjectNode object = RunsDocument.of(ingested.stored()).put("added", ingested.added());
            record.counts().missing().ifPresent(why -> object.put("no_predictions", why));
            object.set("alarms", RunsDocument.events(ingested.alarms()));
            document.add(object);
        }
        return added.isEmpty()
                ? Reply.json(document)
                : Reply.json(201, document).with("Location", "/api/v1/runs/" + added.get(0));
    }

    private Reply list(Request request) {
        Parameters parameters = Parameters.of(request, "after", "most");
        long after = parameters.number("after", 0, Long.MAX_VALUE);
        int most = (int) parameters.number("most", PAGE, MOST);
        known.set(store.size());
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("size", known.get());
        ArrayNode runs = document.putArray("runs");
        boolean pages = parameters.text("after").isPresent();
        List<StoredRun> found = pages ? store.after(after, most) : store.latest(most);
        found.forEach(stored -> runs.add(RunsDocument.of(stored)));
        return Reply.json(document);
    }

    private Reply show(Request request) {
        Parameters.of(request);
        String id = request.values().getOrDefault("id", "");
        StoredRun stored = store.find(id)
                .orElseThrow(() -> new Problem(
                        404,
                        "There is no such run",
                        "there is no run " + InputException.quote(id) + "; expected one of GET /api/v1/runs"));
        return Reply.json(RunsDocument.whole(stored));
    }

    private Reply retrain(Request request) {
        Fields fields = Fields.of(request, Set.of("target", "machine", "reason"));
        RunTarget target = fields.read("target", RunTarget::find)
                .orElseThrow(() ->
                        Fields.wrong("target is missing; expected one of " + String.join(", ", RunTarget.names())));
        String machine = fields.text("machine")
                .orElseThrow(() -> Fields.wrong("machine is missing; expected the name of a machine with stored runs"));
        String reason = fields.text("reason").orElse("asked for");
        Slot slot = Fields.asField(() -> new Slot(target.target(), machine));
        return Reply.json(RunsDocument.of(living.retrain(slot, reason)));
    }

    private Reply drift(Request request) {
        Parameters.of(request);
        return Reply.json(RunsDocument.drift(living.drift()));
    }

    private Reply events(Request request) {
        int most = (int) Parameters.of(request, "most").number("most", PAGE, MOST);
        return Reply.json(RunsDocument.events(store.latestEvents(most)));
    }
}
