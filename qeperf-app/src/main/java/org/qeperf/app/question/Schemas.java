package org.qeperf.app.question;

import org.qeperf.api.InputException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;

/** Feature schemas by name. */
public final class Schemas {

    private Schemas() {}

    /**
     * Finds a schema.
     *
     * @param extractor whose schemas
     * @param name its name
     * @return the schema
     * @throws IllegalArgumentException if there is none; the message lists the known ones
     */
    public static FeatureSchema find(FeatureExtractor extractor, String name) {
        return extractor.schemas().stream()
                .filter(schema -> schema.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no schema " + InputException.quote(name) + "; expected one of "
                                + String.join(
                                        ", ",
                                        extractor.schemas().stream()
                                                .map(FeatureSchema::name)
                                                .toList())));
    }
}
