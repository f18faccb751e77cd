package org.qeperf.api.feature;

/**
 * Many feature rows in one array, for callers that predict in batches.
 *
 * <p>The array is not copied: whoever changes it changes the matrix. Not safe for concurrent modification.
 */
public final class FeatureMatrix {

    private final FeatureSchema schema;
    private final double[] values;
    private final int rows;

    /**
     * Wraps an array.
     *
     * @param schema the columns
     * @param values {@code rows x schema.size()} numbers, row-major; kept, not copied
     * @throws IllegalArgumentException if the length is not a multiple of the row length
     */
    public FeatureMatrix(FeatureSchema schema, double[] values) {
        if (values.length % schema.size() != 0) {
            throw new IllegalArgumentException(
                    values.length + " numbers do not make whole rows of " + schema.size() + " features");
        }
        this.schema = schema;
        this.values = values;
        this.rows = values.length / schema.size();
    }

    /**
     * The columns.
     *
     * @return the schema
     */
    public FeatureSchema schema() {
        return schema;
    }

    /**
     * Number of rows.
     *
     * @return the number of rows, possibly 0
     */
    public int rows() {
        return rows;
    }

    /**
     * The numbers themselves.
     *
     * @return the wrapped array, row-major; not a copy
     */
    public double[] values() {
        return values;
    }
}
