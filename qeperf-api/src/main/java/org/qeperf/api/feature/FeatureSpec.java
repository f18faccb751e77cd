package org.qeperf.api.feature;

/**
 * What one column of a feature row means.
 *
 * @param name stable name, lower case with underscores
 * @param unit unit symbol, or {@code 1} for a pure number
 * @param meaning what it is, one sentence
 * @param source where its definition comes from
 * @param scale how a model should see it
 */
public record FeatureSpec(String name, String unit, String meaning, String source, Scale scale) {

    /** How a model should see a feature. */
    public enum Scale {
        /** As it is. */
        LINEAR,
        /** As {@code log(1 + x)}, for a count or an amount that spans orders of magnitude. */
        LOG
    }
}
