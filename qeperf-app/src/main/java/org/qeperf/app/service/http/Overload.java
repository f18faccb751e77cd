package org.qeperf.app.service.http;

import java.time.Duration;

/** Problems that are not the request's fault but the moment's. */
final class Overload {

    private static final String TITLE = "Too much to do";

    private Overload() {}

    static Problem queue() {
        return new Problem(503, TITLE, "too many requests wait already; expected this one again after a moment");
    }

    static Problem memory() {
        return new Problem(503, TITLE, "too many bytes are on their way; expected this request again after a moment");
    }

    static Problem stopping() {
        return new Problem(503, "The service stops", "the service stops; expected this request again after a moment");
    }

    static Problem slow(Duration limit) {
        return new Problem(
                408,
                "The body came too slowly",
                "the body was not complete after " + limit.toMillis() / 1000.0 + " s; expected it sooner");
    }
}
