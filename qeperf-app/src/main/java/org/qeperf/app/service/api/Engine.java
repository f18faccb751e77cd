package org.qeperf.app.service.api;

import java.util.function.Supplier;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.train.registry.ServedModels;

/**
 * What answers are made with. Safe for concurrent use.
 *
 * @param extractor reads inputs
 * @param clusters the machines that have a name
 * @param models the models as they are now; a request asks once and keeps what it gets
 */
public record Engine(FeatureExtractor extractor, Clusters clusters, Supplier<ServedModels> models) {

    /** Reads the machines, so that what is wrong with one is told at the start. */
    public Engine {
        clusters.all();
    }
}
