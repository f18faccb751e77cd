package org.qeperf.train.validate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How rows are held out, as plans say it. */
public sealed interface Validation {

    /** Nothing is held out: errors are those on the rows learnt from. */
    record None() implements Validation {}

    /**
     * As the other division suggests: for selection, extrapolation within the training rows where the test is one, whole
     * groups where the test holds out groups, else five folds.
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
     * Rows with certain values, which lie between others: by column the values, or {@code every}-th of its sorted values.
     *
     * @param values by column, the values held out
     * @param every by column, 2 or more: every so many-th value is held out
     */
    record Interpolation(Map<String, List<Double>> values, Map<String, Integer> every) implements Validation {
        /** Copies both. */
        public Interpolation {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            every = Collections.unmodifiableMap(new LinkedHashMap<>(every));
        }
    }

    /**
     * Rows with a value above a bound in one of the columns.
     *
     * @param above by column, the largest value learnt from
     */
    record Extrapolation(Map<String, Double> above) implements Validation {
        /** Copies the map. */
        public Extrapolation {
            above = Collections.unmodifiableMap(new LinkedHashMap<>(above));
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
     * @param rows indices from 0, header excluded
     */
    record Rows(List<Integer> rows) implements Validation {
        /** Copies the list. */
        public Rows {
            rows = List.copyOf(rows);
        }
    }
}
