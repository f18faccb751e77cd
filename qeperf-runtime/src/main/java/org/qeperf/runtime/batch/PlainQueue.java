package org.qeperf.runtime.batch;

import java.util.Optional;

/** Refuses what a batch system does not have. */
final class PlainQueue {

    private PlainQueue() {}

    static void requireNone(Optional<String> value, String what, Scheduler scheduler) {
        if (value.isPresent()) {
            throw new IllegalArgumentException(
                    "a job of " + scheduler + " has a " + what + "; expected none, since the batch system knows none");
        }
    }
}
