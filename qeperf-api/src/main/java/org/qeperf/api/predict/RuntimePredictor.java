package org.qeperf.api.predict;

import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;

/** A model that predicts one quantity of a run from its feature row. Immutable and safe for concurrent use. */
public interface RuntimePredictor {

    /**
     * Which model this is.
     *
     * @return name and version
     */
    ModelId model();

    /**
     * The rows that this model takes.
     *
     * @return the schema
     */
    FeatureSchema schema();

    /**
     * What this model predicts.
     *
     * @return the quantity and its unit
     */
    Target target();

    /**
     * Predicts one row.
     *
     * @param features a row of {@link #schema()}
     * @return value, interval and the features that lie outside what the model has seen
     * @throws IllegalArgumentException if the row is of another schema
     */
    Prediction predict(FeatureVector features);

    /**
     * Predicts many rows without allocating.
     *
     * @param rows rows of {@link #schema()}; not modified
     * @param out receives one value for each row, in the unit of {@link #target()}; modified
     * @throws IllegalArgumentException if the rows are of another schema or {@code out} is too short
     */
    void predict(FeatureMatrix rows, double[] out);
}
