package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Dimension;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.RegressorCatalogue;

/** The algorithms of a catalogue, with their settings. */
final class AlgorithmList {

    private AlgorithmList() {}

    static ObjectNode document(RegressorCatalogue catalogue) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        catalogue.choices().forEach((id, choice) -> {
            ObjectNode algorithm =
                    document.putObject(id).put("description", choice.algorithm().description());
            choice.algorithm().steps().ifPresent(steps -> algorithm.put("steps", steps));
            ObjectNode settings = algorithm.putObject("hyperparameters");
            for (Hyperparameter p : choice.algorithm().hyperparameters()) {
                ObjectNode setting = settings.putObject(p.name())
                        .put("default", p.defaultText())
                        .put("range", p.range())
                        .put("meaning", p.meaning());
                p.search().ifPresent(search -> describe(search, setting.putObject("search")));
            }
        });
        return document;
    }

    private static void describe(Dimension search, ObjectNode node) {
        if (search instanceof Dimension.Reals reals) {
            node.put("from", reals.from()).put("to", reals.to()).put("logarithmic", reals.logarithmic());
        } else if (search instanceof Dimension.Wholes wholes) {
            node.put("from", wholes.from()).put("to", wholes.to()).put("logarithmic", wholes.logarithmic());
        } else if (search instanceof Dimension.Words words) {
            ArrayNode values = node.putArray("values");
            words.words().forEach(values::add);
        }
    }

    static void print(RegressorCatalogue catalogue, PrintWriter out) {
        for (Map.Entry<String, RegressorCatalogue.Choice> entry :
                catalogue.choices().entrySet()) {
            Algorithm algorithm = entry.getValue().algorithm();
            out.println(entry.getKey() + ": " + algorithm.description());
            List<List<String>> table = new ArrayList<>();
            for (Hyperparameter p : algorithm.hyperparameters()) {
                String steps = algorithm.steps().equals(Optional.of(p.name())) ? "; counts steps" : "";
                String search = p.search().map(AlgorithmList::phrase).orElse("");
                table.add(List.of("  " + p.name(), p.defaultText(), p.meaning() + "; " + p.range() + search + steps));
            }
            FormatOption.print(table, out);
        }
    }

    private static String phrase(Dimension search) {
        if (search instanceof Dimension.Reals reals) {
            return "; searched "
                    + range(Double.toString(reals.from()), Double.toString(reals.to()), reals.logarithmic());
        }
        if (search instanceof Dimension.Wholes wholes) {
            return "; searched "
                    + range(Integer.toString(wholes.from()), Integer.toString(wholes.to()), wholes.logarithmic());
        }
        return "; searched among " + String.join(", ", ((Dimension.Words) search).words());
    }

    private static String range(String from, String to, boolean logarithmic) {
        return "from " + from + " to " + to + (logarithmic ? " by factors" : "");
    }
}
