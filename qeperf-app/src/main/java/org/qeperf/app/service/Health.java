package org.qeperf.app.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Trait;

/** Whether the service lives and can predict. */
final class Health {

    private final Supplier<Optional<String>> obstacle;

    /** With what says why the service cannot predict. */
    Health(Supplier<Optional<String>> obstacle) {
        this.obstacle = obstacle;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/health/live", Access.OPEN, request -> status("live"), Set.of(Trait.AT_ONCE)),
                new Route("GET", "/health/ready", Access.OPEN, this::ready, Set.of(Trait.AT_ONCE)));
    }

    private Reply ready(Request request) {
        obstacle.get().ifPresent(reason -> {
            throw new Problem(503, "The service is not ready", reason);
        });
        return status("ready");
    }

    private static Reply status(String word) {
        return Reply.json(JsonNodeFactory.instance.objectNode().put("status", word));
    }
}
