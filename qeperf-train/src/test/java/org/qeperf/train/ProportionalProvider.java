package org.qeperf.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.LinearFunction;

/** A law besides: seconds in proportion to all operations, by the mean of the ratios. */
public class ProportionalProvider extends OneColumnProvider {

    @Override
    public List<Algorithm> algorithms() {
        Algorithm law = new Algorithm("proportional", "proportional to all operations", List.of(), Inputs.RAW);
        return Stream.concat(super.algorithms().stream(), Stream.of(law)).toList();
    }

    @Override
    public Map<String, String> versions() {
        return Map.of("example", "1.2");
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        if (!spec.algorithm().equals("proportional")) {
            return super.train(spec, data, progress);
        }
        int work = data.names().indexOf("work_total");
        double sum = 0;
        for (int i = 0; i < data.size(); i++) {
            sum += data.targets()[i] / data.rows()[i * data.columns() + work];
        }
        double[] coefficients = new double[data.columns()];
        coefficients[work] = sum / data.size();
        return new TrainedRegressor(new LinearFunction(0, coefficients), List.of());
    }
}
