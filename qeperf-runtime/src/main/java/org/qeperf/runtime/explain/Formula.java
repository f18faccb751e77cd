package org.qeperf.runtime.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.NormalForm;

/**
 * What a model calculates, in the units of its data: the standardisation of rows and target is undone.
 *
 * @param target name of what is predicted
 * @param form whether the sum is the target or its logarithm
 * @param constant what the sum begins with
 * @param addends the terms whose coefficients are not 0, in the order of the features
 * @param normalizer name of what the result is multiplied by, a feature or {@code provider/algorithm} of a law; empty for
 *     nothing
 */
public record Formula(String target, TargetForm form, double constant, List<Addend> addends, String normalizer) {

    /** Words that need no brackets in a formula. */
    private static final String PLAIN = "[A-Za-z_][A-Za-z0-9_.]*";

    private static final MathContext SIX_DIGITS = new MathContext(6);

    /**
     * One term of the sum.
     *
     * @param coefficient finite, not 0
     * @param expression what it is multiplied by, such as {@code x1}, {@code log(1 + n_el)} or {@code n_el^0.5 log2(n_k)}; a
     *     feature whose name is no plain word stands in brackets; under powers and log2 a number below 1 counts as 1
     */
    public record Addend(double coefficient, String expression) {}

    /** Copies the list. */
    public Formula {
        addends = List.copyOf(addends);
    }

    /**
     * The formula of a model.
     *
     * @param model a model
     * @return empty unless its function is linear, or a normal form of raw rows, and its numbers are finite in these units
     */
    public static Optional<Formula> of(PortableModel model) {
        Preparation preparation = model.preparation();
        double[] target = preparation.target();
        List<Addend> addends = new ArrayList<>();
        double constant;
        if (model.regressor() instanceof LinearFunction linear) {
            constant = linear(linear, model, addends);
        } else if (model.regressor() instanceof NormalForm form && preparation.inputs() == Inputs.RAW) {
            constant = form.constant();
            for (NormalForm.Term term : form.terms()) {
                add(addends, term.coefficient() * target[1], expression(term, model.schema()));
            }
        } else {
            return Optional.empty();
        }
        Normalizer normalizer = preparation.normalizer();
        Formula formula = new Formula(
                model.target().name(),
                preparation.targetForm(),
                constant * target[1] + target[0],
                addends,
                normalizer.law().isPresent() || normalizer.name().isEmpty()
                        ? normalizer.name()
                        : word(normalizer.name()));
        boolean finite = Double.isFinite(formula.constant)
                && addends.stream().allMatch(addend -> Double.isFinite(addend.coefficient()));
        return finite ? Optional.of(formula) : Optional.empty();
    }

    /** Adds the terms of a linear function and gives its constant, before the target's standardisation is undone. */
    private static double linear(LinearFunction function, PortableModel model, List<Addend> addends) {
        Preparation preparation = model.preparation();
        double[][] columns = preparation.columns();
        double[] coefficients = function.coefficients();
        double constant = function.intercept();
        for (int i = 0; i < coefficients.length; i++) {
            double coefficient = coefficients[i] / columns[1][i];
            constant -= coefficient * columns[0][i];
            String feature = feature(model.schema(), i);
            add(
                    addends,
                    coefficient * preparation.target()[1],
                    preparation.isLogarithmic(i) ? "log(1 + " + feature + ")" : feature);
        }
        return constant;
    }

    private static void add(List<Addend> addends, double coefficient, String expression) {
        if (coefficient != 0) {
            addends.add(new Addend(coefficient, expression));
        }
    }

    private static String expression(NormalForm.Term term, FeatureSchema schema) {
        List<String> factors = new ArrayList<>();
        for (NormalForm.Factor factor : term.factors()) {
            String feature = feature(schema, factor.input());
            if (factor.power() != 0) {
                factors.add(feature + (factor.power() == 1 ? "" : "^" + show(factor.power())));
            }
            if (factor.logarithmPower() > 0) {
                factors.add(
                        "log2(" + feature + ")" + (factor.logarithmPower() == 1 ? "" : "^" + factor.logarithmPower()));
            }
        }
        return factors.isEmpty() ? "1" : String.join(" ", factors);
    }

    private static String feature(FeatureSchema schema, int index) {
        return word(schema.features().get(index).name());
    }

    private static String word(String name) {
        return name.matches(PLAIN) ? name : "[" + name + "]";
    }

    /**
     * The formula on one line, numbers to six digits, such as {@code y = 103.097 + 1.43996 x1 - 0.61395 x4}.
     *
     * @return {@code target = sum}, {@code target = exp(sum)}, or one of both times the normaliser
     */
    public String line() {
        StringBuilder sum = new StringBuilder();
        if (constant != 0 || addends.isEmpty()) {
            sum.append(show(constant));
        }
        for (Addend addend : addends) {
            boolean negative = addend.coefficient() < 0;
            if (sum.isEmpty()) {
                sum.append(negative ? "-" : "");
            } else {
                sum.append(negative ? " - " : " + ");
            }
            sum.append(show(Math.abs(addend.coefficient()))).append(' ').append(addend.expression());
        }
        String result = sum.toString();
        if (form == TargetForm.LOGARITHM) {
            result = "exp(" + result + ")";
        } else if (!normalizer.isEmpty()) {
            result = "(" + result + ")";
        }
        return target + " = " + result + (normalizer.isEmpty() ? "" : " * " + normalizer);
    }

    private static String show(double value) {
        BigDecimal rounded = new BigDecimal(value, SIX_DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        return size == 0 || size >= 1e-4 && size < 1e9 ? rounded.toPlainString() : rounded.toString();
    }
}
