package org.qeperf.models.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
import org.qeperf.runtime.score.NormalForm;
import org.qeperf.runtime.score.NormalForm.Factor;
import org.qeperf.runtime.score.NormalForm.Term;

/**
 * Finds a performance model in normal form (Calotoiu et al., SC13 (2013), article 45) with the exponents of Extra-P: the best
 * hypothesis {@code c0 + c1 x^i log2(x)^j} over all columns, then one column after another, added as a term or multiplied to
 * a term as in Calotoiu et al., IEEE Cluster (2016) 172, as long as the leave-one-out error falls by a hundredth. Rows are
 * not a grid in which one column varies at a time, so all exponents are looked at again after each column. Errors are
 * relative, coefficients not negative.
 */
final class NormalFormSearch {

    private static final String PARAMETERS = "parameters";

    static final Algorithm ALGORITHM = new Algorithm(
            "normal-form",
            "sum of products of powers and logarithms of a few columns, as Extra-P finds them",
            List.of(new Hyperparameter.Whole(PARAMETERS, "most columns in the model", 3, 1, 6).searched(1, 3, false)),
            Algorithm.Inputs.RAW);

    private static final double[] POWERS = {
        0, 1.0 / 4, 1.0 / 3, 1.0 / 2, 2.0 / 3, 3.0 / 4, 1, 4.0 / 3, 3.0 / 2, 2, 5.0 / 2, 3
    };
    private static final int LOGARITHMS = 2;
    private static final double GAIN = 0.99;
    private static final int ROUNDS = 10;

    private final TrainingSet data;
    private final double[] ones;
    private final Map<Factor, double[]> cache = new HashMap<>();

    /** A model: its terms, the constant first in the coefficients, and its leave-one-out error. */
    private record Model(List<List<Factor>> terms, double[] coefficients, double error) {
        boolean uses(int column) {
            return terms.stream().flatMap(List::stream).anyMatch(factor -> factor.input() == column);
        }
    }

