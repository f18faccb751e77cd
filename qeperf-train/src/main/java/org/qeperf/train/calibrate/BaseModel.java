package org.qeperf.train.calibrate;

import java.util.Arrays;
import java.util.List;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.KernelMachine;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.WeightedSum;

/**
 * A model to be corrected: how its rows are compared, and how the correction of the logarithm is joined to it.
 *
 * @param model the model
 * @param preparation of the corrected model
 * @param length of the covariance between prepared rows
 */
record BaseModel(PortableModel model, Preparation preparation, double length) {

    /** Rows this far apart, as a share of what the model has seen in all columns, are alike by 1/e. */
    private static final double LENGTH = 0.3 / 7;

    /** How well a model can be joined to a correction depends on its form. */
    static BaseModel of(PortableModel model) {
        Preparation own = model.preparation();
        double[][] range = model.range();
        int columns = model.schema().size();
        if (own.inputs() == Inputs.RAW && own.normalizer().name().isEmpty()) {
            double[] deviations = new double[columns];
            for (int c = 0; c < columns; c++) {
                boolean logarithmic = model.schema().features().get(c).scale() == Scale.LOG;
                double width = logarithmic
                        ? StrictMath.log1p(range[1][c]) - StrictMath.log1p(range[0][c])
                        : range[1][c] - range[0][c];
                deviations[c] = width > 0 ? width : 1;
            }
            Preparation preparation = Preparation.standardized(
                    model.schema(),
                    new double[columns],
                    deviations,
                    0,
                    1,
                    Normalizer.law(model.manifest().algorithm(), model.regressor()));
            return new BaseModel(model, preparation, LENGTH * columns);
        }
        if (own.inputs() != Inputs.STANDARDIZED || own.targetForm() != TargetForm.LOGARITHM) {
            throw new TrainingException("model " + model.model()
                    + " can't be calibrated; expected one that learnt the logarithm of the time, or a law of raw rows");
        }
        double widths = 0;
        for (int c = 0; c < columns; c++) {
            widths += own.prepare(c, range[1][c]) - own.prepare(c, range[0][c]);
        }
        return new BaseModel(model, own, LENGTH * widths);
    }

    /** Prepared rows, row-major. */
    double[] prepared(double[] rows) {
        int columns = model.schema().size();
        double[] prepared = new double[rows.length];
        for (int at = 0; at < rows.length; at += columns) {
            preparation.prepare(rows, at, prepared, at);
        }
        return prepared;
    }

    /** The logarithm of measured over predicted. */
    double[] residuals(double[] rows, double[] targets) {
        int columns = model.schema().size();
        double[] residuals = new double[targets.length];
        Arrays.setAll(residuals, i -> {
            double value = model.value(Arrays.copyOfRange(rows, i * columns, (i + 1) * columns));
            double residual = StrictMath.log(targets[i] / value);
            if (!Double.isFinite(residual)) {
                throw new TrainingException("model " + model.model() + " predicts " + value
                        + " for a run; expected a positive number, leave the run out");
            }
            return residual;
        });
        return residuals;
    }

    /** The function of the corrected model. A law of raw rows stays what the target is divided by. */
    PortableRegressor corrected(KernelMachine correction) {
        if (model.preparation() != preparation) {
            return correction;
        }
        // Deviations of the target's logarithm, in which the model's function is.
        double unit = 1 / preparation.target()[1];
        return new WeightedSum(0, new double[] {1, unit}, List.of(model.regressor(), correction));
    }
}
