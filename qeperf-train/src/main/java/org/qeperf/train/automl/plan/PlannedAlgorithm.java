package org.qeperf.train.automl.plan;

import java.util.List;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.yaml.YamlNode;

/**
 * An algorithm that a plan names.
 *
 * @param id {@code provider/algorithm}
 * @param algorithm the algorithm
 */
public record PlannedAlgorithm(String id, Algorithm algorithm) {

    /**
     * Reads the name of an algorithm.
     *
     * @param node where it is written
     * @param catalogue the training back-ends at hand
     * @return the algorithm
     * @throws InputException if there is none of this name; the message names the nearest and all others
     */
    public static PlannedAlgorithm read(YamlNode node, RegressorCatalogue catalogue) {
        String id = node.text();
        RegressorCatalogue.Choice choice = catalogue.choices().get(id);
        if (choice == null) {
            List<String> known = List.copyOf(catalogue.choices().keySet());
            StringBuilder unavailable = new StringBuilder();
            catalogue
                    .unavailable()
                    .forEach(
                            e -> unavailable.append(" (").append(e.getMessage()).append(')'));
            throw new InputException(
                    node.location(),
                    id,
                    "there is no algorithm " + InputException.quote(id) + EditDistance.suggestion(id, known),
                    "one of " + String.join(", ", known) + ", or the jar of another provider on the class path"
                            + unavailable);
        }
        return new PlannedAlgorithm(id, choice.algorithm());
    }

    /**
     * A hyperparameter by name.
     *
     * @param name its name
     * @param place where it is written
     * @return the hyperparameter
     * @throws InputException if there is none of this name
     */
    public Hyperparameter hyperparameter(String name, SourceLocation place) {
        List<String> known =
                algorithm.hyperparameters().stream().map(Hyperparameter::name).toList();
        int index = known.indexOf(name);
        if (index < 0) {
            throw new InputException(
                    place,
                    name,
                    id + " has no hyperparameter " + InputException.quote(name) + EditDistance.suggestion(name, known),
                    known.isEmpty() ? "none at all" : "one of " + String.join(", ", known));
        }
        return algorithm.hyperparameters().get(index);
    }

    /**
     * A value of a hyperparameter.
     *
     * @param parameter the hyperparameter
     * @param node where the value is written
     * @return the value in its normal form
     * @throws InputException if it cannot have this value
     */
    public static String value(Hyperparameter parameter, YamlNode node) {
        try {
            return parameter.normalize(node.text());
        } catch (TrainingException e) {
            throw node.wrong(parameter.range());
        }
    }
}
