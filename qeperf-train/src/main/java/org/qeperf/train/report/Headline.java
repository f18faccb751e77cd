package org.qeperf.train.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.qeperf.train.automl.Accuracy;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.LeaderboardRow;
import org.qeperf.train.automl.LeaderboardRow.Kind;
import org.qeperf.train.validate.Validation;

/**
 * What to know first.
 *
 * @param sentences plain ones
 * @param isBeaten whether a baseline does better than the winner
 */
record Headline(List<String> sentences, boolean isBeaten) {

    static Headline of(AutoMlResult result) {
        LeaderboardRow best = result.best();
        List<String> sentences = new ArrayList<>();
        String algorithm = best.algorithm().isEmpty() ? "" : " (" + best.algorithm() + ")";
        sentences.add("The best technique is " + best.technique() + algorithm + ".");
        ToDoubleFunction<LeaderboardRow> error;
        if (best.test().isPresent()) {
            Accuracy test = best.test().get();
            sentences.add("On the " + Wording.rows(test.rows())
                    + (several(result)
                            ? " of the tests, each unseen by the search of its round,"
                            : " of the test, which no part of the search saw,")
                    + " its"
                    + " predictions are " + Wording.percent(test.mape()) + " off in the mean, half of them at most "
                    + Wording.percent(test.medianApe()) + ".");
            error = Wording::testMape;
        } else {
            boolean learnt = result.plan().selection() instanceof Validation.None;
            sentences.add("On " + (learnt ? "the " : "") + Wording.searchRows(result) + " its predictions are "
                    + Wording.percent(best.validationMape()) + " off in the mean; "
                    + (learnt
                            ? "no rows were held out, so this says nothing of other rows."
                            : "it was chosen by this number, so expect somewhat more on other rows. No rows were set aside"
                                    + " for a test."));
            error = LeaderboardRow::validationMape;
        }
        Optional<LeaderboardRow> baseline = result.leaderboard().stream()
                .filter(row -> row.kind() == Kind.BASELINE && Double.isFinite(error.applyAsDouble(row)))
                .min(Comparator.comparingDouble(error));
        boolean beaten = baseline.isPresent() && !(error.applyAsDouble(best) < error.applyAsDouble(baseline.get()));
        baseline.ifPresent(row -> sentences.add("The best baseline, " + row.technique() + ", is "
                + Wording.percent(error.applyAsDouble(row)) + " off on the same rows"
                + (beaten ? ": it does no worse than the model, which is of no use yet." : ".")));
        return new Headline(List.copyOf(sentences), beaten);
    }

    /** Whether rows are divided several times, so that a row of one test may be searched on in another round. */
    private static boolean several(AutoMlResult result) {
        return result.plan().runs() > 1 || result.trials().stream().anyMatch(trial -> trial.round() > 0);
    }
}
