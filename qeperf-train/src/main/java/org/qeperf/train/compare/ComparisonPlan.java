package org.qeperf.train.compare;

import java.util.List;

/**
 * What to compare: stages in order, each of which changes something of the one before.
 *
 * @param protocol name of the protocol that the first stage follows
 * @param stages at least one
 */
public record ComparisonPlan(String protocol, List<Stage> stages) {

    /** Copies the list. */
    public ComparisonPlan {
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a comparison of nothing");
        }
        stages = List.copyOf(stages);
    }

    /**
     * Models to try under the same conditions.
     *
     * @param name lower-case words with hyphens
     * @param basis what the models see and learn
     * @param division which rows they are measured on
     * @param candidates the models
     */
    public record Stage(String name, Basis basis, Division division, List<Candidate> candidates) {

        /** Copies the list. */
        public Stage {
            candidates = List.copyOf(candidates);
        }
    }
}
