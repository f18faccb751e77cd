package org.qeperf.train.automl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.ejml.simple.SimpleMatrix;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.train.automl.plan.TechniquePlan;

/** Ridge regression in one go and by steps, and an algorithm that goes wrong as it is told. Remembers what it is shown. */
final class StubProvider implements RegressorProvider {

    static final String RIDGE = "stub/ridge";
    static final String STEPS = "stub/steps";
    static final String ODD = "stub/odd";
    static final int WHOLE = 90;

    private static final Algorithm RIDGE_ALGORITHM = new Algorithm(
            "ridge",
            "ridge regression",
            List.of(new Hyperparameter.Real("alpha", "weight", 0.01, 0, 1e6, true).searched(1e-4, 100)));
    private static final Algorithm STEPS_ALGORITHM = new Algorithm(
                    "steps",
                    "gradient descent",
                    List.of(
                            new Hyperparameter.Whole("steps", "number of steps", WHOLE, 1, 10_000),
                            new Hyperparameter.Real("rate", "learning rate", 0.1, 1e-3, 0.5, true).searched(1e-3, 0.5)))
            .iterating("steps");
    private static final Algorithm ODD_ALGORITHM = new Algorithm(
            "odd",
            "goes wrong",
            List.of(new Hyperparameter.Choice(
                            "way",
                            "how",
                            List.of(
                                    "well",
                                    "refuses",
                                    "breaks",
                                    "nan",
                                    "infinite",
                                    "negative",
                                    "deep",
                                    "asserts",
                                    "unlinked",
                                    "large",
                                    "slow",
                                    "refuses-many",
                                    "refuses-few",
                                    "refuses-all"))
                    .searched("well", "refuses", "breaks", "nan", "negative", "deep", "asserts", "unlinked", "large")));

    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    /** What it was asked to learn; {@code earlier} tells a training that is carried on. */
    record Call(TrainingSpec spec, TrainingSet data, boolean earlier) {}

