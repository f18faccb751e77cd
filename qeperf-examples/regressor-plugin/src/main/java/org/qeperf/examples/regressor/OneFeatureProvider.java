package org.qeperf.examples.regressor;

import java.util.List;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.LinearFunction;

/** A power law of the one feature that explains most: on standardised logarithms, a straight line through the origin. */
public final class OneFeatureProvider implements RegressorProvider {

    @Override
    public String name() {
        return "example";
    }

    @Override
    public List<Algorithm> algorithms() {
        return List.of(new Algorithm("one-feature", "a power law of the feature that explains most", List.of()));
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        if (!spec.algorithm().equals("one-feature")) {
            throw new IllegalArgumentException("example has no algorithm '" + spec.algorithm() + "'");
        }
        int columns = data.columns();
        double[] slope = new double[columns];
        for (int row = 0; row < data.size(); row++) {
            for (int column = 0; column < columns; column++) {
                // Columns have mean 0 and deviation 1, so the slope is the correlation with the target.
                slope[column] += data.rows()[row * columns + column] * data.targets()[row] / data.size();
            }
        }
        int best = 0;
        for (int column = 1; column < columns; column++) {
            best = Math.abs(slope[column]) > Math.abs(slope[best]) ? column : best;
        }
        double[] coefficients = new double[columns];
        coefficients[best] = slope[best];
        progress.report("column", columns, columns);
        return new TrainedRegressor(new LinearFunction(0, coefficients), List.of());
    }
}
