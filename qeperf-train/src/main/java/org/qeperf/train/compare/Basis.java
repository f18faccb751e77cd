package org.qeperf.train.compare;

import org.qeperf.features.workload.PwSchemas;

/** What a model sees and what it learns. */
public enum Basis {
    /** The thesis's features; seconds per iteration over its complexity factor. */
    THESIS(PwSchemas.THESIS_14, "normalised time"),

    /** The features of this library; seconds per iteration. */
    QEPERF(PwSchemas.QEPERF_1, "seconds");

    private final String schema;
    private final String target;

    Basis(String schema, String target) {
        this.schema = schema;
        this.target = target;
    }

    /**
     * The features.
     *
     * @return name of a schema
     */
    public String schema() {
        return schema;
    }

    /**
     * What is learnt, before a normaliser.
     *
     * @return a few words
     */
    public String target() {
        return target;
    }
}
