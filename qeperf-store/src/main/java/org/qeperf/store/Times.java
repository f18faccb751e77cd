package org.qeperf.store;

import java.time.Instant;

/** Times as the tables keep them. */
final class Times {

    private Times() {}

    /** The millisecond that holds the time; years beyond 290 million are an {@link IllegalArgumentException}. */
    static Instant toMillis(Instant time) {
        try {
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("time " + time + " cannot be stored", e);
        }
    }
}
