package org.qeperf.models.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.NormalForm;

/**
 * The law {@code target = (overhead + sum of cost x work) x product of speed^power}, fitted to logarithms. Columns
 * {@code work_...} are work, the others speeds; without any of that name all are work. Amounts below 1 count as 1, as in
 * {@link NormalForm}.
 *
 * <p>What is minimised is the sum over the rows, each with its weight, of Huber's function (Annals of Mathematical Statistics
 * 35 (1964) 73) of the logarithm of measured over predicted, so that rows of a machine under other load decide little. Costs are
 * positive: their logarithms are what is searched, each with a normal prior around the cost at which its work alone would
 * take its share of a typical target. Powers have a normal prior around 0, the logarithms of speeds being standardised. Few rows
 * or works that go together thus leave costs near their priors instead of at 0. The search is that of Levenberg and Marquardt
 * (Journal of the Society for Industrial and Applied Mathematics 11 (1963) 431) with the weights of Huber's function.
 */
final class LogCosts {

    private static final String WORK = "work_";
    private static final String TOLERANCE = "tolerance";
    private static final String COST_SPREAD = "cost-spread";
    private static final String POWER_SPREAD = "power-spread";

    static final Algorithm ALGORITHM = new Algorithm(
            "log-costs",
            "overhead plus cost times work, all positive, times powers of speeds; fitted to logarithms, against outliers",
            List.of(
                    new Hyperparameter.Real(
                            TOLERANCE, "log error from which a row counts as an outlier", 0.7, 0.01, 100, true),
                    new Hyperparameter.Real(
                            COST_SPREAD, "deviation of the prior of a cost's logarithm", 2, 0.01, 100, true),
                    new Hyperparameter.Real(
                            POWER_SPREAD,
                            "deviation of the prior of a power, of the standardised logarithm of a speed",
                            0.2,
                            1e-6,
                            100,
                            true)),
            Algorithm.Inputs.RAW);

    /** Deviation of the errors that are no outliers: what a row weighs against the priors. */
    private static final double DEVIATION = 0.5;

    private static final int MOST_STEPS = 500;
    private static final double CONVERGED = 1e-10;
    private static final double MOST_DAMPING = 1e12;

    private final TrainingSet data;
    private final int[] works;
    private final int[] speeds;
    private final double tolerance;
    private final double[] prior;
    private final double[] spread;
    private final double[] logTargets;
    private final double[] speedMean;
    private final double[] speedDeviation;

