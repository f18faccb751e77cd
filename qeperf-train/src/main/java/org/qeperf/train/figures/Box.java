package org.qeperf.train.figures;

/**
 * How many numbers lie where, a row of a figure.
 *
 * @param name beside it
 * @param text what stands behind it
 * @param low where the line begins
 * @param lower where the box begins
 * @param median a point in the box
 * @param upper where the box ends
 * @param high where the line ends
 */
public record Box(String name, String text, double low, double lower, double median, double upper, double high) {}
