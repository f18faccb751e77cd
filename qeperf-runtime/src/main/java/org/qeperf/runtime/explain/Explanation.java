package org.qeperf.runtime.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;

/**
 * Why a model predicts what it predicts for one row: a base, and what each feature does to it. Trees give Shapley values
 * ({@code TreeSHAP}), linear functions their terms. A model of the target's logarithm is explained by factors, one of the
 * target itself by amounts.
 *
 * @param form whether effects are factors or amounts
 * @param value the prediction
 * @param base what the model predicts before it looks at any feature; where the target is divided by a normaliser, for
 *     this row's normaliser
 * @param contributions one for each feature, the strongest first
 * @param spread how far the trees of a forest are apart
 */
public record Explanation(
        Form form, double value, double base, List<Contribution> contributions, Optional<Spread> spread) {

    /** How base and effects make the value. */
    public enum Form {
        /** The base times all effects is the value, but for rounding; an effect of 1 is none. */
        FACTORS,
        /** The base plus all effects is the value, but for rounding; an effect of 0 is none. */
        AMOUNTS
    }

    /** Copies the list. */
    public Explanation {
        contributions = List.copyOf(contributions);
    }

    /**
     * Explains a prediction.
     *
     * @param model a model of trees or a linear one
     * @param features a row of its schema
     * @return the explanation
     * @throws QePerfException if this kind of model cannot be explained so
     * @throws IllegalArgumentException if the row is of another schema
     */
    public static Explanation of(PortableModel model, FeatureVector features) {
        double value = model.predict(features).value();
        double[] raw = features.toArray();
        Preparation preparation = model.preparation();
        double[] row = new double[raw.length];
        preparation.prepare(raw, 0, row, 0);
        double[] terms = terms(model.regressor(), row);
        double[] scratch = new double[preparation.scratchLength()];
        double base = preparation.restoreTarget(terms[0], raw, 0, scratch);
        boolean factors = preparation.targetForm() == TargetForm.LOGARITHM;
        List<Contribution> contributions = new ArrayList<>();
        FeatureSchema schema = model.schema();
        for (int i = 0; i < raw.length; i++) {
            double effect = preparation.restoreChange(terms[i + 1], raw, 0, scratch);
            contributions.add(new Contribution(schema.features().get(i).name(), raw[i], effect));
        }
        requireShowable(base, contributions, factors);
        contributions.sort(
                Comparator.comparingDouble((Contribution c) -> Math.abs(factors ? Math.log(c.effect()) : c.effect()))
                        .reversed());
        return new Explanation(
                factors ? Form.FACTORS : Form.AMOUNTS, value, base, contributions, spread(model, row, raw));
    }

    private static void requireShowable(double base, List<Contribution> contributions, boolean factors) {
        for (Contribution contribution : contributions) {
            double effect = contribution.effect();
            if (!Double.isFinite(effect) || !Double.isFinite(base) || factors && (effect == 0 || base == 0)) {
                throw new QePerfException("what " + contribution.feature()
                        + " does to the prediction is beyond the range of numbers, so it cannot be explained");
            }
        }
    }

    /** Base value and one term for each input. */
    private static double[] terms(PortableRegressor regressor, double[] row) {
        if (regressor instanceof TreeEnsemble trees) {
            return TreeShap.of(trees, row);
        }
        if (regressor instanceof LinearFunction linear) {
            double[] terms = new double[row.length + 1];
            double[] coefficients = linear.coefficients();
            terms[0] = linear.intercept();
            for (int i = 0; i < row.length; i++) {
                terms[i + 1] = coefficients[i] * row[i];
            }
            return terms;
        }
        throw new QePerfException("a model of kind " + regressor.kind()
                + " cannot be explained feature by feature; expected " + TreeEnsemble.KIND + " or "
                + LinearFunction.KIND);
    }

    private static Optional<Spread> spread(PortableModel model, double[] row, double[] raw) {
        if (!(model.regressor() instanceof TreeEnsemble trees)
                || trees.trees() < 2
                || trees.divisor() != trees.trees()) {
            return Optional.empty();
        }
        double[] values = new double[trees.trees()];
        trees.predictTrees(row, 0, values);
        Arrays.sort(values);
        Preparation preparation = model.preparation();
        double[] scratch = new double[preparation.scratchLength()];
        double[] quantiles = new double[3];
        double[] levels = {0.1, 0.5, 0.9};
        for (int i = 0; i < levels.length; i++) {
            double leaf = values[(int) Math.round(levels[i] * (values.length - 1))];
            quantiles[i] = preparation.restoreTarget(leaf + trees.base() / trees.divisor(), raw, 0, scratch);
        }
        return Optional.of(new Spread(quantiles[0], quantiles[1], quantiles[2]));
    }
}
