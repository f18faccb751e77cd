package org.qeperf.train.figures;

/**
 * A row of {@link Bars}.
 *
 * @param name beside it
 * @param value how long the bar is; cut where the axis ends
 * @param mark a further number shown on it; {@code NaN} for none
 * @param text what stands behind it
 * @param tone its colour
 */
public record Bar(String name, double value, double mark, String text, Tone tone) {}
