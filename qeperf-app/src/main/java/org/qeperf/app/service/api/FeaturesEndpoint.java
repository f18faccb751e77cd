package org.qeperf.app.service.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.app.document.FeaturesDocument;
import org.qeperf.app.question.Schemas;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;

/** What pw.x will count. */
public final class FeaturesEndpoint {

    private static final Set<String> FIELDS =
            RunFields.names(RunFields.INPUT, RunFields.PLACE, RunFields.LAYOUT, Set.of("schema"));

    private final Engine engine;

    /**
     * Answers with an engine.
     *
     * @param engine what answers are made with
     */
    public FeaturesEndpoint(Engine engine) {
        this.engine = engine;
    }

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/v1/features", Access.OPEN, this::features));
    }

    private Reply features(Request request) {
        RunFields run = new RunFields(request, engine, FIELDS);
        Optional<FeatureSchema> schema = run.fields().read("schema", name -> Schemas.find(engine.extractor(), name));
        Layout layout = run.layout();
        Machine machine = run.destination().machine();
        Workload workload = run.workload();
        return Reply.json(
                FeaturesDocument.of(workload, schema.map(wanted -> workload.features(wanted, layout, machine))));
    }
}
