package org.qeperf.train.automl;

import java.util.Optional;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.train.data.Samples;

/**
 * The rows in one choice of features.
 *
 * @param name how plans and leaderboards call the choice
 * @param samples features and targets
 * @param table how the features are made of a table's columns; empty for those of a simulation program
 */
public record FeatureSet(String name, Samples samples, Optional<TableFeatures> table) {

    FeatureSet subset(int[] rows) {
        return new FeatureSet(name, samples.subset(rows), table);
    }
}
