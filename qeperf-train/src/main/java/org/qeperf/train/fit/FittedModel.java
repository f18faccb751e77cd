package org.qeperf.train.fit;

import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.train.data.Dataset;

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
        double[] scratch = new double[Math.max(trained.regressor().scratchLength(), preparation.scratchLength())];
        return preparation.restoreTarget(trained.regressor().predict(prepared, 0, scratch), rows, offset, scratch);
    }

    /**
     * Predicts one row of a data set.
     *
     * @param data the data set
     * @param row index of the row
     * @return the target in its unit, positive
     * @throws TrainingException if the model predicts what is no time
     */
    public double predict(Dataset data, int row) {
        double prediction = predict(data.rows(), row * data.schema().size());
        if (!(prediction > 0) || Double.isInfinite(prediction)) {
            throw new TrainingException("the model predicts " + prediction + " for run "
                    + InputException.quote(data.runs().get(row).id())
                    + "; expected a positive number, try other hyperparameters");
        }
        return prediction;
    }

    /**
     * The trained function in the form in which it can be written.
     *
     * @param regressor a trained function
     * @param algorithm who trained it, for the message
     * @return the same function
     * @throws TrainingException if it is not made of plain arrays
     */
    public static PortableRegressor portable(Regressor regressor, String algorithm) {
        if (regressor instanceof PortableRegressor portable) {
            return portable;
        }
        throw new TrainingException("the model of " + algorithm + " is not made of plain arrays and cannot be written");
    }
}
