package org.qeperf.train.fit;

import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.runtime.artifact.Preparation;

/**
 * A preparation fitted on training rows, and the regressor trained on what it made of them.
 *
 * @param preparation how raw rows become inputs
 * @param trained the regressor and what its back-end tells about it
 */
public record FittedModel(Preparation preparation, TrainedRegressor trained) {

    /**
     * Predicts one raw row.
     *
     * @param rows array that holds the row
     * @param offset index of its first element
     * @return the target in its unit
     */
    public double predict(double[] rows, int offset) {
        double[] prepared = new double[trained.regressor().inputs()];
        preparation.prepare(rows, offset, prepared, 0);
        double[] scratch = new double[trained.regressor().scratchLength()];
        return preparation.restoreTarget(trained.regressor().predict(prepared, 0, scratch), rows, offset);
    }
}
