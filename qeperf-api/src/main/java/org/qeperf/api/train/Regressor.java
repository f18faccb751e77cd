package org.qeperf.api.train;

/**
 * A trained function from numbers to one number. Immutable and safe for concurrent use, as long as every thread brings
 * its own scratch array.
 */
public interface Regressor {

    /**
     * Length of a row.
     *
     * @return number of inputs, at least 1
     */
    int inputs();

    /**
     * Length of the scratch array that {@link #predict} needs.
     *
     * @return number of elements, possibly 0
     */
    int scratchLength();

    /**
     * Evaluates one row without allocating.
     *
     * @param rows array that holds the row; not modified
     * @param offset index of the row's first element
     * @param scratch at least {@link #scratchLength()} elements; modified, its old content does not matter
     * @return the function's value
     */
    double predict(double[] rows, int offset, double[] scratch);
}
