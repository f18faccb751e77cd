package org.qeperf.models.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.LinearFunction;

/**
 * The physical law {@code seconds = overhead + sum of cost x work} over the kernels, as the Quantum ESPRESSO user's guide
 * sets it up (section "Understanding parallelism"), with costs that are not negative. Columns with known parts are the
 * kernels; without any, all columns are. Errors are relative to the row's time, so a kernel's cost comes from the rows where
 * it matters, and clocks of a few hundredths of a second weigh little.
 */
final class KernelCosts {

    private static final String CLOCKS = "clocks";
    private static final String TOGETHER = "together";
    private static final String FIRST = "first";
    private static final String IGNORED = "ignored";

    static final Algorithm ALGORITHM = new Algorithm(
            "kernel-costs",
            "overhead plus seconds per operation of each kernel times its operations, none of them negative",
            List.of(new Hyperparameter.Choice(
                            CLOCKS,
                            "together: each kernel's own clock and the total decide; first: the clocks give the costs, the total an"
                                    + " overhead and a common factor; ignored: the total alone",
                            List.of(TOGETHER, FIRST, IGNORED))
                    .searched(TOGETHER, FIRST, IGNORED)),
            Algorithm.Inputs.RAW);

    private final TrainingSet data;
    private final double[] targets;

    /** Indices of the columns that are kernels. */
    private final int[] kernels;

    private KernelCosts(TrainingSet data) {
        this.data = data;
        this.targets = data.targets();
        List<String> names = data.names();
        this.kernels = IntStream.range(0, names.size())
                .filter(c -> data.parts().isEmpty() || data.parts().containsKey(names.get(c)))
                .toArray();
    }

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data) {
        Relative.requirePositive(data.targets());
        KernelCosts law = new KernelCosts(data);
        String clocks = spec.hyperparameters().text(CLOCKS);
        double[] costs = clocks.equals(FIRST) ? law.clocksFirst() : law.allAtOnce(clocks.equals(TOGETHER));
        double[] coefficients = new double[data.columns()];
        for (int k = 0; k < law.kernels.length; k++) {
            coefficients[law.kernels[k]] = costs[k];
        }
        double overhead = Relative.positiveConstant(costs[law.kernels.length], law.targets);
        return new TrainedRegressor(
                new LinearFunction(overhead, coefficients),
                List.of(
                        new Insight(Insight.COEFFICIENTS, coefficients),
                        new Insight(Insight.INTERCEPT, new double[] {overhead})));
    }

    /** One least squares fit: a row for each total and, with clocks, one for each of their numbers. */
    private double[] allAtOnce(boolean withClocks) {
        int columns = kernels.length + 1;
        List<double[]> rows = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        for (int i = 0; i < targets.length; i++) {
            double[] row = new double[columns];
            for (int k = 0; k < kernels.length; k++) {
                row[k] = work(i, k) / targets[i];
            }
            row[kernels.length] = 1 / targets[i];
            rows.add(row);
            right.add(1.0);
            for (int k = 0; k < kernels.length && withClocks; k++) {
                double seconds = seconds(i, k);
                if (!Double.isNaN(seconds)) {
                    double[] part = new double[columns];
                    part[k] = row[k];
                    rows.add(part);
                    right.add(seconds / targets[i]);
                }
            }
        }
        return NonNegativeSolver.solve(
                new DMatrixRMaj(rows.toArray(double[][]::new)),
                right.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * Costs of kernels with clocks one by one, each by least squares through the origin; then the overhead, one factor for
     * these costs, and the costs of the other kernels from the totals.
     */
    private double[] clocksFirst() {
        double[] costs = new double[kernels.length + 1];
        double[] clocked = new double[targets.length];
        List<double[]> columns = new ArrayList<>();
        List<Integer> unclocked = new ArrayList<>();
        for (int k = 0; k < kernels.length; k++) {
            costs[k] = cost(k);
            if (Double.isNaN(costs[k])) {
                int kernel = k;
                unclocked.add(k);
                double[] work = new double[targets.length];
                Arrays.setAll(work, i -> work(i, kernel));
                columns.add(work);
            } else {
                for (int i = 0; i < targets.length; i++) {
                    clocked[i] += costs[k] * work(i, k);
                }
            }
        }
        double[] ones = new double[targets.length];
        Arrays.fill(ones, 1);
        columns.add(ones);
        columns.add(clocked);
        double[] solution = NonNegativeSolver.solve(Relative.matrix(columns, targets), ones);
        double factor = solution[columns.size() - 1];
        for (int k = 0; k < kernels.length; k++) {
            int at = unclocked.indexOf(k);
            costs[k] = at < 0 ? factor * costs[k] : solution[at];
        }
        costs[kernels.length] = solution[columns.size() - 2];
        return costs;
    }

    /** Seconds per operation by the kernel's clock; NaN where it was never seen at work. */
    private double cost(int kernel) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < targets.length; i++) {
            double seconds = seconds(i, kernel);
            if (!Double.isNaN(seconds)) {
                double work = work(i, kernel) / targets[i];
                products += work * seconds / targets[i];
                squares += work * work;
            }
        }
        return squares > 0 ? Math.max(0, products / squares) : Double.NaN;
    }

    private double work(int row, int kernel) {
        return data.rows()[row * data.columns() + kernels[kernel]];
    }

    private double seconds(int row, int kernel) {
        Map<String, double[]> parts = data.parts();
        double[] seconds = parts.get(data.names().get(kernels[kernel]));
        return seconds == null ? Double.NaN : seconds[row];
    }
}
