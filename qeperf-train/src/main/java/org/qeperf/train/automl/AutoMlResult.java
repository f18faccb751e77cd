package org.qeperf.train.automl;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.train.automl.plan.AutoMlPlan;

/**
 * What came of a search.
 *
 * @param plan what was searched for
 * @param source name of the data
 * @param target what is predicted
 * @param unit its unit
 * @param rows rows of the data
 * @param rowsSearched rows that the search saw, of the first round
 * @param dropped number of rows left out, by reason
 * @param leaderboard the best first
 * @param best the row of the technique that won; the model written is its
 * @param model what was written
 * @param modelRows rows that the model written has learnt from
 * @param trials all, in the order of rounds and techniques
 * @param validation predictions of the winner for rows held out in the search
 * @param test predictions of the winner for the rows of the test; empty without a test
 * @param learningCurve error of the winner on rows held out in the search, by number of rows learnt from
 * @param importance of the winner's features, by several methods
 * @param formula the winner in the units of the data; empty where it is no formula
 * @param seconds for everything
 * @param notes what people should know
 */
public record AutoMlResult(
        AutoMlPlan plan,
        String source,
        String target,
        String unit,
        int rows,
        int rowsSearched,
        Map<String, Integer> dropped,
        List<LeaderboardRow> leaderboard,
        LeaderboardRow best,
        PortableModel model,
        int modelRows,
        List<Trial> trials,
        Predictions validation,
        Optional<Predictions> test,
        Map<Integer, Double> learningCurve,
        List<Importance> importance,
        Optional<String> formula,
        double seconds,
        List<String> notes) {

    /** Copies the lists. */
    public AutoMlResult {
        leaderboard = List.copyOf(leaderboard);
        trials = List.copyOf(trials);
        importance = List.copyOf(importance);
        notes = List.copyOf(notes);
    }
}
