package org.qeperf.train.validate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How rows are held out, as plans say it. */
public sealed interface Validation {

    /**
     * How to divide the rows that a test leaves, to choose by: this itself unless it is {@link Automatic}. Then it is like the
     * test, so that what is chosen is what the test asks for:
     *
     * <ul>
     *   <li>{@link Extrapolation}: extrapolation within the rows, about the top 15, 30 and 45 % of them each. At least 3
     *       different values of each column and 40 % of the rows stay to learn from; what cannot be done so is left out, and
     *       if nothing is left, rows are divided by chance.
     *   <li>{@link Groups}: 5 folds of whole groups, or as many as there are groups.
     *   <li>Else by chance in 5 folds, or row by row if there are fewer than 10.
     * </ul>
     *
     * @param test how the test is held out
     * @param rows the rows that the test leaves
     * @return never {@link Automatic}
     * @throws org.qeperf.api.TrainingException if the test goes by a column that is not there
     */
    default Validation forSelection(Validation test, RowValues rows) {
        return this instanceof Automatic ? AutomaticSelection.of(test, rows) : this;
    }

    /** Nothing is held out: errors are those on the rows learnt from. */
    record None() implements Validation {}

    /**
     * As the other division suggests, see {@link #forSelection}.
     */
    record Automatic() implements Validation {}

    /**
     * A share of the rows by chance.
     *
     * @param ratio held out, above 0 and below 1
     */
    record HoldOut(double ratio) implements Validation {}

    /**
     * Every row once, in so many parts by chance.
     *
     * @param folds at least 2
     */
    record KFold(int folds) implements Validation {}

    /**
     * Rows with certain values, which lie between others: by column the values, or {@code every}-th of its sorted values. Rows
     * of one such column are enough to be held out.
     *
     * @param values by column, the values held out
     * @param every by column, 2 or more: every so many-th of the sorted different values is held out, except the largest
     */
    record Interpolation(Map<String, List<Double>> values, Map<String, Integer> every) implements Validation {
        /** Copies both. */
        public Interpolation {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            every = Collections.unmodifiableMap(new LinkedHashMap<>(every));
        }
    }

    /**
     * Rows with a value above or below a bound in one of the columns.
     *
     * @param above by column, the largest value learnt from
     * @param below by column, the smallest value learnt from
     */
    record Extrapolation(Map<String, Double> above, Map<String, Double> below) implements Validation {
        /** Copies the maps. */
        public Extrapolation {
            above = Collections.unmodifiableMap(new LinkedHashMap<>(above));
            below = Collections.unmodifiableMap(new LinkedHashMap<>(below));
        }

        /**
         * Rows with a value above a bound in one of the columns.
         *
         * @param above by column, the largest value learnt from
         */
        public Extrapolation(Map<String, Double> above) {
            this(above, Map.of());
        }
    }

    /**
     * Several extrapolations, one after the other.
     *
     * @param folds at least one
     */
    record Extrapolations(List<Extrapolation> folds) implements Validation {
        /** Copies the list. */
        public Extrapolations {
            folds = List.copyOf(folds);
            if (folds.isEmpty()) {
                throw new IllegalArgumentException("no extrapolation");
            }
        }
    }

    /**
     * Whole groups of rows, such as all of a system or a machine.
     *
     * @param column what the groups go by
     * @param folds at least 2; each group is held out once. 0 for each group alone
     */
    record Groups(String column, int folds) implements Validation {}

    /**
     * The rows given.
     *
     * @param rows indices from 0 among the rows that are divided, header excluded
     */
    record Rows(List<Integer> rows) implements Validation {
        /** Copies the list. */
        public Rows {
            rows = List.copyOf(rows);
        }
    }
}
