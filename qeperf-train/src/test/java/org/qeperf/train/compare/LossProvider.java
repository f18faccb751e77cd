package org.qeperf.train.compare;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.train.OneColumnProvider;

/** One column, and the losses of a network that learnt for three epochs. */
final class LossProvider extends OneColumnProvider {

    @Override
    public String name() {
        return "losing";
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        TrainedRegressor trained = super.train(spec, data, progress);
        List<Insight> insights = new ArrayList<>(trained.insights());
        insights.add(new Insight(Insight.TRAINING_LOSS, new double[] {0.9, 0.5, 0.3}));
        insights.add(new Insight(Insight.VALIDATION_LOSS, new double[] {0.8, 0.6, 0.5}));
        return new TrainedRegressor(trained.regressor(), insights);
    }
}
