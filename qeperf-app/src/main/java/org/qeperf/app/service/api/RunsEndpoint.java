package org.qeperf.app.service.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.app.document.RunsDocument;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.store.StoreException;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunRecordJson;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.harvest.RunAtHand;
import org.qeperf.train.living.IngestedRun;
import org.qeperf.train.living.LivingModels;
import org.qeperf.train.registry.RegistryException;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoredRun;

/** Finished runs, and how models learn from them. */
public final class RunsEndpoint {

    private static final int PAGE = 100;
    private static final int MOST = 1000;
    private static final String WRONG = "A parameter is wrong";

    private final Engine engine;
    private final RunStore store;
    private final LivingModels living;

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
                new Route(
                        "GET",
                        "/api/v1/drift",
                        Access.OPEN,
                        request -> asking(() -> Reply.json(RunsDocument.drift(living.drift())))),
                new Route("POST", "/api/v1/retraining", Access.KEY, this::retrain),
                new Route("GET", "/api/v1/events", Access.OPEN, this::events));
    }

    private Reply ingest(Request request) {
        RunFields run = new RunFields(
                request,
                engine,
                List.of(Set.of("output", "input", "pseudos"), RunFields.PLACE, Set.of("nodes", "threads_per_task")));
        FileContent output = run.fields()
                .file("output")
                .orElseThrow(() -> Fields.wrong("output is missing; expected what pw.x printed, as a file or as text"));
        Optional<SimulationContents> input = run.fields().file("input").map(file -> run.contents());
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
        return asking(() -> {
            ArrayNode document = JsonNodeFactory.instance.arrayNode();
            for (RunRecord record : records) {
                IngestedRun ingested = living.ingest(record);
                ObjectNode object = RunsDocument.of(ingested.stored()).put("added", ingested.added());
                record.counts().missing().ifPresent(why -> object.put("no_predictions", why));
                object.set("alarms", RunsDocument.events(ingested.alarms()));
                document.add(object);
            }
            return Reply.json(document);
        });
    }

    private Reply list(Request request) {
        long after = parameter(request, "after", 0, Long.MAX_VALUE);
        int most = (int) parameter(request, "most", PAGE, MOST);
        return asking(() -> {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("size", store.size());
            ArrayNode runs = document.putArray("runs");
            boolean pages = request.parameter("after").isPresent();
            List<StoredRun> found = pages ? store.after(after, most) : store.latest(most);
            found.forEach(stored -> runs.add(RunsDocument.of(stored)));
            return Reply.json(document);
        });
    }

    private Reply show(Request request) {
        String id = request.values().getOrDefault("id", "");
        return asking(() -> {
            StoredRun stored = store.find(id)
                    .orElseThrow(() -> new Problem(
                            404,
                            "There is no such run",
                            "there is no run " + InputException.quote(id) + "; expected one of GET /api/v1/runs"));
            ObjectNode document = RunsDocument.of(stored);
            document.set("record", RunRecordJson.write(stored.run()));
            return Reply.json(document);
        });
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
        return asking(() -> Reply.json(RunsDocument.of(living.retrain(slot, reason))));
    }

    private Reply events(Request request) {
        int most = (int) parameter(request, "most", PAGE, MOST);
        return asking(() -> Reply.json(RunsDocument.events(store.latestEvents(most))));
    }

    private static long parameter(Request request, String name, long otherwise, long most) {
        Optional<String> text = request.parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw noNumber(name, text.get(), most);
        }
        throw noNumber(name, text.get(), most);
    }

    private static Problem noNumber(String name, String text, long most) {
        return new Problem(
                400, WRONG, name + " is " + InputException.quote(text) + "; expected a whole number from 0 to " + most);
    }

    /** What a store says names files and hosts of the service. */
    private static Reply asking(Supplier<Reply> question) {
        try {
            return question.get();
        } catch (StoreException e) {
            throw new Problem(503, "The run store does not answer", "the run store does not answer; try again later");
        } catch (RegistryException e) {
            throw Failures.of(e);
        }
    }
}
