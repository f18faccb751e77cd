package org.qeperf.models.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/**
 * Ridge regression (Hoerl and Kennard, Technometrics 12 (1970) 55): least squares plus alpha times the squared slopes; the
 * intercept is free.
 */
final class Ridge {

    static final Algorithm ALGORITHM = new Algorithm(
            "ridge",
            "straight line by least squares that keeps the slopes small",
            List.of(new Hyperparameter.Real(
                            "alpha",
                            "weight of the squared slopes; 0 takes what leave-one-out likes best",
                            0,
                            0,
                            1e9,
                            true)
                    .searched(1e-3, 1e4)));

    /** Insight: the weight that was taken. */
    static final String ALPHA = "alpha";

    private static final int LOWEST = -8;
    private static final int HIGHEST = 12;

    private Ridge() {}

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data) {
        Centred centred = Centred.of(data);
        SingularValues decomposition = new SingularValues(centred.rows());
        double given = spec.hyperparameters().real(ALPHA);
        double alpha = given > 0 ? given : best(centred, decomposition);
        List<Insight> insights = new ArrayList<>(LeaveOneOut.insights(LeaveOneOut.rmse(centred, decomposition, alpha)));
        insights.add(new Insight(ALPHA, new double[] {alpha}));
        return centred.linear(decomposition.solve(centred.targets(), alpha), insights);
    }

    /** From 1e-4 to 1e6 in steps of the square root of ten; 1 where leave-one-out cannot tell. */
    private static double best(Centred data, SingularValues decomposition) {
        double best = 1;
        double error = Double.POSITIVE_INFINITY;
        for (int step = LOWEST; step <= HIGHEST; step++) {
            double alpha = StrictMath.pow(10, 0.5 * step);
            OptionalDouble candidate = LeaveOneOut.rmse(data, decomposition, alpha);
            if (candidate.isPresent() && candidate.getAsDouble() < error) {
                error = candidate.getAsDouble();
                best = alpha;
            }
        }
        return best;
    }
}
