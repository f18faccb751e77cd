package org.qeperf.train.calibrate;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.score.KernelMachine;

/**
 * A Gaussian process of what a model leaves of the logarithms of a machine's runs: one offset for the machine, and a part
 * that is alike for rows that are alike (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, sections 2.2 and 2.7).
 * Its covariance is {@code offset^2 + spread^2 exp(-distance / length)}; the distance is the sum of the absolute differences
 * of prepared rows. A run that is far from what the others say has its noise raised, as by Huber's function. A few values of
 * spread and noise are averaged by their marginal likelihoods (section 5.2), because a few runs cannot tell them.
 */
final class ResidualProcess {

    /** Deviation of a machine's offset. */
    private static final double OFFSET = 0.3;

    private static final double[] SPREADS = {0.4, 0.8};
    private static final double[] NOISES = {0.15, 0.3};

    /** Deviations from which a run is an outlier. */
    private static final double OUTLIER = 2;

    private static final int ROUNDS = 3;

    private final int columns;
    private final double[] points;
    private final double[] residuals;
    private final double length;
    private final Member[] members;

    /** One choice of spread and noise: its probability, the weights of the runs and the inverse of their covariance. */
    private record Member(double share, double spread, double noise, double[] weights, DMatrixRMaj inverse) {
        Member withShare(double other) {
            return new Member(other, spread, noise, weights, inverse);
        }
    }

    /** Fits: {@code points} are prepared rows, row-major, and {@code residuals} what is left of their logarithms. */
    ResidualProcess(int columns, double[] points, double[] residuals, double length) {
        this.columns = columns;
        this.points = points;
        this.residuals = residuals;
        this.length = length;
        this.members = new Member[SPREADS.length * NOISES.length];
        double[] logEvidence = new double[members.length];
        for (int m = 0; m < members.length; m++) {
            members[m] = member(SPREADS[m / NOISES.length], NOISES[m % NOISES.length], logEvidence, m);
        }
        double largest = Arrays.stream(logEvidence).max().orElseThrow();
        double sum = 0;
        for (double evidence : logEvidence) {
            sum += StrictMath.exp(evidence - largest);
        }
        for (int m = 0; m < members.length; m++) {
            members[m] = members[m].withShare(StrictMath.exp(logEvidence[m] - largest) / sum);
        }
    }

    private Member member(double spread, double noise, double[] logEvidence, int m) {
        int n = residuals.length;
        double[] trust = new double[n];
        Arrays.fill(trust, 1);
        DMatrixRMaj inverse = new DMatrixRMaj(n, n);
        double[] weights = new double[n];
        for (int round = 0; round < ROUNDS; round++) {
            DMatrixRMaj covariance = covariance(spread);
            for (int i = 0; i < n; i++) {
                covariance.data[i * n + i] += noise * noise / trust[i];
            }
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
            if (!solver.setA(covariance.copy())) {
                throw new TrainingException("the runs cannot be told apart from each other; leave some out");
            }
            solver.invert(inverse);
            double misfit = 0;
            for (int i = 0; i < n; i++) {
                weights[i] = 0;
                for (int j = 0; j < n; j++) {
                    weights[i] += inverse.data[i * n + j] * residuals[j];
                }
                misfit += weights[i] * residuals[i];
            }
            logEvidence[m] = -misfit / 2 - logDeterminant(covariance) / 2;
            for (int i = 0; i < n; i++) {
                // What the process leaves of the residual is the noise's share of it.
                double left = Math.abs(weights[i]) * noise * noise / trust[i];
                trust[i] = Math.min(1, OUTLIER * noise / left);
            }
        }
        return new Member(0, spread, noise, weights, inverse);
    }

    private static double logDeterminant(DMatrixRMaj covariance) {
        var cholesky = org.ejml.dense.row.factory.DecompositionFactory_DDRM.chol(covariance.numRows, true);
        DMatrixRMaj copy = covariance.copy();
        cholesky.decompose(copy);
        double sum = 0;
        DMatrixRMaj triangle = cholesky.getT(null);
        for (int i = 0; i < covariance.numRows; i++) {
            sum += 2 * StrictMath.log(triangle.get(i, i));
        }
        return sum;
    }

    private DMatrixRMaj covariance(double spread) {
        int n = residuals.length;
        DMatrixRMaj covariance = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = covariance(points, i * columns, j, spread);
                covariance.data[i * n + j] = value;
                covariance.data[j * n + i] = value;
            }
        }
        return covariance;
    }

    /** Of a row anywhere with a point. */
    private double covariance(double[] rows, int offset, int point, double spread) {
        double distance = 0;
        for (int c = 0; c < columns; c++) {
            distance += Math.abs(rows[offset + c] - points[point * columns + c]);
        }
        return OFFSET * OFFSET + spread * spread * StrictMath.exp(-distance / length);
    }

    /** The mean as a function of prepared rows: the members differ in weights only. */
    KernelMachine mean() {
        double constant = 0;
        double[] weights = new double[residuals.length];
        for (Member member : members) {
            for (int i = 0; i < weights.length; i++) {
                constant += member.share * OFFSET * OFFSET * member.weights[i];
                weights[i] += member.share * member.spread * member.spread * member.weights[i];
            }
        }
        return new KernelMachine(KernelMachine.Kernel.LAPLACIAN, 1 / length, constant, points, weights);
    }

    /** The deviation of the process at a prepared row, without the noise of a run. */
    double deviation(double[] row) {
        int n = residuals.length;
        double variance = 0;
        double mean = 0;
        double squares = 0;
        DMatrixRMaj with = new DMatrixRMaj(n, 1);
        DMatrixRMaj solved = new DMatrixRMaj(n, 1);
        for (Member member : members) {
            double value = 0;
            for (int i = 0; i < n; i++) {
                with.data[i] = covariance(row, 0, i, member.spread);
                value += with.data[i] * member.weights[i];
            }
            CommonOps_DDRM.mult(member.inverse, with, solved);
            double own = OFFSET * OFFSET + member.spread * member.spread;
            variance += member.share * Math.max(0, own - CommonOps_DDRM.dot(with, solved));
            mean += member.share * value;
            squares += member.share * value * value;
        }
        return Math.sqrt(variance + Math.max(0, squares - mean * mean));
    }

    /**
     * What is left of each residual by a process of the other runs, whose trust in each other and shares of the members are
     * those of all runs (Rasmussen and Williams, equation 5.12).
     */
    double[] leaveOneOut() {
        int n = residuals.length;
        double[] left = new double[n];
        for (Member member : members) {
            for (int i = 0; i < n; i++) {
                left[i] += member.share * member.weights[i] / member.inverse.get(i, i);
            }
        }
        return left;
    }
}
