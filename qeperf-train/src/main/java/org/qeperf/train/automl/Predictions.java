package org.qeperf.train.automl;

import java.util.List;

/**
 * Measured and predicted side by side.
 *
 * @param measured shared, not to be modified
 * @param predicted by models that had not learnt from the row, where anything is held out; shared, not to be modified
 * @param groupColumn what the groups go by; empty without groups
 * @param groups one for each row; empty without groups
 */
public record Predictions(double[] measured, double[] predicted, String groupColumn, List<String> groups) {

    /** Copies the list. */
    public Predictions {
        groups = List.copyOf(groups);
    }

    /** Mean absolute percentage error, a fraction. */
    double mape() {
        return Accuracy.of(measured, predicted).mape();
    }
}
