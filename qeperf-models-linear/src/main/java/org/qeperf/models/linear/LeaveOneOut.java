package org.qeperf.models.linear;

import java.util.List;
import java.util.OptionalDouble;
import org.qeperf.api.train.Insight;

/**
 * The error on rows that a fit has not seen, without fitting again: a residual over one less the row's leverage (Allen,
 * Technometrics 16 (1974) 125). Exact for least squares with a quadratic penalty that leaves the intercept free.
 */
final class LeaveOneOut {

    /** A row that alone decides its prediction says nothing of the error. */
    private static final double DECIDES = 1e-9;

    private LeaveOneOut() {}

    /** Root mean square error, empty where a row alone decides its prediction. */
    static OptionalDouble rmse(Centred data, SingularValues decomposition, double penalty) {
        double[] slopes = decomposition.solve(data.targets(), penalty);
        double[] leverages = decomposition.leverages(penalty);
        int n = data.size();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double residual = data.targets()[i];
            for (int c = 0; c < slopes.length; c++) {
                residual -= slopes[c] * data.rows().data[i * slopes.length + c];
            }
            double own = 1 - 1.0 / n - leverages[i];
            if (own < DECIDES) {
                return OptionalDouble.empty();
            }
            sum += residual * residual / (own * own);
        }
        return OptionalDouble.of(Math.sqrt(sum / n));
    }

    static List<Insight> insights(OptionalDouble rmse) {
        return rmse.isPresent()
                ? List.of(new Insight(Insight.LEAVE_ONE_OUT_RMSE, new double[] {rmse.getAsDouble()}))
                : List.of();
    }
}
