package org.qeperf.api.train;

import java.util.List;
import org.qeperf.api.TrainingException;

/** One setting of an algorithm: its default and what it may be. Values are written as text in plans and reports. */
public sealed interface Hyperparameter {

    /**
     * The name used in plans.
     *
     * @return lower-case name
     */
    String name();

    /**
     * One sentence for the user.
     *
     * @return what the setting does
     */
    String meaning();

    /**
     * The value taken where the plan says nothing.
     *
     * @return a valid value as text
     */
    String defaultText();

    /**
     * The allowed values, for people.
     *
     * @return a phrase that follows the word "expected"
     */
    String range();

    /**
     * Checks a value and writes it in its one normal form.
     *
     * @param text the value as a user wrote it
     * @return the value as text
     * @throws TrainingException if it is not allowed
     */
    String normalize(String text);

    /**
     * A whole number.
     *
     * @param name the name used in plans
     * @param meaning one sentence
     * @param initial the default
     * @param lowest smallest allowed value
     * @param highest largest allowed value
     */
    record Whole(String name, String meaning, int initial, int lowest, int highest) implements Hyperparameter {
        @Override
        public String defaultText() {
            return Integer.toString(initial);
        }

        @Override
        public String range() {
            return "a whole number from " + lowest + " to " + highest;
        }

        @Override
        public String normalize(String text) {
            try {
                int value = Integer.parseInt(text.trim());
                if (value >= lowest && value <= highest) {
                    return Integer.toString(value);
                }
            } catch (NumberFormatException e) {
                throw refuse(this, text);
            }
            throw refuse(this, text);
        }
    }

    /**
     * A real number.
     *
     * @param name the name used in plans
     * @param meaning one sentence
     * @param initial the default
     * @param lowest smallest allowed value
     * @param highest largest allowed value
     * @param logarithmic whether a search should step by factors
     */
    record Real(String name, String meaning, double initial, double lowest, double highest, boolean logarithmic)
            implements Hyperparameter {
        @Override
        public String defaultText() {
            return Double.toString(initial);
        }

        @Override
        public String range() {
            return "a number from " + lowest + " to " + highest;
        }

        @Override
        public String normalize(String text) {
            try {
                double value = Double.parseDouble(text.trim());
                if (value >= lowest && value <= highest) {
                    return Double.toString(value);
                }
            } catch (NumberFormatException e) {
                throw refuse(this, text);
            }
            throw refuse(this, text);
        }
    }

    /**
     * One of a few words.
     *
     * @param name the name used in plans
     * @param meaning one sentence
     * @param choices the words, the default first
     */
    record Choice(String name, String meaning, List<String> choices) implements Hyperparameter {
        /** Copies the list. */
        public Choice {
            choices = List.copyOf(choices);
        }

        @Override
        public String defaultText() {
            return choices.get(0);
        }

        @Override
        public String range() {
            return "one of " + String.join(", ", choices);
        }

        @Override
        public String normalize(String text) {
            if (choices.contains(text.trim())) {
                return text.trim();
            }
            throw refuse(this, text);
        }
    }

    private static TrainingException refuse(Hyperparameter parameter, String text) {
        return new TrainingException(
                "hyperparameter " + parameter.name() + " is '" + text + "'; expected " + parameter.range());
    }
}
