package org.qeperf.train.registry;

import java.time.Instant;
import java.util.Optional;
import org.qeperf.api.predict.ModelId;

/**
 * A line of the journal: something that was done to the registry.
 *
 * @param sequence its number, from 1 without gaps
 * @param at when, to the millisecond
 * @param kind what
 * @param slot whom it concerns; empty for {@link Kind#REGISTERED}
 * @param alias what was given or taken away; empty for {@link Kind#REGISTERED}
 * @param model the model that was registered, that has the alias now, or that lost it; empty where a roll-back left no champion of
 *     the slot's own
 * @param version what was registered; empty for the other kinds
 * @param reason why, in one line for people; of a registration where the model comes from
 */
public record RegistryEvent(
        long sequence,
        Instant at,
        Kind kind,
        Optional<Slot> slot,
        Optional<Alias> alias,
        Optional<ModelId> model,
        Optional<ModelVersion> version,
        String reason) {

    /** What can be done. */
    public enum Kind {
        /** A model was added. */
        REGISTERED,
        /** An alias was given to a model; giving that of the champion is a promotion. */
        ASSIGNED,
        /** An alias was taken away. */
        WITHDRAWN,
        /** The champion became what it was before. */
        ROLLED_BACK
    }
}
