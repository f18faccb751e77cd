package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.explain.Contribution;
import org.qeperf.runtime.explain.Explanation;
import org.qeperf.runtime.explain.Explanation.Form;
import org.qeperf.runtime.explain.Spread;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.score.LinearFunction;

/**
 * An explanation as people and programs read it.
 *
 * @param why what each feature does; empty for a model of which only the spread is known
 * @param spread how far the members of the model are apart, if it has any
 * @param base which row the base is of
 * @param model the model
 */
record ExplanationView(Optional<Explanation> why, Optional<Spread> spread, String base, PortableModel model) {

    /** Features shown to people. */
    private static final int SHOWN = 10;

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    static ExplanationView of(RuntimePredictor predictor, FeatureVector row) {
        if (!(predictor instanceof PortableModel model)) {
            throw new QePerfException("model " + predictor.model()
                    + " cannot be explained; expected one of a file that ends" + " with " + ModelShelf.ENDING);
        }
        Optional<Spread> spread = Spread.of(model, row);
        boolean onlySpread = !Explanation.isPossible(model) && spread.isPresent();
        Optional<Explanation> why = onlySpread ? Optional.empty() : Optional.of(Explanation.of(model, row));
        return new ExplanationView(why, spread, base(model), model);
    }

    private static String base(PortableModel model) {
        String normalizer = model.preparation().normalizer().name();
        String row = model.table().isPresent() ? "row" : "run";
        boolean zero = model.regressor() instanceof LinearFunction
                && model.preparation().inputs() == Inputs.RAW;
        return (zero ? "where every feature is 0" : "for the average " + row)
                + (normalizer.isEmpty() ? "" : " with this " + row + "'s " + normalizer);
    }

    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        why.ifPresent(one -> document(one, document));
        spread.ifPresent(s -> document.putObject("spread")
                .put("source", s.source().name().toLowerCase(Locale.ROOT))
                .put("members", s.members())
                .put("lower", s.lower())
                .put("median", s.median())
                .put("upper", s.upper())
                .put("deviation_log", s.deviationLog()));
        return document;
    }

    private static void document(Explanation why, ObjectNode document) {
        document.put("form", why.form().name().toLowerCase(Locale.ROOT)).put("base", why.base());
        ArrayNode contributions = document.putArray("contributions");
        why.contributions()
                .forEach(c -> contributions
                        .addObject()
                        .put("feature", c.feature())
                        .put("value", c.value())
                        .put("effect", c.effect()));
    }

    void print(PrintWriter out) {
        out.println();
        why.ifPresentOrElse(
                one -> print(one, out),
                () -> out.println(
                        "why: a model of kind " + model.regressor().kind() + " does not say what each feature does"));
        spread.ifPresent(s -> out.println(members(s) + ": one in ten says less than " + amount(s.lower())
                + ", one in ten more than " + amount(s.upper())));
    }

    private static String members(Spread spread) {
        return switch (spread.source()) {
            case TREES -> "trees";
            case DROPOUT -> "the network without some of its units, " + spread.members() + " times";
            case MEMBERS -> Quantities.counted(spread.members(), "model");
        };
    }

    private void print(Explanation why, PrintWriter out) {
        out.println("why: " + amount(why.base()) + " " + base + ", then");
        List<List<String>> table = new ArrayList<>();
        boolean factors = why.form() == Form.FACTORS;
        double rest = factors ? 1 : 0;
        for (int i = 0; i < why.contributions().size(); i++) {
            Contribution c = why.contributions().get(i);
            if (i < SHOWN) {
                table.add(List.of("  " + c.feature(), value(c.value()), effect(c.effect(), factors)));
            } else if (factors) {
                rest *= c.effect();
            } else {
                rest += c.effect();
            }
        }
        if (why.contributions().size() > SHOWN) {
            table.add(List.of("  all others", "", effect(rest, factors)));
        }
        FormatOption.print(table, out);
    }

    private static String value(double value) {
        BigDecimal rounded = new BigDecimal(value, FOUR_DIGITS).stripTrailingZeros();
        boolean plain = Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6;
        return value == 0 || plain ? rounded.toPlainString() : rounded.toString();
    }

    private String effect(double effect, boolean factors) {
        return factors
                ? String.format(Locale.ROOT, "x %.3f", effect)
                : String.format(Locale.ROOT, "%+.3g %s", effect, model.target().unit());
    }

    private String amount(double value) {
        return String.format(Locale.ROOT, "%.3g %s", value, model.target().unit());
    }
}
