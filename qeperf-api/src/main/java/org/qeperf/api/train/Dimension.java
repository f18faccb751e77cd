package org.qeperf.api.train;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The values of one hyperparameter that a search chooses from. Values are text, as everywhere in plans. */
public sealed interface Dimension {

    /**
     * The value at a position.
     *
     * @param position from 0 to 1
     * @return a value of this dimension
     */
    String at(double position);

    /**
     * The position of a value; values that are alike lie close to each other, but for words.
     *
     * @param value a value of this dimension as {@link #at} gives it
     * @return from 0 to 1
     * @throws IllegalArgumentException if it is none of them
     */
    double position(String value);

    /**
     * A few values that cover the dimension.
     *
     * @param most how many at most, at least 1; words are all given
     * @return different values in their order
     */
    List<String> grid(int most);

    /**
     * Real numbers between two.
     *
     * @param from smallest
     * @param to largest, larger
     * @param logarithmic whether factors count instead of differences; then both are positive
     */
    record Reals(double from, double to, boolean logarithmic) implements Dimension {
        /** Refuses an empty range. */
        public Reals {
            requireRange(from, to, logarithmic);
        }

        @Override
        public String at(double position) {
            return Double.toString(between(from, to, logarithmic, position));
        }

        @Override
        public double position(String value) {
            return share(from, to, logarithmic, Double.parseDouble(value));
        }

        @Override
        public List<String> grid(int most) {
            return spread(this, most);
        }
    }

    /**
     * Whole numbers between two.
     *
     * @param from smallest
     * @param to largest, larger
     * @param logarithmic whether factors count instead of differences; then both are positive
     */
    record Wholes(int from, int to, boolean logarithmic) implements Dimension {
        /** Refuses an empty range. */
        public Wholes {
            requireRange(from, to, logarithmic);
        }

        @Override
        public String at(double position) {
            // Every number has a share of the positions of its own, the first and the last too.
            double low = logarithmic ? from : from - 0.5;
            double high = logarithmic ? to + 1.0 : to + 0.5;
            double value = between(low, high, logarithmic, position);
            long whole = logarithmic ? (long) Math.floor(value) : Math.round(value);
            return Long.toString(Math.min(to, Math.max(from, whole)));
        }

        @Override
        public double position(String value) {
            double whole = Integer.parseInt(value);
            if (whole < from || whole > to) {
                throw new IllegalArgumentException(value + " is not between " + from + " and " + to);
            }
            return logarithmic
                    ? share(from, to + 1.0, true, Math.sqrt(whole * (whole + 1)))
                    : share(from - 0.5, to + 0.5, false, whole);
        }

        @Override
        public List<String> grid(int most) {
            return spread(this, most);
        }
    }

    /**
     * A list of values without order: words, or numbers that a user lists.
     *
     * @param words at least one, each once
     */
    record Words(List<String> words) implements Dimension {
        /** Copies the list. */
        public Words {
            words = List.copyOf(words);
            if (words.isEmpty() || words.stream().distinct().count() < words.size()) {
                throw new IllegalArgumentException("expected at least one word, each once, not " + words);
            }
        }

        @Override
        public String at(double position) {
            return words.get(Math.max(0, Math.min(words.size() - 1, (int) (position * words.size()))));
        }

        @Override
        public double position(String value) {
            int index = words.indexOf(value);
            if (index < 0) {
                throw new IllegalArgumentException("'" + value + "' is none of " + words);
            }
            return (index + 0.5) / words.size();
        }

        @Override
        public List<String> grid(int most) {
            return words;
        }
    }

    private static void requireRange(double from, double to, boolean logarithmic) {
        if (!(from < to) || Double.isInfinite(from) || Double.isInfinite(to) || logarithmic && from <= 0) {
            throw new IllegalArgumentException("no range from " + from + " to " + to);
        }
    }

    private static double between(double from, double to, boolean logarithmic, double position) {
        double share = Math.max(0, Math.min(1, position));
        if (share == 0 || share == 1) {
            // The ends as they were written, not as their logarithms round.
            return share == 0 ? from : to;
        }
        double value = logarithmic
                ? StrictMath.exp(StrictMath.log(from) + share * (StrictMath.log(to) - StrictMath.log(from)))
                : from + share * (to - from);
        return Math.max(from, Math.min(to, value));
    }

    private static double share(double from, double to, boolean logarithmic, double value) {
        if (!(value >= from && value <= to)) {
            throw new IllegalArgumentException(value + " is not between " + from + " and " + to);
        }
        return logarithmic
                ? (StrictMath.log(value) - StrictMath.log(from)) / (StrictMath.log(to) - StrictMath.log(from))
                : (value - from) / (to - from);
    }

    private static List<String> spread(Dimension dimension, int most) {
        LinkedHashSet<String> values = new LinkedHashSet<>();
        for (int i = 0; i < most; i++) {
            values.add(dimension.at(most == 1 ? 0.5 : i / (most - 1.0)));
        }
        return new ArrayList<>(values);
    }
}
