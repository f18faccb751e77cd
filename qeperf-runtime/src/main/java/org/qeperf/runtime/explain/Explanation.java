package org.qeperf.runtime.explain;

import java.util.ArrayList;
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
import org.qeperf.runtime.score.WeightedSum;

/**
 * Why a model predicts what it predicts for one row: a base, and what each feature does to it. Trees give Shapley values
 * ({@code TreeSHAP}), linear functions their terms, weighted sums those of their parts. A model of the target's logarithm is explained by factors, one of the
 * target itself by amounts.
 *
 * @param form whether effects are factors or amounts
 * @param value the prediction
 * @param base what the model predicts before it looks at any feature; where the target is divided by a normaliser, for
 *     this row's normaliser
 * @param contributions one for each feature, the strongest first
 * @param spread how far the members of the model are apart, if it has any
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
     * @param model a model of trees, a linear one, or a weighted sum of such
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
                factors ? Form.FACTORS : Form.AMOUNTS, value, base, contributions, Spread.of(model, features));
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
        if (regressor instanceof WeightedSum sum) {
            return sum(sum, row);
        }
        throw new QePerfException("a model of kind " + regressor.kind()
                + " cannot be explained feature by feature; expected " + TreeEnsemble.KIND + ", "
                + LinearFunction.KIND + " or a " + WeightedSum.KIND + " of them");
    }

    /** Shapley values of a sum are the sums of those of its parts. */
    private static double[] sum(WeightedSum sum, double[] row) {
        double[] terms = new double[row.length + 1];
        terms[0] = sum.constant();
        double[] weights = sum.weights();
        for (int part = 0; part < weights.length; part++) {
            double[] own = terms(sum.parts().get(part), row);
            for (int i = 0; i < terms.length; i++) {
                terms[i] += weights[part] * own[i];
            }
        }
        return terms;
    }

    /**
     * Whether a model can be explained feature by feature.
     *
     * @param model any model
     * @return false for networks, kernel machines, normal forms and sums with one of them
     */
    public static boolean isPossible(PortableModel model) {
        return isPossible(model.regressor());
    }

    private static boolean isPossible(PortableRegressor regressor) {
        return regressor instanceof TreeEnsemble
                || regressor instanceof LinearFunction
                || regressor instanceof WeightedSum sum && sum.parts().stream().allMatch(Explanation::isPossible);
    }
}
