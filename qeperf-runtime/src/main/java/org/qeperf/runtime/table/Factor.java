package org.qeperf.runtime.table;

/** A function of one cell of a row. */
public sealed interface Factor {

    /**
     * The column it reads.
     *
     * @return its name
     */
    String column();

    /**
     * A power of a number, such as 1 for the number itself, -1 for its inverse, 0.5 for its root.
     *
     * @param column a column of numbers
     * @param exponent finite, not 0
     */
    record Power(String column, double exponent) implements Factor {
        /** Refuses exponents that say nothing. */
        public Power {
            if (!Double.isFinite(exponent) || exponent == 0) {
                throw new IllegalArgumentException("exponent " + exponent + " of column '" + column + "'");
            }
        }
    }

    /**
     * The natural logarithm of a number.
     *
     * @param column a column of numbers
     */
    record Log(String column) implements Factor {}

    /**
     * 1 where a word stands in the cell, else 0.
     *
     * @param column a column of words
     * @param level one of its levels
     */
    record Is(String column, String level) implements Factor {}
}
