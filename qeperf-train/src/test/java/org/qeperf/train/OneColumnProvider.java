package org.qeperf.train;

import java.util.List;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;

/** Least squares on one column: a straight line through the origin, since columns and target come with mean 0. */
public class OneColumnProvider implements RegressorProvider {

    @Override
    public String name() {
        return "example";
    }

    @Override
    public List<Algorithm> algorithms() {
        Hyperparameter column = new Hyperparameter.Whole("column", "index of the column", 0, 0, 1000);
        return List.of(new Algorithm("one-column", "least squares on one column", List.of(column)));
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        int column = spec.hyperparameters().whole("column");
        double product = 0;
        double square = 0;
        for (int i = 0; i < data.size(); i++) {
            double x = data.rows()[i * data.columns() + column];
            product += x * data.targets()[i];
            square += x * x;
        }
        double[] weights = new double[data.columns()];
        weights[column] = square == 0 ? 0 : product / square;
        DenseNetwork line = new DenseNetwork(
                List.of(new DenseNetwork.Layer(data.columns(), 1, weights, new double[1], Activation.IDENTITY)));
        double[] importance = new double[data.columns()];
        importance[column] = 1;
        return new TrainedRegressor(line, List.of(new Insight(Insight.IMPORTANCE, importance)));
    }
}
