package org.qeperf.app.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Workload;
import org.qeperf.train.data.RunRecordJson;

/** The counts of an input as JSON, with the feature row of a layout where one is asked for. */
public final class FeaturesDocument {

    private FeaturesDocument() {}

    /**
     * Writes counts.
     *
     * @param workload what the input asks for
     * @param row the row to add as {@code features}
     * @return the document
     */
    public static ObjectNode of(Workload workload, Optional<FeatureVector> row) {
        ObjectNode document = RunRecordJson.write(workload.counts());
        row.ifPresent(vector -> {
            ObjectNode features = document.putObject("features");
            for (FeatureSpec feature : vector.schema().features()) {
                features.put(feature.name(), vector.get(feature.name()));
            }
        });
        ArrayNode warnings = document.putArray("warnings");
        workload.warnings().forEach(warning -> warnings.add(warning.toString()));
        return document;
    }
}
