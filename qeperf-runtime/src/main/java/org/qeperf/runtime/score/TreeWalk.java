package org.qeperf.runtime.score;

/** A way from rows to the leaves of an ensemble's trees. Immutable. All ways give the same values, bit by bit. */
interface TreeWalk {

    /** Elements that both forms of {@code predict} need. */
    int scratchLength();

    /** The value of the row that begins at {@code offset}. */
    double predict(double[] rows, int offset, double[] scratch);

    /** The values of {@code count} consecutive rows. */
    void predict(double[] rows, int offset, int count, double[] out, int outOffset, double[] scratch);
}
