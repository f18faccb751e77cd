package org.qeperf.train.campaign;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One run of a campaign. Immutable.
 *
 * @param id digest of what the plan asks for, so that a run is the same in any plan that contains it
 * @param labels what the plan says of it, by factor
 * @param input text of the input
 * @param layout how it is spread
 * @param limits what it may use
 * @param killAfterSeconds when it is to be killed
 */
public record PlannedRun(
        String id,
        Map<String, String> labels,
        String input,
        RunLayout layout,
        CampaignPlan.Limits limits,
        OptionalDouble killAfterSeconds) {

    /** Copies the labels. */
    public PlannedRun {
        labels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** After how many seconds it is ended, if it does not end before. */
    double mostSeconds() {
        return killAfterSeconds.orElse(limits.seconds());
    }

    /** One line for people. */
    String shown() {
        return labels.get("system") + " " + labels.get("cutoffs") + ", " + labels.get("kpoints") + ", "
                + labels.get("cell") + ", " + layout;
    }
}