    RegressorCatalogue catalogue() {
        return RegressorCatalogue.of(this);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public String name() {
        return "stub";
    }

    @Override
    public List<Algorithm> algorithms() {
        return List.of(RIDGE_ALGORITHM, STEPS_ALGORITHM, ODD_ALGORITHM);
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        calls.add(new Call(spec, data, false));
        return switch (spec.algorithm()) {
            case "ridge" -> linear(ridge(data, spec.hyperparameters().real("alpha")));
            case "steps" -> linear(descend(spec, data, new LinearFunction(0, new double[data.columns()])));
            default -> odd(spec.hyperparameters().text("way"), data);
        };
    }

    @Override
    public TrainedRegressor resume(TrainingSpec spec, TrainingSet data, TrainedRegressor earlier, Progress progress) {
        calls.add(new Call(spec, data, true));
        return linear(descend(spec, data, (LinearFunction) earlier.regressor()));
    }

    private static TrainedRegressor linear(LinearFunction function) {
        return new TrainedRegressor(function, List.of(new Insight(Insight.COEFFICIENTS, function.coefficients())));
    }

    private static double[] means(TrainingSet data) {
        double[] means = new double[data.columns() + 1];
        for (int i = 0; i < data.size(); i++) {
            for (int c = 0; c < data.columns(); c++) {
                means[c] += data.rows()[i * data.columns() + c] / data.size();
            }
            means[data.columns()] += data.targets()[i] / data.size();
        }
        return means;
    }

    private static LinearFunction ridge(TrainingSet data, double alpha) {
        double[] means = means(data);
        SimpleMatrix rows = new SimpleMatrix(data.size(), data.columns());
        SimpleMatrix targets = new SimpleMatrix(data.size(), 1);
        for (int i = 0; i < data.size(); i++) {
            for (int c = 0; c < data.columns(); c++) {
                rows.set(i, c, data.rows()[i * data.columns() + c] - means[c]);
            }
            targets.set(i, 0, data.targets()[i] - means[data.columns()]);
        }
        SimpleMatrix normal = rows.transpose()
                .mult(rows)
                .plus(SimpleMatrix.identity(data.columns()).scale(alpha + 1e-9));
        SimpleMatrix solved = normal.solve(rows.transpose().mult(targets));
        double intercept = means[data.columns()];
        double[] coefficients = new double[data.columns()];
        for (int c = 0; c < coefficients.length; c++) {
            coefficients[c] = solved.get(c, 0);
            intercept -= coefficients[c] * means[c];
        }
        return new LinearFunction(intercept, coefficients);
    }

    private static LinearFunction descend(TrainingSpec spec, TrainingSet data, LinearFunction from) {
        double rate = spec.hyperparameters().real("rate");
        double[] coefficients = from.coefficients();
        double intercept = from.intercept();
        for (int step = 0; step < spec.hyperparameters().whole("steps"); step++) {
            LinearFunction now = new LinearFunction(intercept, coefficients);
            double[] slope = new double[coefficients.length];
            for (int i = 0; i < data.size(); i++) {
                double error =
                        (now.predict(data.rows(), i * slope.length, new double[0]) - data.targets()[i]) / data.size();
                intercept -= rate * error;
                for (int c = 0; c < slope.length; c++) {
                    slope[c] += error * data.rows()[i * slope.length + c];
                }
            }
            for (int c = 0; c < slope.length; c++) {
                coefficients[c] -= rate * slope[c];
            }
        }
        return new LinearFunction(intercept, coefficients);
    }

    private static TrainedRegressor odd(String way, TrainingSet data) {
        double[] zeros = new double[data.columns()];
        return switch (way) {
            case "refuses" -> throw new TrainingException("these rows are not to my taste");
            case "refuses-many" -> {
                if (data.size() > 32) {
                    throw new TrainingException("more than 32 rows");
                }
                yield linear(ridge(data, 1));
            }
            case "refuses-all" -> {
                if (data.size() > 40) {
                    throw new TrainingException("more than 40 rows");
                }
                yield linear(ridge(data, 1));
            }
            case "refuses-few" -> {
                if (data.size() < 50) {
                    throw new IllegalStateException("fewer than 50 rows");
                }
                yield linear(ridge(data, 1));
            }
            case "breaks" -> throw new IllegalStateException("a bug");
            case "asserts" -> throw new AssertionError("never so");
            case "unlinked" -> throw new UnsatisfiedLinkError("no native library");
            case "deep" -> odd("deep", new TrainingSet(data.columns(), data.rows(), data.targets()));
            case "nan" -> new TrainedRegressor(new Constant(data.columns(), Double.NaN), List.of());
            case "infinite" -> new TrainedRegressor(new Constant(data.columns(), Double.POSITIVE_INFINITY), List.of());
            case "negative" -> linear(new LinearFunction(-1e3, zeros));
            case "large" -> new TrainedRegressor(new Constant(data.columns(), 1e300), List.of());
            case "slow" -> new TrainedRegressor(new Slow(ridge(data, 1e-3)), List.of());
            default -> linear(ridge(data, 1));
        };
    }

    private record Constant(int inputs, double value) implements org.qeperf.api.train.Regressor {
        @Override
        public int scratchLength() {
            return 0;
        }

        @Override
        public double predict(double[] rows, int offset, double[] scratch) {
            return value;
        }
    }

    private record Slow(LinearFunction function) implements org.qeperf.api.train.Regressor {
        @Override
        public int inputs() {
            return function.inputs();
        }

        @Override
        public int scratchLength() {
            return function.scratchLength();
        }

        @Override
        public double predict(double[] rows, int offset, double[] scratch) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < 2_000_000) {
                Thread.onSpinWait();
            }
            return function.predict(rows, offset, scratch);
        }
    }

    /** A technique of a plan that is searched as this provider suggests, but for what is given. */
    static TechniquePlan technique(String id, Map<String, String> settings) {
        return new TechniquePlan(id, id, settings, Map.of(), true, List.of());
    }
}
