package org.qeperf.train.automl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ejml.simple.SimpleMatrix;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.train.data.Samples;

/** What every model has to beat. */
abstract class Baseline {

    private static final int MOST_COLUMNS = 100;

    private final String name;

    private Baseline(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Predicts rows after learning from others. */
    abstract double[] predict(Problem training, Problem heldOut);

    /** The baselines of a problem: the mean, a law of powers of the columns, and the laws that the problem knows. */
    static List<Baseline> of(Problem problem) {
        List<Baseline> baselines = new ArrayList<>();
        baselines.add(mean());
        if (hasPowers(problem) && problem.laws().isEmpty()) {
            baselines.add(powers());
        }
        problem.laws().keySet().forEach(law -> baselines.add(scaled(law)));
        return baselines;
    }

    /** The geometric mean of positive targets, else the arithmetic one. */
    static Baseline mean() {
        return new Baseline("mean") {
            @Override
            double[] predict(Problem training, Problem heldOut) {
                boolean geometric = isPositive(training);
                double mean = Arrays.stream(training.targets())
                        .map(y -> geometric ? Math.log(y) : y)
                        .average()
                        .orElseThrow();
                double[] predictions = new double[heldOut.size()];
                Arrays.fill(predictions, geometric ? Math.exp(mean) : mean);
                return predictions;
            }
        };
    }

    private static boolean isPositive(Problem problem) {
        return Arrays.stream(problem.targets()).allMatch(y -> y > 0);
    }

    private static boolean hasPowers(Problem problem) {
        return isPositive(problem) && positiveColumns(columns(problem)).length > 0;
    }

    /** A known law, times the factor that fits the rows learnt from best. */
    private static Baseline scaled(String law) {
        return new Baseline(law + ", scaled") {
            @Override
            double[] predict(Problem training, Problem heldOut) {
                double[] known = training.laws().getOrDefault(law, new double[0]);
                double sum = 0;
                for (int i = 0; i < known.length; i++) {
                    sum += Math.log(training.targets()[i] / known[i]);
                }
                double factor = Math.exp(sum / known.length);
                return Arrays.stream(heldOut.laws().getOrDefault(law, new double[0]))
                        .map(x -> factor * x)
                        .toArray();
            }
        };
    }

    /**
     * A constant times powers of the columns that are positive in the rows learnt from, fitted by least squares of the
     * logarithms; the mean where there is none. Values that are not positive count as the smallest one learnt from.
     */
    private static Baseline powers() {
        return new Baseline("power law") {
            @Override
            double[] predict(Problem training, Problem heldOut) {
                if (!hasPowers(training)) {
                    return mean().predict(training, heldOut);
                }
                Samples samples = columns(training);
                int[] columns = positiveColumns(samples);
                SimpleMatrix logs = logarithms(samples, columns, samples.range()[0]);
                SimpleMatrix targets = new SimpleMatrix(training.size(), 1);
                for (int i = 0; i < training.size(); i++) {
                    targets.set(i, 0, Math.log(training.targets()[i]));
                }
                // Columns that say the same get small coefficients instead of none.
                SimpleMatrix normal = logs.transpose()
                        .mult(logs)
                        .plus(SimpleMatrix.identity(logs.getNumCols()).scale(1e-9 * training.size()));
                SimpleMatrix exponents = normal.solve(logs.transpose().mult(targets));
                SimpleMatrix predicted = logarithms(columns(heldOut), columns, samples.range()[0])
                        .mult(exponents);
                double[] predictions = new double[heldOut.size()];
                for (int i = 0; i < predictions.length; i++) {
                    predictions[i] = Math.exp(predicted.get(i, 0));
                }
                return predictions;
            }
        };
    }

    private static SimpleMatrix logarithms(Samples samples, int[] columns, double[] lowest) {
        SimpleMatrix logs = new SimpleMatrix(samples.size(), columns.length + 1);
        for (int row = 0; row < samples.size(); row++) {
            logs.set(row, 0, 1);
            for (int i = 0; i < columns.length; i++) {
                double value = samples.rows()[row * samples.schema().size() + columns[i]];
                logs.set(row, i + 1, Math.log(value > 0 ? value : lowest[columns[i]]));
            }
        }
        return logs;
    }

    /** The columns of numbers that features are made of, as they are; the first few of very many. */
    private static Samples columns(Problem problem) {
        FeatureSet first = problem.features().get(0);
        if (first.table().isEmpty()) {
            return first.samples();
        }
        List<String> names = first.table().get().columns().stream()
                .filter(column -> !column.isWords())
                .map(TableColumn::name)
                .filter(problem.labels().numbers()::containsKey)
                .limit(MOST_COLUMNS)
                .toList();
        double[] rows = new double[problem.size() * names.size()];
        for (int c = 0; c < names.size(); c++) {
            double[] values = Objects.requireNonNull(problem.labels().numbers().get(names.get(c)));
            for (int row = 0; row < values.length; row++) {
                rows[row * names.size() + c] = values[row];
            }
        }
        return new Samples(TableFeatures.schema(names), rows, problem.targets(), Map.of());
    }

    private static int[] positiveColumns(Samples samples) {
        double[] lowest = samples.range()[0];
        List<Integer> positive = new ArrayList<>();
        for (int c = 0; c < lowest.length; c++) {
            if (lowest[c] > 0) {
                positive.add(c);
            }
        }
        return positive.stream().mapToInt(c -> c).toArray();
    }
}
