package org.qeperf.api.predict;

/**
 * A feature whose value lies outside what the model has seen in training.
 *
 * @param feature name of the feature
 * @param value its value in this row
 * @param lowestSeen smallest value in training
 * @param highestSeen largest value in training
 * @param distance how far the value lies outside, as a multiple of the distance between smallest and largest value seen;
 *     positive. Features that are seen through their logarithm are measured on it
 */
public record Extrapolation(String feature, double value, double lowestSeen, double highestSeen, double distance) {}
