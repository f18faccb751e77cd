package org.qeperf.api.feature;

/** One feature row: a schema and a finite number for each of its columns. Immutable. */
public final class FeatureVector {

    private final FeatureSchema schema;
    private final double[] values;

    /**
     * Creates a row.
     *
     * @param schema the columns
     * @param values one finite number for each column, in order; copied
     * @throws IllegalArgumentException if the length differs or a number is not finite
     */
    public FeatureVector(FeatureSchema schema, double[] values) {
        if (values.length != schema.size()) {
            throw new IllegalArgumentException(
                    "schema " + schema.name() + " has " + schema.size() + " features, got " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("feature "
                        + schema.features().get(i).name() + " is " + values[i] + "; expected a finite number");
            }
        }
        this.schema = schema;
        this.values = values.clone();
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
     * The value of one column.
     *
     * @param index position from 0
     * @return its value
     * @throws IndexOutOfBoundsException if there is no such column
     */
    public double get(int index) {
        return values[index];
    }

    /**
     * The value of one column.
     *
     * @param feature its name
     * @return its value
     * @throws IllegalArgumentException if there is no such column
     */
    public double get(String feature) {
        return values[schema.indexOf(feature)];
    }

    /**
     * All values in column order.
     *
     * @return a new array
     */
    public double[] toArray() {
        return values.clone();
    }
}
