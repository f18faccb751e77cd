package org.qeperf.api.predict;

/**
 * A feature whose value lies outside what the model has seen in training.
 *
 * @param feature name of the feature
 * @param value its value in this row
 * @param lowestSeen smallest value in training
 * @param highestSeen largest value in training
 */
public record Extrapolation(String feature, double value, double lowestSeen, double highestSeen) {}
