package org.qeperf.models.smile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Hyperparameters;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.KernelMachine;
import smile.regression.SVR;

/**
 * Support vector regression with a margin (Smola, Schoelkopf, Statistics and Computing 14 (2004) 199). A search tries scales
 * around one over the columns and prices around that of standardised targets, 1. The grid of LIBSVM's guide (Hsu, Chang and
 * Lin, A Practical Guide to Support Vector Classification, 2003) goes on to prices of 32,768, but the dearer an error, the
 * longer the search, and of noisy targets the noise is learnt.
 */
final class SupportVectorTrainer {

    static final Algorithm ALGORITHM = new Algorithm(
            "support-vector-regression",
            "flattest weighted sum of kernels that keeps within a margin of the targets, at a price for those outside",
            List.of(
                    new Hyperparameter.Choice(
                                    "kernel",
                                    "how alike two rows are: exp(-gamma |x-p|^2), exp(-gamma |x-p|) of absolute differences, or x.p",
                                    List.of("gaussian", "laplacian", "linear"))
                            .searched("gaussian", "laplacian"),
                    new Hyperparameter.Real(
                                    "gamma", "scale of the kernel; 0 for one over the columns", 0, 0, 1_000, true)
                            .searched(0.003, 0.3),
                    new Hyperparameter.Real("penalty", "price of an error outside the margin (C)", 1, 1e-3, 1e4, true)
                            .searched(0.1, 10),
                    new Hyperparameter.Real("epsilon", "half width of the margin", 0.1, 1e-6, 10, true)
                            .searched(0.02, 0.3),
                    new Hyperparameter.Real("tolerance", "when the search has converged", 1e-3, 1e-6, 0.1, true)));

    /** Rounding errors of the search, per unit of the largest number in it. More than that is no convergence. */
    private static final double ROUNDING = 1e-12;

    private static final String PROGRESS = "support vectors";

    private SupportVectorTrainer() {}

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        Hyperparameters settings = spec.hyperparameters();
        progress.report(PROGRESS, 0, 1);
        requireMemory(data.size(), Runtime.getRuntime().maxMemory());
        RowKernel kernel = kernel(settings, data.columns());
        double[][] points = points(data);
        requireConvergence(settings, points, data.targets(), kernel);
        smile.regression.KernelMachine<double[]> machine = SVR.fit(
                points,
                data.targets(),
                kernel,
                settings.real("epsilon"),
                settings.real("penalty"),
                settings.real("tolerance"));
        progress.report(PROGRESS, 1, 1);
        return new TrainedRegressor(export(machine, kernel, points[0]), List.of());
    }

    private static RowKernel kernel(Hyperparameters settings, int columns) {
        KernelMachine.Kernel form =
                KernelMachine.Kernel.valueOf(settings.text("kernel").toUpperCase(Locale.ROOT));
        if (form == KernelMachine.Kernel.LINEAR) {
            // As in scikit-learn, which has no scale there.
            return new RowKernel(form, 1);
        }
        double gamma = settings.real("gamma");
        return new RowKernel(form, gamma > 0 ? gamma : 1.0 / columns);
    }

    /** Smile keeps the kernel of all pairs that it asked for. */
    static void requireMemory(int rows, long available) {
        double needed = 8.0 * rows * rows;
        if (needed > available) {
            throw new TrainingException(String.format(
                    Locale.ROOT,
                    "the kernels of %d rows may take %.1f GB of the %.1f GB that Java may use; expected fewer rows, or a "
                            + "larger -Xmx",
                    rows,
                    needed / 1e9,
                    available / 1e9));
        }
    }

    /** Smile searches until it has converged, which it never does where rounding errors exceed the tolerance. */
    private static void requireConvergence(
            Hyperparameters settings, double[][] points, double[] targets, RowKernel kernel) {
        double largest = Arrays.stream(targets).map(Math::abs).max().orElseThrow();
        for (double[] point : points) {
            largest = Math.max(largest, settings.real("penalty") * kernel.k(point, point));
        }
        double tolerance = settings.real("tolerance");
        if (!(largest * ROUNDING < tolerance)) {
            throw new TrainingException("with penalty " + settings.text("penalty") + " the search meets numbers up to "
                    + largest + ", too large for tolerance " + settings.text("tolerance")
                    + "; expected standardised columns and targets, a smaller penalty or a larger tolerance");
        }
    }

    private static double[][] points(TrainingSet data) {
        double[][] points = new double[data.size()][];
        int columns = data.columns();
        Arrays.setAll(points, i -> Arrays.copyOfRange(data.rows(), i * columns, (i + 1) * columns));
        return points;
    }

    static KernelMachine export(smile.regression.KernelMachine<double[]> machine, RowKernel kernel, double[] any) {
        double[][] instances = machine.instances();
        double[] weights = machine.weights();
        if (weights.length == 0) {
            // All targets lie within the margin of a constant.
            return new KernelMachine(kernel.form(), kernel.scale(), machine.intercept(), any, new double[1]);
        }
        int columns = any.length;
        double[] points = new double[instances.length * columns];
        for (int i = 0; i < instances.length; i++) {
            System.arraycopy(instances[i], 0, points, i * columns, columns);
        }
        return new KernelMachine(kernel.form(), kernel.scale(), machine.intercept(), points, weights);
    }
}
