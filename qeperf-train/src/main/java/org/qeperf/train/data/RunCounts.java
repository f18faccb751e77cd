package org.qeperf.train.data;

import java.util.Optional;
import org.qeperf.api.feature.Counts;

/**
 * The exact counts of a run, which features are made of.
 *
 * @param known the counts, where all that pw.x printed agree with them
 * @param missing why there are none; empty if there are
 */
public record RunCounts(Optional<Counts> known, Optional<String> missing) {

    /** Wants either counts or a reason. */
    public RunCounts {
        if (known.isPresent() == missing.isPresent()) {
            throw new IllegalArgumentException(
                    known.isPresent()
                            ? "counts and a reason for their absence"
                            : "neither counts nor why there are none");
        }
    }

    /**
     * Counts that are known.
     *
     * @param counts the counts
     * @return the same
     */
    public static RunCounts of(Counts counts) {
        return new RunCounts(Optional.of(counts), Optional.empty());
    }

    /**
     * Counts that are not known.
     *
     * @param why the reason
     * @return no counts
     */
    public static RunCounts missing(String why) {
        return new RunCounts(Optional.empty(), Optional.of(why));
    }
}
