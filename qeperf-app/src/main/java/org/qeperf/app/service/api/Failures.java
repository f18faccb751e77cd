package org.qeperf.app.service.api;

import org.qeperf.app.service.http.Problem;
import org.qeperf.train.registry.RegistryException;

/** Failures of the registry as problems. */
final class Failures {

    private Failures() {}

    static Problem of(RegistryException e) {
        String detail = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case UNKNOWN -> new Problem(404, "There is no such model", detail);
            case CONFLICT -> new Problem(409, "The registry has something else", detail);
            case INVALID -> new Problem(422, "The registry does not take this", detail);
            case DAMAGED -> new Problem(500, "The registry is damaged", detail);
            case BUSY -> new Problem(503, "The registry is busy", detail);
        };
    }
}
