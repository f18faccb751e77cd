package org.qeperf.models.linear;

import java.util.List;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/** Least squares with slopes that are not negative, by {@link NonNegativeSolver}; the intercept is free. */
final class NonNegative {

    static final Algorithm ALGORITHM = new Algorithm(
            "non-negative", "straight line by least squares that falls with no column (Lawson and Hanson)", List.of());

    private NonNegative() {}

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data) {
        Centred centred = Centred.of(data);
        return centred.linear(NonNegativeSolver.solve(centred.rows(), centred.targets()), List.of());
    }
}