    private LogCosts(TrainingSpec spec, TrainingSet data) {
        this.data = data;
        List<String> names = data.names();
        boolean any = names.stream().anyMatch(name -> name.startsWith(WORK));
        this.works = IntStream.range(0, names.size())
                .filter(c -> !any || names.get(c).startsWith(WORK))
                .toArray();
        this.speeds = IntStream.range(0, names.size())
                .filter(c -> any && !names.get(c).startsWith(WORK))
                .toArray();
        this.tolerance = spec.hyperparameters().real(TOLERANCE);
        this.logTargets = Arrays.stream(data.targets()).map(StrictMath::log).toArray();
        this.speedMean = new double[speeds.length];
        this.speedDeviation = new double[speeds.length];
        for (int j = 0; j < speeds.length; j++) {
            standardise(j);
        }
        this.prior = new double[works.length + 1 + speeds.length];
        this.spread = new double[prior.length];
        for (int k = 0; k <= works.length; k++) {
            prior[k] = typicalCost(k) - StrictMath.log(works.length + 1);
            spread[k] = spec.hyperparameters().real(COST_SPREAD);
        }
        Arrays.fill(
                spread, works.length + 1, spread.length, spec.hyperparameters().real(POWER_SPREAD));
    }

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data) {
        Relative.requirePositive(data.targets());
        LogCosts law = new LogCosts(spec, data);
        return law.trained(law.search());
    }

    private double logSpeed(int row, int j) {
        return StrictMath.log(Math.max(1, data.rows()[row * data.columns() + speeds[j]]));
    }

    /** The amount of work, 1 for the overhead. */
    private double work(int row, int k) {
        return k == works.length ? 1 : Math.max(1, data.rows()[row * data.columns() + works[k]]);
    }

    private void standardise(int j) {
        double weights = 0;
        for (int i = 0; i < logTargets.length; i++) {
            weights += data.weights()[i];
            speedMean[j] += data.weights()[i] * logSpeed(i, j);
        }
        speedMean[j] /= weights;
        double squares = 0;
        for (int i = 0; i < logTargets.length; i++) {
            squares += data.weights()[i] * Math.pow(logSpeed(i, j) - speedMean[j], 2);
        }
        double deviation = Math.sqrt(squares / weights);
        speedDeviation[j] = deviation > 1e-9 ? deviation : 1;
    }

    /** Logarithm of the weighted median of the target over the work, of rows that have such work. */
    private double typicalCost(int k) {
        Integer[] rows = IntStream.range(0, logTargets.length)
                .filter(i -> k == works.length || work(i, k) > 1)
                .boxed()
                .toArray(Integer[]::new);
        if (rows.length == 0) {
            return Arrays.stream(logTargets).min().orElseThrow();
        }
        double[] cost = new double[logTargets.length];
        Arrays.setAll(cost, i -> logTargets[i] - StrictMath.log(work(i, k)));
        Arrays.sort(rows, (a, b) -> Double.compare(cost[a], cost[b]));
        double half = Arrays.stream(rows).mapToDouble(i -> data.weights()[i]).sum() / 2;
        double sum = 0;
        for (int row : rows) {
            sum += data.weights()[row];
            if (sum >= half) {
                return cost[row];
            }
        }
        return cost[rows[rows.length - 1]];
    }

    private double[] search() {
        double[] at = prior.clone();
        double damping = 1e-3;
        double value = objective(at);
        for (int step = 0; step < MOST_STEPS && damping < MOST_DAMPING; step++) {
            double[] move = move(at, damping);
            double[] next = new double[at.length];
            Arrays.setAll(next, p -> at[p] + move[p]);
            double there = objective(next);
            if (there < value) {
                boolean converged = value - there < CONVERGED * value;
                System.arraycopy(next, 0, at, 0, at.length);
                value = there;
                damping /= 4;
                if (converged) {
                    break;
                }
            } else {
                damping = Math.max(damping, 1e-9) * 4;
            }
        }
        return at;
    }

    /** Logarithm of the prediction, and its derivative by every parameter. */
    private double logPrediction(double[] at, int row, double[] derivative) {
        double sum = 0;
        for (int k = 0; k <= works.length; k++) {
            derivative[k] = StrictMath.exp(at[k]) * work(row, k);
            sum += derivative[k];
        }
        double logarithm = StrictMath.log(sum);
        for (int k = 0; k <= works.length; k++) {
            derivative[k] /= sum;
        }
        for (int j = 0; j < speeds.length; j++) {
            int p = works.length + 1 + j;
            derivative[p] = (logSpeed(row, j) - speedMean[j]) / speedDeviation[j];
            logarithm += at[p] * derivative[p];
        }
        return logarithm;
    }

    private double objective(double[] at) {
        double[] derivative = new double[at.length];
        double sum = 0;
        for (int i = 0; i < logTargets.length; i++) {
            double error = Math.abs(logTargets[i] - logPrediction(at, i, derivative));
            double huber = error <= tolerance ? error * error / 2 : tolerance * (error - tolerance / 2);
            sum += data.weights()[i] * huber / (DEVIATION * DEVIATION);
        }
        for (int p = 0; p < at.length; p++) {
            sum += Math.pow((at[p] - prior[p]) / spread[p], 2) / 2;
        }
        if (!Double.isFinite(sum)) {
            throw new TrainingException("numbers of the rows are too large; remove rows far from the others");
        }
        return sum;
    }

    private double[] move(double[] at, double damping) {
        int n = at.length;
        DMatrixRMaj curvature = new DMatrixRMaj(n, n);
        DMatrixRMaj slope = new DMatrixRMaj(n, 1);
        double[] derivative = new double[n];
        for (int i = 0; i < logTargets.length; i++) {
            double error = logTargets[i] - logPrediction(at, i, derivative);
            double weight = data.weights()[i] * Math.min(1, tolerance / Math.abs(error)) / (DEVIATION * DEVIATION);
            for (int p = 0; p < n; p++) {
                slope.data[p] += weight * error * derivative[p];
                for (int q = 0; q < n; q++) {
                    curvature.data[p * n + q] += weight * derivative[p] * derivative[q];
                }
            }
        }
        for (int p = 0; p < n; p++) {
            double precision = 1 / (spread[p] * spread[p]);
            slope.data[p] += (prior[p] - at[p]) * precision;
            curvature.data[p * n + p] = (curvature.data[p * n + p] + precision) * (1 + damping);
        }
        DMatrixRMaj move = new DMatrixRMaj(n, 1);
        CommonOps_DDRM.solve(curvature, slope, move);
        return move.data;
    }

    private TrainedRegressor trained(double[] at) {
        double common = 0;
        List<NormalForm.Factor> powers = new ArrayList<>();
        for (int j = 0; j < speeds.length; j++) {
            double power = at[works.length + 1 + j] / speedDeviation[j];
            common -= power * speedMean[j];
            powers.add(new NormalForm.Factor(speeds[j], power, 0));
        }
        List<NormalForm.Term> terms = new ArrayList<>();
        double[] costs = new double[data.columns()];
        for (int k = 0; k < works.length; k++) {
            costs[works[k]] = StrictMath.exp(at[k] + common);
            List<NormalForm.Factor> factors = new ArrayList<>(powers);
            factors.add(new NormalForm.Factor(works[k], 1, 0));
            terms.add(new NormalForm.Term(costs[works[k]], factors));
        }
        double overhead = StrictMath.exp(at[works.length] + common);
        if (!powers.isEmpty()) {
            terms.add(new NormalForm.Term(overhead, powers));
        }
        return new TrainedRegressor(
                new NormalForm(data.columns(), powers.isEmpty() ? overhead : 0, terms),
                List.of(new Insight(Insight.COEFFICIENTS, costs), new Insight(Insight.INTERCEPT, new double[] {overhead
                })));
    }
}
