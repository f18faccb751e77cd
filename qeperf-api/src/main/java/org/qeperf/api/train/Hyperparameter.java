package org.qeperf.api.train;

import java.util.List;
import java.util.Optional;
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
     * The values that a search should try, usually fewer than are allowed.
     *
     * @return the values; empty where a search should leave the default
     */
    Optional<Dimension> search();

    /**
     * A whole number.
     *
     * @param name the name used in plans
     * @param meaning one sentence
     * @param initial the default
     * @param lowest smallest allowed value
     * @param highest largest allowed value
     * @param search values that a search should try
     */
    record Whole(String name, String meaning, int initial, int lowest, int highest, Optional<Dimension> search)
            implements Hyperparameter {

        /**
         * A number that a search leaves at its default.
         *
         * @param name the name used in plans
         * @param meaning one sentence
         * @param initial the default
         * @param lowest smallest allowed value
         * @param highest largest allowed value
         */
        public Whole(String name, String meaning, int initial, int lowest, int highest) {
            this(name, meaning, initial, lowest, highest, Optional.empty());
        }

        /**
         * The same, tried between two values.
         *
         * @param from smallest value to try
         * @param to largest value to try
         * @param logarithmic whether factors count instead of differences
         * @return a new hyperparameter
         */
        public Whole searched(int from, int to, boolean logarithmic) {
            return new Whole(
                    name,
                    meaning,
                    initial,
                    lowest,
                    highest,
                    Optional.of(new Dimension.Wholes(
                            Integer.parseInt(normalize(Integer.toString(from))),
                            Integer.parseInt(normalize(Integer.toString(to))),
                            logarithmic)));
        }

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
     * @param logarithmic whether factors count instead of differences
     * @param search values that a search should try
     */
    record Real(
            String name,
            String meaning,
            double initial,
            double lowest,
            double highest,
            boolean logarithmic,
            Optional<Dimension> search)
            implements Hyperparameter {

        /**
         * A number that a search leaves at its default.
         *
         * @param name the name used in plans
         * @param meaning one sentence
         * @param initial the default
         * @param lowest smallest allowed value
         * @param highest largest allowed value
         * @param logarithmic whether factors count instead of differences
         */
        public Real(String name, String meaning, double initial, double lowest, double highest, boolean logarithmic) {
            this(name, meaning, initial, lowest, highest, logarithmic, Optional.empty());
        }

        /**
         * The same, tried between two values.
         *
         * @param from smallest value to try
         * @param to largest value to try
         * @return a new hyperparameter
         */
        public Real searched(double from, double to) {
            return new Real(
                    name,
                    meaning,
                    initial,
                    lowest,
                    highest,
                    logarithmic,
                    Optional.of(new Dimension.Reals(
                            Double.parseDouble(normalize(Double.toString(from))),
                            Double.parseDouble(normalize(Double.toString(to))),
                            logarithmic)));
        }

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
     * @param search words that a search should try
     */
    record Choice(String name, String meaning, List<String> choices, Optional<Dimension> search)
            implements Hyperparameter {
        /** Copies the list. */
        public Choice {
            choices = List.copyOf(choices);
        }

        /**
         * A word that a search leaves at its default.
         *
         * @param name the name used in plans
         * @param meaning one sentence
         * @param choices the words, the default first
         */
        public Choice(String name, String meaning, List<String> choices) {
            this(name, meaning, choices, Optional.empty());
        }

        /**
         * The same, some of its words tried.
         *
         * @param words what to try
         * @return a new hyperparameter
         */
        public Choice searched(String... words) {
            return new Choice(
                    name,
                    meaning,
                    choices,
                    Optional.of(new Dimension.Words(
                            List.of(words).stream().map(this::normalize).toList())));
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
