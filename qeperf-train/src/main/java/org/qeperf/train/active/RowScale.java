package org.qeperf.train.active;

import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec.Scale;

/**
 * How far rows are from each other: the sum over the columns of their differences, logarithms of what grows by factors, each over the range of
 * the candidates. Columns that are one number among these do not count.
 */
final class RowScale {

    private final boolean[] logarithmic;
    private final double[] lowest;
    private final double[] width;

    private RowScale(boolean[] logarithmic, double[] lowest, double[] width) {
        this.logarithmic = logarithmic;
        this.lowest = lowest;
        this.width = width;
    }

    static RowScale of(FeatureSchema schema, double[] rows) {
        int columns = schema.size();
        boolean[] logarithmic = new boolean[columns];
        double[] lowest = new double[columns];
        double[] width = new double[columns];
        for (int c = 0; c < columns; c++) {
            logarithmic[c] = schema.features().get(c).scale() == Scale.LOG;
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = c; i < rows.length; i += columns) {
                double x = logarithmic[c] ? StrictMath.log1p(rows[i]) : rows[i];
                low = Math.min(low, x);
                high = Math.max(high, x);
            }
            lowest[c] = low;
            width[c] = high - low;
        }
        return new RowScale(logarithmic, lowest, width);
    }

    /** The columns that count. */
    int columns() {
        int count = 0;
        for (double w : width) {
            count += w > 0 ? 1 : 0;
        }
        return count;
    }

    /** Rows in which differences count alike, {@link #columns()} numbers each. */
    double[] scaled(double[] rows) {
        int all = width.length;
        double[] scaled = new double[rows.length / all * columns()];
        int at = 0;
        for (int i = 0; i < rows.length; i++) {
            int c = i % all;
            if (width[c] > 0) {
                double x = logarithmic[c] ? StrictMath.log1p(rows[i]) : rows[i];
                scaled[at++] = (x - lowest[c]) / width[c];
            }
        }
        return scaled;
    }
}
