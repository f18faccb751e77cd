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
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.explain.Contribution;
import org.qeperf.runtime.explain.Explanation;
import org.qeperf.runtime.explain.Explanation.Form;
import org.qeperf.runtime.models.ModelShelf;

/**
 * An explanation as people and programs read it.
 *
 * @param why the explanation
 * @param normalizer what the target was divided by; empty for nothing
 */
record ExplanationView(Explanation why, String normalizer) {

    /** Features shown to people. */
    private static final int SHOWN = 10;

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    static ExplanationView of(RuntimePredictor predictor, FeatureVector row) {
        if (!(predictor instanceof PortableModel model)) {
            throw new QePerfException("model " + predictor.model()
                    + " cannot be explained; expected one of a file that ends" + " with " + ModelShelf.ENDING);
        }
        return new ExplanationView(
                Explanation.of(model, row), model.preparation().normalizer().name());
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
        out.println("why: " + seconds(why.base()) + " for the average run"
                + (normalizer.isEmpty() ? "" : " with this run's " + normalizer) + ", then");
        List<List<String>> table = new ArrayList<>();
        double rest = why.form() == Form.FACTORS ? 1 : 0;
        for (int i = 0; i < why.contributions().size(); i++) {
            Contribution c = why.contributions().get(i);
            if (i < SHOWN) {
                table.add(List.of(
                        "  " + c.feature(),
                        new BigDecimal(c.value(), FOUR_DIGITS)
                                .stripTrailingZeros()
                                .toString(),
                        effect(c.effect())));
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
                .ifPresent(s -> out.println("trees: one in ten says less than " + seconds(s.lower())
                        + ", one in ten more than " + seconds(s.upper())));
    }

    private String effect(double effect) {
        return String.format(Locale.ROOT, why.form() == Form.FACTORS ? "x %.3f" : "%+.3g s", effect);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3g s", seconds);
    }
}
