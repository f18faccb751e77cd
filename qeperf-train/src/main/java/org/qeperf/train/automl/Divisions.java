package org.qeperf.train.automl;

import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.validate.Validation;

/** Divisions of rows in words. */
final class Divisions {

    private Divisions() {}

    static String words(Validation validation) {
        if (validation instanceof Validation.HoldOut holdOut) {
            return Math.round(100 * holdOut.ratio()) + " % of the rows held out";
        }
        if (validation instanceof Validation.KFold fold) {
            return fold.folds() + " folds of rows";
        }
        if (validation instanceof Validation.Extrapolation extrapolation) {
            return "rows above " + extrapolation.above();
        }
        if (validation instanceof Validation.Interpolation interpolation) {
            return "rows with values between others of "
                    + interpolation.values().keySet() + interpolation.every().keySet();
        }
        if (validation instanceof Validation.Groups groups) {
            return (groups.folds() == 0 ? "each " : groups.folds() + " folds of whole ") + groups.column();
        }
        if (validation instanceof Validation.Rows rows) {
            return Quantities.counted(rows.rows().size(), "row") + " given";
        }
        return validation instanceof Validation.None ? "the rows learnt from" : "folds like the test";
    }
}
