package org.qeperf.train.automl;

import java.util.List;
import org.qeperf.train.search.Proposal;

/**
 * A trial to make.
 *
 * @param round which division of the rows, from 0
 * @param technique name of the technique
 * @param proposal what to try
 * @param ancestors the proposals that it carries on, the oldest first; empty where it starts anew
 */
record Task(int round, String technique, Proposal proposal, List<Proposal> ancestors) {

    Task {
        ancestors = List.copyOf(ancestors);
    }

    /** What tells it from all other trials of a search. */
    String key() {
        return round + "/" + technique + "/" + proposal.number();
    }
}
