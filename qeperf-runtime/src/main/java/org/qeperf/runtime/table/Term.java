package org.qeperf.runtime.table;

import java.util.List;

/**
 * One feature: a product of functions of cells.
 *
 * @param name name of the feature
 * @param factors at least one
 */
public record Term(String name, List<Factor> factors) {

    private static final int MOST_FACTORS = 64;

    /** Copies the list. */
    public Term {
        factors = List.copyOf(factors);
        TableColumn.requireName(name);
        if (factors.isEmpty() || factors.size() > MOST_FACTORS) {
            throw new IllegalArgumentException("feature '" + name + "' has " + factors.size() + " factors");
        }
    }

    /**
     * A column of numbers as it is.
     *
     * @param column its name
     * @return the feature
     */
    public static Term column(String column) {
        return new Term(column, List.of(new Factor.Power(column, 1)));
    }
}
