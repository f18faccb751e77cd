package org.qeperf.app.service.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.FormReader;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;

/** Made-up runs and drift, as the service answers them; one run more for each that is added. */
final class KeptRuns {

    private static final double FIRST = 0.05;
    private static final double GROWTH = 1.3;

    private int runs = 12;

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/runs", Access.OPEN, request -> list()),
                new Route("POST", "/api/v1/runs", Access.KEY, this::add),
                new Route("GET", "/api/v1/drift", Access.OPEN, request -> drift()));
    }

    private synchronized Reply list() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode array = document.putArray("runs");
        for (int i = 1; i <= runs; i++) {
            run(array.addObject(), i);
        }
        return Reply.json(document);
    }

    private synchronized Reply add(Request request) {
        if (FormReader.read(request).files("output").isEmpty()) {
            throw new Problem(400, "A field is wrong", "output is missing");
        }
        runs++;
        return Reply.json(201, run(JsonNodeFactory.instance.objectNode(), runs));
    }

    private static ObjectNode run(ObjectNode run, int sequence) {
        double measured = FIRST * Math.pow(GROWTH, sequence);
        double predicted = measured * (1 + 0.15 * Math.sin(sequence));
        run.put("sequence", sequence).put("received", "2026-11-20T10:00:00Z").put("machine", "local");
        run.putArray("predictions")
                .addObject()
                .put("alias", "champion")
                .put("model", "pw-seconds-per-scf-iteration@1")
                .put("target", "seconds_per_scf_iteration")
                .put("value", predicted)
                .put("lower", predicted / 1.2)
                .put("upper", predicted * 1.2)
                .put("level", 0.9)
                .put("measured", measured);
        return run;
    }

    private static Reply drift() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (String machine : List.of("local", "leonardo-dcgp")) {
            array.addObject()
                    .put("target", "seconds_per_scf_iteration")
                    .put("machine", machine)
                    .put("champion", "pw-seconds-per-scf-iteration@1")
                    .put("runs", 41)
                    .put("stable", "local".equals(machine));
        }
        return Reply.json(array);
    }
}
