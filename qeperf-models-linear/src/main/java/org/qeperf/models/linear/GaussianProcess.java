package org.qeperf.models.linear;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.KernelMachine;
import org.qeperf.runtime.score.KernelMachine.Kernel;

/**
 * The mean of a Gaussian process (Rasmussen and Williams, Gaussian Processes for Machine Learning, MIT Press (2006), sections
 * 2.2 and 5.4.1): a squared exponential covariance of one length for all columns, plus noise, around the mean of the targets.
 * Length and noise maximise the marginal likelihood of some of the rows, first on a grid, then by halved steps; the variance
 * of the process follows from them.
 *
 * <p>A search has nothing to try: the likelihood finds length and noise, and more rows only find them better and slower.
 */
final class GaussianProcess {

    private static final String ROWS = "rows";

    /** Insight: the length, in deviations of a column. */
    static final String LENGTH = "length";

    /** Insight: the variance of the noise over that of the process. */
    static final String NOISE = "noise";

    static final Algorithm ALGORITHM = new Algorithm(
            "gaussian-process",
            "mean of a Gaussian process that finds its length and noise; 5,000 rows take some 20 s and 0.4 GB",
            List.of(new Hyperparameter.Whole(ROWS, "rows that length and noise are found on", 500, 10, 1_000)));

    private static final double LOG_2 = StrictMath.log(2);
    private static final int HALVINGS = 4;

    private GaussianProcess() {}

    /** Logarithms to base 2 of length and noise, and the likelihood. */
    private record Point(double length, double noise, double likelihood) {}

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data) {
        double mean = Arrays.stream(data.targets()).sum() / data.size();
        double[] targets = Arrays.stream(data.targets()).map(y -> y - mean).toArray();
        Point best = search(some(data, targets, spec));
        double length = power(best.length());
        double noise = power(best.noise());
        KernelMatrix matrix = KernelMatrix.factorize(KernelMatrix.of(Kernel.GAUSSIAN, scale(length), data), noise);
        KernelMachine machine =
                new KernelMachine(Kernel.GAUSSIAN, scale(length), mean, data.rows(), matrix.solve(targets));
        return new TrainedRegressor(
                machine, List.of(new Insight(LENGTH, new double[] {length}), new Insight(NOISE, new double[] {noise})));
    }

    /** Rows drawn without replacement, and their targets less the mean of all. */
    private static TrainingSet some(TrainingSet data, double[] targets, TrainingSpec spec) {
        int wanted = Math.min(spec.hyperparameters().whole(ROWS), data.size());
        int columns = data.columns();
        int[] order = new int[data.size()];
        Arrays.setAll(order, i -> i);
        Random random = new Random(spec.seed());
        double[] rows = new double[wanted * columns];
        double[] chosen = new double[wanted];
        for (int i = 0; i < wanted; i++) {
            int other = i + random.nextInt(order.length - i);
            int row = order[other];
            order[other] = order[i];
            order[i] = row;
            System.arraycopy(data.rows(), row * columns, rows, i * columns, columns);
            chosen[i] = targets[row];
        }
        return new TrainingSet(columns, rows, chosen);
    }

    private static Point search(TrainingSet data) {
        double middle = StrictMath.log(data.columns()) / LOG_2 / 2;
        Point best = new Point(middle, -4, Double.NEGATIVE_INFINITY);
        for (int length = -2; length <= 4; length += 2) {
            DMatrixRMaj kernel = kernel(data, middle + length);
            for (int noise = -16; noise <= 0; noise += 4) {
                best = better(best, point(data, kernel, middle + length, noise));
            }
        }
        for (double step = 1; step > StrictMath.pow(2, -HALVINGS); step /= 2) {
            for (int side = -1; side <= 1; side++) {
                double length = best.length() + side * step;
                DMatrixRMaj kernel = kernel(data, length);
                double noise = best.noise();
                best = better(best, point(data, kernel, length, noise - 2 * step));
                best = better(best, point(data, kernel, length, noise));
                best = better(best, point(data, kernel, length, noise + 2 * step));
            }
        }
        return best;
    }

    private static Point better(Point a, Point b) {
        return b.likelihood() > a.likelihood() ? b : a;
    }

    private static DMatrixRMaj kernel(TrainingSet data, double length) {
        return KernelMatrix.of(Kernel.GAUSSIAN, scale(power(length)), data);
    }

    /** Equation 5.8, at the variance of the process that maximises it; without the constant. */
    private static Point point(TrainingSet data, DMatrixRMaj kernel, double length, double noise) {
        double[] targets = data.targets();
        KernelMatrix matrix = KernelMatrix.factorize(kernel.copy(), power(noise));
        double[] weights = matrix.solve(targets);
        double fit = 0;
        for (int i = 0; i < targets.length; i++) {
            fit += targets[i] * weights[i];
        }
        double variance = fit / targets.length;
        double likelihood =
                variance > 0 ? -(targets.length * StrictMath.log(variance) + matrix.logDeterminant()) / 2 : 0;
        return new Point(length, noise, likelihood);
    }

    private static double scale(double length) {
        return 0.5 / (length * length);
    }

    private static double power(double logarithm) {
        return StrictMath.pow(2, logarithm);
    }
}
