package org.qeperf.app.service.http;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.qeperf.api.QePerfException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers of endpoints, and what becomes of their exceptions. */
final class Answers {

    static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private static final int INTERNAL = 500;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private Answers() {}

    /** Asks a route's endpoint. Nothing is thrown. */
    static Reply of(Route route, Request request) {
        Reply reply;
        try {
            reply = route.endpoint().answer(request);
        } catch (QePerfException e) {
            Problem problem = Problem.of(e);
            if (problem.status() >= INTERNAL && problem != e) {
                LOG.error("{} {}", request.method(), route.template(), e);
            }
            reply = problem.reply();
        } catch (RuntimeException | Error e) {
            reply = incident(request.method() + " " + route.template(), e);
        }
        return reply;
    }

    /** A bug: told to the log, and to the client only under which name to find it there. */
    static Reply incident(String where, Throwable e) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("incident {} at {}", id, where, e);
        return new Problem(
                        INTERNAL,
                        "This is a bug in qeperf",
                        "incident " + id + "; please report it with what the log of the service says of it")
                .reply();
    }

    /** What a path can be asked for. */
    static Reply options(Set<String> allowed, boolean anyOrigin) {
        String methods = String.join(", ", allowed);
        Reply reply = new Reply(204, "", new byte[0], Map.of("Allow", methods));
        return anyOrigin
                ? reply.with(ALLOW_ORIGIN, "*")
                        .with("Access-Control-Allow-Methods", methods)
                        .with("Access-Control-Allow-Headers", "Content-Type")
                        .with("Access-Control-Max-Age", "86400")
                : reply;
    }

    /** Nothing is there, or not for this method. */
    static Reply notFound(String method, String path, Set<String> allowed) {
        if (allowed.isEmpty()) {
            return new Problem(
                            404,
                            "There is nothing at this address",
                            "no such address: " + path + "; GET /api/v1/openapi.json lists them all")
                    .reply();
        }
        String methods = String.join(", ", allowed);
        return new Problem(405, "The method is wrong", method + " is not possible here; expected one of " + methods)
                .reply()
                .with("Allow", methods);
    }
}
