package org.qeperf.train.automl;

import java.util.ArrayList;
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

        /**
         * Ends a search: the best trial of every lane is fitted on all rows that the search saw. A lane whose best trial
         * cannot be fitted on them has no finalist.
         */
        static Selection of(List<Lane> lanes, List<Round> rounds, TrialRunner runner) {
            List<Finalist> finalists = new ArrayList<>();
            for (Lane lane : lanes) {
                lane.best().ifPresent(trial -> {
                    Task task = lane.task(trial);
                    try {
                        Problem training = rounds.get(lane.round()).training();
                        finalists.add(new Finalist(lane, trial, runner.fit(task, training)));
                    } catch (RuntimeException | Error e) {
                        lane.reject("all rows that the search saw: " + TrialRunner.reason(e));
                    }
                });
            }
            return new Selection(finalists);
        }

        List<Finalist> finalists() {
            return finalists;
        }

        /** Those of a technique, at most one for each round. */
        List<Finalist> of(String technique) {
            return finalists.stream()
                    .filter(f -> f.trial().technique().equals(technique))
                    .toList();
        }
    }
}
