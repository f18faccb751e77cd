package org.qeperf.api.feature;

/**
 * The feature rows of one workload on one machine, for many layouts. What does not depend on the layout is computed once.
 * Immutable and safe for concurrent use.
 */
public interface LayoutRows {

    /**
     * The columns.
     *
     * @return the schema of the rows
     */
    FeatureSchema schema();

    /**
     * Writes rows, without allocating.
     *
     * @param layouts the layouts
     * @param from index of the first one
     * @param to index after the last one
     * @param out receives {@code (to - from) x schema().size()} numbers, row-major, from index 0; modified
     */
    void fill(Layouts layouts, int from, int to, double[] out);
}
