package org.qeperf.models.linear;

import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/** How one algorithm is trained. */
@FunctionalInterface
interface Training {

    TrainedRegressor train(TrainingSpec spec, TrainingSet data);
}
