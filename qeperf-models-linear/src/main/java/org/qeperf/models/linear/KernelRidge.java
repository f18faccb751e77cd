package org.qeperf.models.linear;

import java.util.List;
import java.util.Locale;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.KernelMachine;
import org.qeperf.runtime.score.KernelMachine.Kernel;

/**
 * Kernel ridge regression (Saunders, Gammerman and Vovk, ICML (1998) 515), with the settings and without intercept as in
 * scikit-learn. The leave-one-out error is exact: a weight over its number on the diagonal of the inverse.
 */
final class KernelRidge {

    private static final String KERNEL = "kernel";
    private static final String GAMMA = "gamma";
    private static final String ALPHA = "alpha";

    /** With more rows the inverse, which only the leave-one-out error needs, takes longer than the fit. */
    private static final int MOST_ROWS_OF_INVERSE = 2_000;

    static final Algorithm ALGORITHM = new Algorithm(
            "kernel-ridge",
            "weighted sum of a kernel between the row and all training rows; 5,000 rows take some 20 s and 0.4 GB",
            List.of(
                    new Hyperparameter.Choice(KERNEL, "the kernel", List.of("gaussian", "laplacian", "linear"))
                            .searched("gaussian", "laplacian"),
                    new Hyperparameter.Real(GAMMA, "scale of the kernel; 0 for one over the columns", 0, 0, 1e6, true)
                            .searched(0.003, 0.3),
                    new Hyperparameter.Real(ALPHA, "weight of the squared norm", 0.1, 1e-10, 1e6, true)
                            .searched(1e-4, 1)));

    private KernelRidge() {}

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data) {
        Kernel kernel = Kernel.valueOf(spec.hyperparameters().text(KERNEL).toUpperCase(Locale.ROOT));
        double given = spec.hyperparameters().real(GAMMA);
        // A linear kernel has no scale in scikit-learn.
        double gamma = kernel == Kernel.LINEAR ? 1 : given > 0 ? given : 1.0 / data.columns();
        KernelMatrix matrix = KernelMatrix.factorize(
                KernelMatrix.of(kernel, gamma, data), spec.hyperparameters().real(ALPHA));
        double[] weights = matrix.solve(data.targets());
        KernelMachine machine = new KernelMachine(kernel, gamma, 0, data.rows(), weights);
        return new TrainedRegressor(machine, leaveOneOut(matrix, weights));
    }

    private static List<Insight> leaveOneOut(KernelMatrix matrix, double[] weights) {
        if (weights.length > MOST_ROWS_OF_INVERSE) {
            return List.of();
        }
        double[] diagonal = matrix.inverseDiagonal();
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double residual = weights[i] / diagonal[i];
            sum += residual * residual;
        }
        double rmse = Math.sqrt(sum / weights.length);
        return List.of(new Insight(Insight.LEAVE_ONE_OUT_RMSE, new double[] {rmse}));
    }
}
