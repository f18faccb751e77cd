package org.qeperf.train.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What to try.
 *
 * @param number how many proposals the search has made with this one; the first is 1
 * @param values a value of every hyperparameter by its name, in the order of the space
 * @param share how much of the resource (rows, steps of an iteration) to spend, more than 0 and at most 1; with a parent it
 *     is spent in addition to what the parent has spent
 * @param parent number of the earlier proposal whose trained state is carried on with these values; empty to start anew
 */
public record Proposal(int number, Map<String, String> values, double share, OptionalInt parent) {

    /** Copies the values. */
    public Proposal {
        if (number < 1 || !(share > 0 && share <= 1) || parent.orElse(0) >= number) {
            throw new IllegalArgumentException(
                    "no proposal " + number + " of share " + share + " with parent " + parent);
        }
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Something to train from its beginning. */
    static Proposal fresh(int number, Map<String, String> values, double share) {
        return new Proposal(number, values, share, OptionalInt.empty());
    }
}
