package org.qeperf.runtime.explain;

/**
 * How far the trees of a forest are apart. Not a prediction interval: it leaves out what no tree can know.
 *
 * @param lower one tree in ten says less, in the unit of the target
 * @param median half of the trees say less
 * @param upper one tree in ten says more
 */
public record Spread(double lower, double median, double upper) {}
