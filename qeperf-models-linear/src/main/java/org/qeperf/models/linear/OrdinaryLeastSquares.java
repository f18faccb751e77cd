package org.qeperf.models.linear;

import java.util.List;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/**
 * Least squares of Legendre (Nouvelles méthodes pour la détermination des orbites des comètes, 1805), solved by singular
 * values: of several solutions the shortest.
 */
final class OrdinaryLeastSquares {

    static final Algorithm ALGORITHM = new Algorithm(
            "ols", "straight line by least squares; of collinear columns each takes its share", List.of());

    private OrdinaryLeastSquares() {}

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data) {
        Centred centred = Centred.of(data);
        SingularValues decomposition = new SingularValues(centred.rows());
        return centred.linear(
                decomposition.solve(centred.targets(), 0),
                LeaveOneOut.insights(LeaveOneOut.rmse(centred, decomposition, 0)));
    }
}
