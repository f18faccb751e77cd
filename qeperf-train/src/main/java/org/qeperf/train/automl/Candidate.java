package org.qeperf.train.automl;

import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Samples;

/**
 * A fitted model and the columns it looks at.
 *
 * @param model the model
 * @param features name of the choice of features
 * @param columns positions of its columns among those features
 */
record Candidate(FittedModel model, String features, int[] columns) {

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
