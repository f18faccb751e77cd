package org.qeperf.runtime.explain;

/**
 * What one feature does to a prediction.
 *
 * @param feature name of the feature
 * @param value its value, in the unit of the schema
 * @param effect the factor by which it changes the prediction, or the amount that it adds; see {@link Explanation#form()}
 */
public record Contribution(String feature, double value, double effect) {}
