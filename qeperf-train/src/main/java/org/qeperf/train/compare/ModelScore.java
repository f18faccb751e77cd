package org.qeperf.train.compare;

import java.util.List;
import java.util.Optional;
import org.qeperf.api.train.Insight;

/**
 * How a model did in a stage.
 *
 * @param candidate the model
 * @param normalized errors of the normalised time, s
 * @param seconds errors of the seconds per iteration; medians and means of relative errors are those of the normalised time
 * @param points measured and predicted normalised times of the rows measured on
 * @param insights what the back-end told, where the stage trained the model once
 */
public record ModelScore(
        Candidate candidate, Errors normalized, Errors seconds, Points points, List<Insight> insights) {

    /** Copies the list. */
    public ModelScore {
        insights = List.copyOf(insights);
    }

    /**
     * One insight by name.
     *
     * @param name such as {@link Insight#IMPORTANCE}
     * @return the insight, if there is one
     */
    public Optional<Insight> insight(String name) {
        return insights.stream().filter(i -> i.name().equals(name)).findFirst();
    }

    /**
     * Measured beside predicted numbers.
     *
     * @param measured the measured ones; copied in and out
     * @param predicted as many predicted ones; copied in and out
     */
    public record Points(double[] measured, double[] predicted) {

        /** Copies both. */
        public Points {
            measured = measured.clone();
            predicted = predicted.clone();
        }

        @Override
        public double[] measured() {
            return measured.clone();
        }

        @Override
        public double[] predicted() {
            return predicted.clone();
        }
    }
}
