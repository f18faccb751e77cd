package org.qeperf.api.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a training gives back.
 *
 * @param regressor the trained function, free of the library that trained it
 * @param insights what the back-end can tell about it, possibly nothing
 */
public record TrainedRegressor(Regressor regressor, List<Insight> insights) {

    /** Copies the list. */
    public TrainedRegressor {
        insights = List.copyOf(insights);
    }

    /**
     * One insight by name.
     *
     * @param name such as {@link Insight#IMPORTANCE}
     * @return the insight, if the back-end gave it
     */
    public Optional<Insight> insight(String name) {
        return insights.stream().filter(i -> i.name().equals(name)).findFirst();
    }

    /**
     * What each input contributed to learning, so that a training that carries on can add to it.
     *
     * @return {@link Insight#IMPORTANCE} times {@link Insight#GAIN}, one number for each input, in the back-end's own unit; empty where
     *     the back-end gave not both
     */
    public Optional<double[]> gains() {
        Optional<double[]> shares =
                insight(Insight.IMPORTANCE).map(Insight::values).filter(values -> values.length == regressor.inputs());
        return insight(Insight.GAIN)
                .map(gain -> gain.values()[0])
                .flatMap(gain -> shares.map(values ->
                        Arrays.stream(values).map(share -> share * gain).toArray()));
    }
}
