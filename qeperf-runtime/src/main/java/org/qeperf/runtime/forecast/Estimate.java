package org.qeperf.runtime.forecast;

import org.qeperf.api.predict.Interval;

/**
 * A quantity put together from several predictions.
 *
 * @param value what to expect
 * @param interval where the true value is expected to lie
 */
public record Estimate(double value, Interval interval) {}
