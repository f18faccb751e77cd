package org.qeperf.app.service.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.train.registry.ServedModels;

/**
 * What answers are made with. All machines are read once, when it is made, that of the service itself too. Safe for concurrent use.
 */
public final class Engine {

    private final FeatureExtractor extractor;
    private final Clusters clusters;
    private final Supplier<ServedModels> models;
    private final LongConsumer predicted;
    private final Cluster local;
    private final List<Cluster> machines;

    /**
     * Reads the machines, so that what is wrong with one is told at the start.
     *
     * @param extractor reads inputs
     * @param clusters the machines that have a name
     * @param models the models as they are now; a request asks once and keeps what it gets
     * @param predicted is told how many layouts got a time
     */
    public Engine(
            FeatureExtractor extractor, Clusters clusters, Supplier<ServedModels> models, LongConsumer predicted) {
        this.extractor = extractor;
        this.clusters = clusters;
        this.models = models;
        this.predicted = predicted;
        this.local = clusters.find(Clusters.LOCAL);
        List<Cluster> all = new ArrayList<>(List.of(Clusters.local()));
        all.addAll(clusters.all());
        this.machines = List.copyOf(all);
    }

    /**
     * What reads inputs.
     *
     * @return the extractor
     */
    public FeatureExtractor extractor() {
        return extractor;
    }

    /**
     * The models as they are now.
     *
     * @return a snapshot
     */
    public ServedModels models() {
        return models.get();
    }

    /**
     * All machines that have a name.
     *
     * @return that of the service first, with all that its operating system tells
     */
    public List<Cluster> machines() {
        return machines;
    }

    /**
     * Finds a machine that runs go to.
     *
     * @param name its name or an alias, see {@link Clusters#find(String)}
     * @return the machine
     * @throws org.qeperf.api.QePerfException if there is none; the message lists the known ones
     */
    public Cluster machine(String name) {
        return name.equalsIgnoreCase(Clusters.LOCAL) ? local : clusters.find(name);
    }

    /**
     * Counts predictions.
     *
     * @param layouts how many layouts got a time
     */
    public void predicted(long layouts) {
        predicted.accept(layouts);
    }
}