    private NormalFormSearch(TrainingSet data) {
        this.data = data;
        this.ones = new double[data.size()];
        Arrays.fill(ones, 1);
    }

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data) {
        Relative.requirePositive(data.targets());
        NormalFormSearch search = new NormalFormSearch(data);
        Model model = search.fit(List.of(), Double.POSITIVE_INFINITY);
        for (int k = 0; k < spec.hyperparameters().whole(PARAMETERS); k++) {
            Model next = search.extended(model);
            if (!(next.error() < GAIN * model.error())) {
                break;
            }
            model = search.refined(next);
        }
        double constant = Relative.positiveConstant(model.coefficients()[0], data.targets());
        List<Term> terms = new ArrayList<>();
        for (int t = 0; t < model.terms().size(); t++) {
            if (model.coefficients()[t + 1] > 0) {
                terms.add(new Term(model.coefficients()[t + 1], model.terms().get(t)));
            }
        }
        return new TrainedRegressor(
                new NormalForm(data.columns(), constant, terms),
                List.of(new Insight(Insight.INTERCEPT, new double[] {constant})));
    }

    /** The best model with one more column. */
    private Model extended(Model model) {
        Model best = model;
        for (int column = 0; column < data.columns(); column++) {
            if (model.uses(column)) {
                continue;
            }
            for (Factor factor : factors(column)) {
                for (int t = 0; t <= model.terms().size(); t++) {
                    best = better(best, with(model.terms(), t, factor));
                }
            }
        }
        return best;
    }

    /** The best model that differs in the exponents of one factor, again and again. */
    private Model refined(Model model) {
        Model best = model;
        for (int round = 0; round < ROUNDS; round++) {
            Model before = best;
            for (int t = 0; t < best.terms().size(); t++) {
                for (int f = 0; f < best.terms().get(t).size(); f++) {
                    for (Factor factor : factors(best.terms().get(t).get(f).input())) {
                        best = better(best, with(best.terms(), t, f, factor));
                    }
                }
            }
            if (best.error() >= before.error()) {
                break;
            }
        }
        return best;
    }

    private Model better(Model best, List<List<Factor>> terms) {
        Model candidate = fit(terms, best.error());
        return candidate.error() < best.error() ? candidate : best;
    }

    /** All factors of a column. */
    private static List<Factor> factors(int column) {
        List<Factor> factors = new ArrayList<>();
        for (double power : POWERS) {
            for (int logarithm = power == 0 ? 1 : 0; logarithm <= LOGARITHMS; logarithm++) {
                factors.add(new Factor(column, power, logarithm));
            }
        }
        return factors;
    }

    /** The terms with one more factor in one of them, or in a new one. */
    private static List<List<Factor>> with(List<List<Factor>> terms, int t, Factor factor) {
        List<List<Factor>> more = new ArrayList<>(terms);
        if (t == terms.size()) {
            more.add(List.of(factor));
        } else {
            List<Factor> product = new ArrayList<>(terms.get(t));
            product.add(factor);
            more.set(t, product);
        }
        return more;
    }

    /** The terms with one factor replaced. */
    private static List<List<Factor>> with(List<List<Factor>> terms, int t, int f, Factor factor) {
        List<List<Factor>> other = new ArrayList<>(terms);
        List<Factor> product = new ArrayList<>(terms.get(t));
        product.set(f, factor);
        other.set(t, product);
        return other;
    }

    /** A model's error is only worth finding out where it may be below the limit. */
    private Model fit(List<List<Factor>> terms, double limit) {
        List<double[]> all = new ArrayList<>();
        all.add(ones);
        terms.forEach(term -> all.add(values(term)));
        DMatrixRMaj matrix = Relative.matrix(all, data.targets());
        double[] coefficients = NonNegativeSolver.solve(matrix, ones);
        double[] residuals = ones.clone();
        double seen = 0;
        for (int i = 0; i < residuals.length; i++) {
            for (int c = 0; c < coefficients.length; c++) {
                residuals[i] -= coefficients[c] * matrix.data[i * coefficients.length + c];
            }
            seen += residuals[i] * residuals[i];
        }
        // Rows that are left out are never predicted better than those that are seen.
        double error = seen / residuals.length < limit
                ? leaveOneOut(residuals, leverages(matrix, coefficients))
                : Double.POSITIVE_INFINITY;
        return new Model(terms, coefficients, error);
    }

    /** Mean square of the relative errors on rows left out. */
    private static double leaveOneOut(double[] residuals, double[] leverages) {
        double sum = 0;
        for (int i = 0; i < residuals.length; i++) {
            double own = 1 - leverages[i];
            if (own < 1e-9) {
                return Double.POSITIVE_INFINITY;
            }
            sum += residuals[i] * residuals[i] / (own * own);
        }
        return sum / residuals.length;
    }

    /** The leverages while columns with coefficient 0 stay out. */
    private static double[] leverages(DMatrixRMaj matrix, double[] coefficients) {
        int[] free = IntStream.range(0, coefficients.length)
                .filter(c -> coefficients[c] > 0)
                .toArray();
        if (free.length == 0) {
            return new double[matrix.numRows];
        }
        DMatrixRMaj used = new DMatrixRMaj(matrix.numRows, free.length);
        for (int k = 0; k < free.length; k++) {
            double largest = 0;
            for (int i = 0; i < matrix.numRows; i++) {
                largest = Math.max(largest, Math.abs(matrix.get(i, free[k])));
            }
            for (int i = 0; i < matrix.numRows; i++) {
                used.set(i, k, matrix.get(i, free[k]) / largest);
            }
        }
        return new SingularValues(used).leverages(0);
    }

    private double[] values(List<Factor> factors) {
        double[] product = ones.clone();
        for (Factor factor : factors) {
            double[] values = cache.computeIfAbsent(factor, this::evaluate);
            Arrays.setAll(product, i -> product[i] * values[i]);
        }
        return product;
    }

    /** By the code that predicts. */
    private double[] evaluate(Factor factor) {
        NormalForm form = new NormalForm(data.columns(), 0, List.of(new Term(1, List.of(factor))));
        double[] values = new double[data.size()];
        form.predict(data.rows(), 0, values.length, values, 0, new double[form.scratchLength()]);
        return values;
    }
}
