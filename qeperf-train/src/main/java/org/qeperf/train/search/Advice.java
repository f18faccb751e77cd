package org.qeperf.train.search;

import java.util.List;
import java.util.Map;

/** Where untried values are likely to be good. */
interface Advice {

    /** No advice: values are drawn at random. */
    Advice NONE = new Advice() {
        @Override
        public List<Map<String, String>> candidates() {
            return List.of();
        }

        @Override
        public void propose(Proposal proposal) {}

        @Override
        public void learn(Outcome outcome) {}
    };

    /** Values that promise much, the most promising first; empty to draw at random. */
    List<Map<String, String>> candidates();

    /** A proposal is made, its outcome not yet known. */
    void propose(Proposal proposal);

    /** The outcome of a proposal is known. */
    void learn(Outcome outcome);
}
