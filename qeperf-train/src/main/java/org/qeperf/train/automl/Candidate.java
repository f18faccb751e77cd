package org.qeperf.train.automl;

import java.util.List;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.train.data.Samples;
import org.qeperf.train.fit.FittedModel;

/**
 * A fitted model and the columns it looks at.
 *
 * @param model the model
 * @param features name of the choice of features
 * @param columns positions of its columns among those features
 */
record Candidate(FittedModel model, String features, int[] columns) {

    /** Whether the mean of several is one of the same kind. */
    boolean isLinear() {
        return model.trained().regressor() instanceof LinearFunction
                && model.preparation().normalizer().function().isEmpty();
    }

    /** The mean of linear models of the same columns in the same form. */
    static Candidate mean(List<Candidate> candidates) {
        Candidate first = candidates.get(0);
        if (candidates.size() == 1) {
            return first;
        }
        double[] coefficients = new double[first.columns().length];
        double intercept = 0;
        for (Candidate candidate : candidates) {
            LinearFunction linear = (LinearFunction) candidate.model().trained().regressor();
            intercept += linear.intercept() / candidates.size();
            for (int i = 0; i < coefficients.length; i++) {
                coefficients[i] += linear.coefficients()[i] / candidates.size();
            }
        }
        TrainedRegressor trained = new TrainedRegressor(
                new LinearFunction(intercept, coefficients), List.of(new Insight(Insight.COEFFICIENTS, coefficients)));
        return new Candidate(new FittedModel(first.model().preparation(), trained), first.features(), first.columns());
    }

    /** Predictions of all rows, which may be negative or not even finite. */
    double[] predict(Problem problem) {
        Samples samples = problem.features(features).samples().columns(columns);
        double[] predictions = new double[samples.size()];
        for (int row = 0; row < predictions.length; row++) {
            predictions[row] = model.predict(samples.rows(), row * columns.length);
        }
        return predictions;
    }
}
