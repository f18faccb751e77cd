package org.qeperf.train.automl.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.train.Dimension;

/**
 * A technique to try. What a plan says of a hyperparameter replaces the provider's search space for it.
 *
 * @param name how the plan and the leaderboard call it
 * @param id {@code provider/algorithm}
 * @param settings hyperparameters with one value
 * @param space hyperparameters with several values, replacing the provider's
 * @param providerSpace whether hyperparameters that the plan does not name are searched as the provider suggests; else they
 *     keep their defaults
 * @param refused values that the plan asks for and that cannot be had, each with the reason; each is a row of the leaderboard
 */
public record TechniquePlan(
        String name,
        String id,
        Map<String, String> settings,
        Map<String, Dimension> space,
        boolean providerSpace,
        List<String> refused) {

    /** Copies all. */
    public TechniquePlan {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        space = Collections.unmodifiableMap(new LinkedHashMap<>(space));
        refused = List.copyOf(refused);
    }
}
