package org.qeperf.app.service.api;

import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.app.document.MachinesDocument;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;

/** The machines that runs can be predicted for. */
public final class MachinesEndpoint {

    private final Engine engine;

    /**
     * Answers with an engine.
     *
     * @param engine what answers are made with
     */
    public MachinesEndpoint(Engine engine) {
        this.engine = engine;
    }

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/machines", Access.OPEN, this::list),
                new Route("GET", "/api/v1/machines/{name}", Access.OPEN, this::show));
    }

    private Reply list(Request request) {
        Parameters.of(request);
        return Reply.json(MachinesDocument.of(engine.machines()));
    }

    private Reply show(Request request) {
        Parameters.of(request);
        String name = request.values().getOrDefault("name", "");
        return Reply.json(find(name).toJson());
    }

    private Cluster find(String name) {
        if (name.equals(Clusters.LOCAL)) {
            return engine.machines().get(0);
        }
        try {
            return engine.machine(name);
        } catch (InputException e) {
            throw e;
        } catch (QePerfException e) {
            throw new Problem(404, "There is no such machine", String.valueOf(e.getMessage()));
        }
    }
}
