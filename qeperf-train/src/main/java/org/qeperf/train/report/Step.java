package org.qeperf.train.report;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.train.automl.Trial;

/**
 * A trial in the order in which trials are listed.
 *
 * @param place from 1
 * @param trial the trial
 * @param best the lowest error so far of the trials of its round that spent the whole resource; {@code NaN} before the first
 */
record Step(int place, Trial trial, double best) {

    static List<Step> of(List<Trial> trials) {
        List<Step> steps = new ArrayList<>();
        double best = Double.NaN;
        int round = 0;
        for (Trial trial : trials) {
            if (trial.round() != round) {
                round = trial.round();
                best = Double.NaN;
            }
            if (isWhole(trial) && Double.isFinite(trial.error()) && !(trial.error() >= best)) {
                best = trial.error();
            }
            steps.add(new Step(steps.size() + 1, trial, best));
        }
        return steps;
    }

    static boolean isWhole(Trial trial) {
        return trial.share() >= 1 - 1e-9;
    }
}
