package org.qeperf.models.dl4j;

import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What a network makes small: the mean, over rows, of a function of the error. */
enum Loss {
    MAE {
        @Override
        double of(double error) {
            return Math.abs(error);
        }

        @Override
        LossFunction inTheLibrary() {
            return LossFunction.MEAN_ABSOLUTE_ERROR;
        }
    },
    MSE {
        @Override
        double of(double error) {
            return error * error;
        }

        @Override
        LossFunction inTheLibrary() {
            return LossFunction.MSE;
        }
    };

    abstract double of(double error);

    /** A method, not a field: naming the constant loads the library. */
    abstract LossFunction inTheLibrary();
}
