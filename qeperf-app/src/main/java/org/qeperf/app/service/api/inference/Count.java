package org.qeperf.app.service.api.inference;

import org.qeperf.app.service.http.Problem;

/** Counts what a request has of something, which takes memory. */
final class Count {

    private final int most;
    private final String what;
    private int count;

    Count(int most, String what) {
        this.most = most;
        this.what = what;
    }

    /** Counts before memory is taken. */
    void add(int more) {
        if (more > most - count) {
            throw new Problem(
                    413,
                    "The request is too large",
                    "the request has more than " + most + " " + what + "; expected fewer, or several requests");
        }
        count += more;
    }
}
