package org.qeperf.train.search;

import java.util.List;

/**
 * A search that is asked what to try and told what came of it. It trains nothing and knows nothing of models.
 *
 * <p>The same space, budget, seed, initial points and outcomes give the same proposals, in however many threads a batch is
 * tried. A search that was stopped is taken up again by starting it anew and telling it the outcomes that were kept.
 * Not for several threads at once.
 */
public interface Search {

    /**
     * What to try next.
     *
     * @return proposals that may be tried at the same time, in their order; empty if the search has ended
     * @throws IllegalStateException if the outcomes of the batch before were not told
     */
    List<Proposal> ask();

    /**
     * Says what came of the proposals that were asked for last.
     *
     * @param outcomes of all proposals of the batch, in their order
     * @throws IllegalArgumentException if they are the outcomes of others
     */
    void tell(List<Outcome> outcomes);
}
