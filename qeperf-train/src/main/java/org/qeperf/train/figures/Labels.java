package org.qeperf.train.figures;

/**
 * What stands around a figure.
 *
 * @param title above it
 * @param x below it
 * @param y beside it
 */
public record Labels(String title, String x, String y) {}
