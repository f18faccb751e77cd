package org.qeperf.train.automl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The best trial of a technique in a round, fitted on all rows that the search saw. Where its functions are linear, and other
 * trials cannot be told from it by the folds, the mean of all of them.
 *
 * @param lane the technique and its trials
 * @param trial the best of them
 * @param tasks the best of them, and those whose mean with it is taken
 * @param error on the rows held out to choose by
 * @param candidate the model
 */
record Finalist(Lane lane, Trial trial, List<Task> tasks, double error, Candidate candidate) {

    Finalist {
        tasks = List.copyOf(tasks);
    }

    /** The hyperparameters, all of them where the mean of several fits is taken. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>(lane.technique().complete(trial.values()));
        values.replaceAll((name, value) -> {
            Set<String> tried = new LinkedHashSet<>();
            tasks.forEach(task -> tried.add(task.proposal().values().getOrDefault(name, value)));
            return tried.size() == 1 ? value : "mean of fits with " + String.join(", ", tried);
        });
        return values;
    }

    /** The end of a search: nothing is chosen any more once there is one of these. */
    static final class Selection {

        /** Trials beside the best one of which the mean is taken. */
        private static final int MOST_TIES = 9;

        /** Fewer folds cannot tell how far errors vary. */
        private static final int FEWEST_FOLDS = 5;

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
                    try {
                        finalists.add(finalist(lane, trial, rounds.get(lane.round()), runner));
                    } catch (RuntimeException | Error e) {
                        lane.reject("all rows that the search saw: " + TrialRunner.reason(e));
                    }
                });
            }
            return new Selection(finalists);
        }

        private static Finalist finalist(Lane lane, Trial best, Round round, TrialRunner runner) {
            Task task = lane.task(best);
            Candidate alone = runner.fit(List.of(task), round.training());
            List<Task> tasks = new ArrayList<>(List.of(task));
            if (alone.isLinear() && runner.keepsAllColumns() && round.folds().size() >= FEWEST_FOLDS) {
                ties(lane, best).forEach(tie -> tasks.add(lane.task(tie)));
            }
            if (tasks.size() > 1) {
                List<Candidate> folds = runner.fit(tasks);
                Candidate mean = runner.fit(tasks, round.training());
                return new Finalist(
                        lane, best, tasks, Winner.unseen(folds, round).mape(), mean);
            }
            return new Finalist(lane, best, tasks, best.error(), alone);
        }

        /**
         * Trials of the whole resource whose errors differ from those of the best by no more than one standard error of the
         * difference over the folds, with the same features and forms.
         */
        private static List<Trial> ties(Lane lane, Trial best) {
            return lane.trials().stream()
                    .filter(t -> t.number() != best.number() && !t.failed() && t.share() == 1)
                    .filter(t -> choices(t).equals(choices(best)) && isTie(t.foldErrors(), best.foldErrors()))
                    .limit(MOST_TIES)
                    .toList();
        }

        private static Map<String, String> choices(Trial trial) {
            Map<String, String> choices = new LinkedHashMap<>(trial.values());
            choices.keySet().removeIf(name -> !name.startsWith("@"));
            return choices;
        }

        private static boolean isTie(double[] errors, double[] best) {
            double mean = 0;
            for (int i = 0; i < best.length; i++) {
                mean += (errors[i] - best[i]) / best.length;
            }
            double squares = 0;
            for (int i = 0; i < best.length; i++) {
                squares += Math.pow(errors[i] - best[i] - mean, 2);
            }
            return mean <= Math.sqrt(squares / (best.length - 1) / best.length);
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
