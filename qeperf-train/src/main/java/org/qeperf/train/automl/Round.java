package org.qeperf.train.automl;

import java.util.List;
import org.qeperf.train.validate.Fold;

/**
 * One division of the rows: those that a search sees, and how they are divided to choose by. The rows of the test are not
 * in here.
 *
 * @param training the rows that the search sees
 * @param folds their division
 * @param heldOut for each fold the rows that it holds out
 * @param seed where the chance of this round comes from
 */
record Round(Problem training, List<Fold> folds, List<Problem> heldOut, long seed) {

    Round {
        folds = List.copyOf(folds);
        heldOut = List.copyOf(heldOut);
    }

    static Round of(Problem training, List<Fold> folds, long seed) {
        return new Round(
                training,
                folds,
                folds.stream().map(fold -> training.subset(fold.heldOut())).toList(),
                seed);
    }
}
