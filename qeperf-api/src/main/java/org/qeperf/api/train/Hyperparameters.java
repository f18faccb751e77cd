package org.qeperf.api.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qeperf.api.TrainingException;

/** A value for every hyperparameter of one algorithm. Immutable. */
public final class Hyperparameters {

    private final Map<String, String> values;

    private Hyperparameters(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Completes the values that a user gave with the algorithm's defaults.
     *
     * @param algorithm whose settings they are
     * @param given values by name, as text
     * @return a value for every hyperparameter
     * @throws TrainingException if a name is unknown or a value is not allowed
     */
    static Hyperparameters of(Algorithm algorithm, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Hyperparameter parameter : algorithm.hyperparameters()) {
            String text = given.get(parameter.name());
            values.put(parameter.name(), text == null ? parameter.defaultText() : parameter.normalize(text));
        }
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                throw new TrainingException("algorithm " + algorithm.name() + " has no hyperparameter '" + name
                        + "'; it has " + String.join(", ", values.keySet()));
            }
        }
        return new Hyperparameters(values);
    }

    /**
     * The value of a whole number.
     *
     * @param name its name
     * @return the value
     * @throws IllegalArgumentException if the algorithm has no such hyperparameter, or it is no whole number
     */
    public int whole(String name) {
        return Integer.parseInt(text(name));
    }

    /**
     * The value of a real number.
     *
     * @param name its name
     * @return the value
     * @throws IllegalArgumentException if the algorithm has no such hyperparameter, or it is no number
     */
    public double real(String name) {
        return Double.parseDouble(text(name));
    }

    /**
     * The value as text.
     *
     * @param name its name
     * @return the value in its normal form
     * @throws IllegalArgumentException if the algorithm has no such hyperparameter
     */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no hyperparameter '" + name + "'; there are " + values.keySet());
        }
        return value;
    }

    /**
     * All values as text, in the algorithm's order.
     *
     * @return an unmodifiable map
     */
    public Map<String, String> asMap() {
        return values;
    }
}
