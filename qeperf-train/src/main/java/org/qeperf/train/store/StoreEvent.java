package org.qeperf.train.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.qeperf.train.registry.Slot;

/**
 * Something that happened to the models: what is needed to see later why a model answers.
 *
 * @param at when
 * @param kind what
 * @param slot whom it concerns; empty for all
 * @param text one line for people
 * @param details figures behind it
 */
public record StoreEvent(Instant at, Kind kind, Optional<Slot> slot, String text, JsonNode details) {

    /** What can happen. */
    public enum Kind {
        /** A detector found that errors have changed. */
        DRIFT,
        /** A challenger was trained, or could not be. */
        RETRAINING,
        /** A challenger was compared with the champion on later runs. */
        TRIAL,
        /** An alias was given to another version. */
        PROMOTION
    }
}
