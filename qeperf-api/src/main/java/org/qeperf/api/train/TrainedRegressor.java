package org.qeperf.api.train;

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
}
