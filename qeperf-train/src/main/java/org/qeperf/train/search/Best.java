package org.qeperf.train.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the best outcome of all that spent the whole resource, in one trial or in one after another. */
public final class Best {

    /** A sum of shares may fall short of 1 by rounding. */
    private static final double ROUNDING = 1e-9;

    private final Map<Integer, Double> spent = new HashMap<>();
    private @Nullable Outcome best;

    /**
     * Takes outcomes into account.
     *
     * @param outcomes in the order of their proposals, parents before those that carry them on
     */
    public void tell(List<Outcome> outcomes) {
        for (Outcome told : outcomes) {
            Proposal proposal = told.proposal();
            double total = proposal.share();
            if (proposal.parent().isPresent()) {
                total += spent.getOrDefault(proposal.parent().getAsInt(), 0.0);
            }
            spent.put(proposal.number(), total);
            if (total > 1 - ROUNDING && !told.failed() && (best == null || told.betterThan(best))) {
                best = told;
            }
        }
    }

    /**
     * The best outcome so far.
     *
     * @return the one with the least error, the earlier of equals; empty if none has spent the whole resource and succeeded
     */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(best);
    }
}
