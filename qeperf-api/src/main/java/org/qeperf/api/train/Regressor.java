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
     * Length of the scratch array that both forms of {@code predict} need.
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

    /**
     * Evaluates consecutive rows without allocating. Gives the same values as one row at a time, bit by bit.
     *
     * @param rows array that holds the rows, {@link #inputs()} numbers each; not modified
     * @param offset index of the first row's first element
     * @param count number of rows
     * @param out receives one value for each row; modified
     * @param outOffset index of the first value
     * @param scratch at least {@link #scratchLength()} elements; modified
     */
    default void predict(double[] rows, int offset, int count, double[] out, int outOffset, double[] scratch) {
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = predict(rows, offset + i * inputs(), scratch);
        }
    }
}
