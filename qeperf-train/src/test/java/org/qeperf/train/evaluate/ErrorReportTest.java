package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorReportTest {

    private static final double EXACT = 1e-12;

    /** Logarithms to base 2: measured 0, 1, 2, 3 (mean 1.5, squares 5); errors 0, 1, -1, 2 (squares 6). */
    @Test
    void givesTheFiguresOfAHandComputedExample() {
        ErrorReport report = ErrorReport.of(new double[] {1, 2, 4, 8}, new double[] {1, 4, 2, 32});
        assertEquals((0 + 1 + 0.5 + 3) / 4, report.mape(), EXACT);
        assertEquals(0.75, report.medianError(), EXACT);
        assertEquals(2, report.medianFactor(), EXACT);
        assertEquals(Math.pow(2, 1.7), report.factor90(), EXACT);
        assertEquals(0.75, report.withinTwo(), EXACT);
        assertEquals(1 - 6.0 / 5, report.r2Log(), EXACT);
    }

    @Test
    void isPerfectWhereNothingDiffers() {
        double[] measured = {0.1, 7, 300};
        assertEquals(new ErrorReport(0, 0, 1, 1, 1, 1), ErrorReport.of(measured, measured));
    }

    @Test
    void namesItsFiguresInTheirOrder() {
        ErrorReport report = new ErrorReport(1, 2, 3, 4, 5, 6);
        assertEquals(
                List.of("mape", "median_error", "median_factor", "factor_90", "within_2x", "r2_log"),
                List.copyOf(report.asMap().keySet()));
        assertEquals(
                List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
                List.copyOf(report.asMap().values()));
    }
}
