package org.qeperf.train.automl;

import java.util.List;

/**
 * The best trial of a technique in a round, fitted on all rows that the search saw.
 *
 * @param lane the technique and its trials
 * @param trial the best of them
 * @param candidate the model
 */
record Finalist(Lane lane, Trial trial, Candidate candidate) {

    /** The end of a search: nothing is chosen any more once there is one of these. */
    static final class Selection {

        private final List<Finalist> finalists;

        private Selection(List<Finalist> finalists) {
            this.finalists = List.copyOf(finalists);
        }

        /** Ends a search: the best trial of every lane is fitted on all rows that the search saw. */
        static Selection of(List<Lane> lanes, List<Round> rounds, TrialRunner runner) {
            return new Selection(lanes.stream()
                    .filter(lane -> lane.best().isPresent())
                    .map(lane -> {
                        Trial trial = lane.best().orElseThrow();
                        Problem training = rounds.get(lane.round()).training();
                        return new Finalist(lane, trial, runner.fit(lane.task(trial), training));
                    })
                    .toList());
        }

        List<Finalist> finalists() {
            return finalists;
        }
    }
}
