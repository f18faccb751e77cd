package org.qeperf.models.xgboost;

import java.util.Arrays;

/** What boosted trees make small, and what the sum of trees begins with: one number that makes it small alone. */
enum Loss {
    SQUARED_ERROR("reg:squarederror", "rmse") {
        @Override
        float base(SingleRows rows) {
            return rows.meanTarget();
        }
    },
    ABSOLUTE_ERROR("reg:absoluteerror", "mae"),
    PSEUDO_HUBER("reg:pseudohubererror", "mphe");

    private final String objective;
    private final String metric;

    Loss(String objective, String metric) {
        this.objective = objective;
        this.metric = metric;
    }

    String objective() {
        return objective;
    }

    /** The mean over rows, or the root of that for squares. */
    String metric() {
        return metric;
    }

    /** The median, which XGBoost finds itself for absolute errors. */
    float base(SingleRows rows) {
        float[] sorted = rows.targets().clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (float) ((0.0 + sorted[middle - 1] + sorted[middle]) / 2);
    }
}
