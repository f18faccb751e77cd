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
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.explain.Contribution;
import org.qeperf.runtime.explain.Explanation;
import org.qeperf.runtime.explain.Explanation.Form;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.score.LinearFunction;

/**
 * An explanation as people and programs read it.
 *
 * @param why the explanation
 * @param base which row the base is of
 * @param unit unit of the target
 */
record ExplanationView(Explanation why, String base, String unit) {

    /** Features shown to people. */
    private static final int SHOWN = 10;

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    static ExplanationView of(RuntimePredictor predictor, FeatureVector row) {
        if (!(predictor instanceof PortableModel model)) {
            throw new QePerfException("model " + predictor.model()
                    + " cannot be explained; expected one of a file that ends" + " with " + ModelShelf.ENDING);
        }
        return new ExplanationView(
                Explanation.of(model, row), base(model), model.target().unit());
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
        document.put("form", why.form().name().toLowerCase(Locale.ROOT)).put("base", why.base());
        ArrayNode contributions = document.putArray("contributions");
        why.contributions()
                .forEach(c -> contributions
                        .addObject()
                        .put("feature", c.feature())
                        .put("value", c.value())
                        .put("effect", c.effect()));
        why.spread()
                .ifPresent(s -> document.putObject("trees")
                        .put("lower", s.lower())
                        .put("median", s.median())
                        .put("upper", s.upper()));
        return document;
    }

    void print(PrintWriter out) {
        out.println();
        out.println("why: " + amount(why.base()) + " " + base + ", then");
        List<List<String>> table = new ArrayList<>();
        double rest = why.form() == Form.FACTORS ? 1 : 0;
        for (int i = 0; i < why.contributions().size(); i++) {
            Contribution c = why.contributions().get(i);
            if (i < SHOWN) {
                table.add(List.of("  " + c.feature(), value(c.value()), effect(c.effect())));
            } else if (why.form() == Form.FACTORS) {
                rest *= c.effect();
            } else {
                rest += c.effect();
            }
        }
        if (why.contributions().size() > SHOWN) {
            table.add(List.of("  all others", "", effect(rest)));
        }
        FormatOption.print(table, out);
        why.spread()
                .ifPresent(s -> out.println("trees: one in ten says less than " + amount(s.lower())
                        + ", one in ten more than " + amount(s.upper())));
    }

    private static String value(double value) {
        BigDecimal rounded = new BigDecimal(value, FOUR_DIGITS).stripTrailingZeros();
        boolean plain = Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6;
        return value == 0 || plain ? rounded.toPlainString() : rounded.toString();
    }

    private String effect(double effect) {
        return why.form() == Form.FACTORS
                ? String.format(Locale.ROOT, "x %.3f", effect)
                : String.format(Locale.ROOT, "%+.3g %s", effect, unit);
    }

    private String amount(double value) {
        return String.format(Locale.ROOT, "%.3g %s", value, unit);
    }
}
