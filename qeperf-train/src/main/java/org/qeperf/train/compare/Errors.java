package org.qeperf.train.compare;

import org.qeperf.train.evaluate.AbsoluteErrors;
import org.qeperf.train.evaluate.ErrorReport;

/**
 * How far predictions of one quantity are from measurements.
 *
 * @param absolute in its unit
 * @param relative in factors and percent
 */
public record Errors(AbsoluteErrors absolute, ErrorReport relative) {

    static Errors of(double[] measured, double[] predicted) {
        return new Errors(AbsoluteErrors.of(measured, predicted), ErrorReport.of(measured, predicted));
    }
}
