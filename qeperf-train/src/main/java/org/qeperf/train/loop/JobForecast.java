package org.qeperf.train.loop;

import java.util.List;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.Prediction;
import org.qeperf.runtime.forecast.CountForecast;
import org.qeperf.runtime.forecast.Estimate;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.TotalTime;

/**
 * What was predicted of a job, as far as it is compared later.
 *
 * @param layout how it was to be spread
 * @param models the models that were asked
 * @param seconds wall time from start to end
 * @param secondsPerScfIteration wall time of one self-consistency iteration
 * @param scfIterations iterations of the first ionic step
 * @param bytesPerNode memory that the ranks of a node need
 * @param secondsTable quantiles of {@code seconds}
 * @param bytesTable quantiles of {@code bytesPerNode}
 */
public record JobForecast(
        Layout layout,
        List<String> models,
        Estimate seconds,
        Estimate secondsPerScfIteration,
        Estimate scfIterations,
        Estimate bytesPerNode,
        Quantiles secondsTable,
        Quantiles bytesTable) {

    private static final double HALF = 0.5;

    /** Copies the list. */
    public JobForecast {
        models = List.copyOf(models);
    }

    /**
     * Quantiles of a quantity.
     *
     * @param shares ascending, between 0 and 1
     * @param values the quantity that each share stays below, ascending and positive
     */
    public record Quantiles(List<Double> shares, List<Double> values) {

        /** Copies the lists and checks them. */
        public Quantiles {
            shares = List.copyOf(shares);
            values = List.copyOf(values);
            Distribution.of(shares, values);
        }

        static Quantiles of(Distribution distribution) {
            return new Quantiles(distribution.shares(), distribution.values());
        }

        Distribution distribution() {
            return Distribution.of(shares, values);
        }
    }

    /**
     * Takes what is needed out of a forecast.
     *
     * @param forecast the forecast
     * @return its summary
     */
    public static JobForecast of(RunForecast forecast) {
        var time = forecast.time();
        TotalTime total = TotalTime.of(
                time.secondsPerScfIteration(),
                time.scfIterations(),
                time.ionicSteps(),
                time.secondsOutsideScf(),
                time.length());
        Prediction perRank = forecast.memory().perRank();
        int ranks = forecast.layout().tasksPerNode();
        return new JobForecast(
                forecast.layout(),
                forecast.models().values().stream()
                        .map(Object::toString)
                        .distinct()
                        .toList(),
                time.totalSeconds(),
                new Estimate(
                        time.secondsPerScfIteration().value(),
                        time.secondsPerScfIteration().interval()),
                estimate(time.scfIterations()),
                forecast.memory().perNode(),
                Quantiles.of(Distribution.of(total::quantile)),
                Quantiles.of(Distribution.of(share -> ranks * quantile(perRank, share))));
    }

    private static Estimate estimate(CountForecast count) {
        Interval interval = count.interval(Prediction.LEVEL);
        return new Estimate(count.value(), interval);
    }

    /** Half of what is outside of an interval lies above it. */
    private static double quantile(Prediction prediction, double share) {
        if (share == HALF) {
            return prediction.value();
        }
        double factor = prediction.uncertainty().factor(Math.abs(2 * share - 1));
        return share > HALF ? prediction.value() * factor : prediction.value() / factor;
    }
}
