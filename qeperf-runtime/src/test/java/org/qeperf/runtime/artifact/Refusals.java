package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.List;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.ArtifactException.Reason;
import org.qeperf.api.feature.FeatureSchema;

/** Model files of the examples, read and refused. */
final class Refusals {

    static final Collection<FeatureSchema> SCHEMAS =
            List.of(new FeatureSchema("other-1", ExampleModels.SCHEMA.features()), ExampleModels.SCHEMA);
    static final String NOT_A_MODEL = "not a model file; expected a zip of JSON and arrays";

    static PortableModel read(byte[] bytes) {
        return ArtifactReader.read("m.qeperf", new ByteArrayInputStream(bytes), SCHEMAS);
    }

    static void refused(Reason reason, String message, byte[] bytes) {
        ArtifactException e = assertThrows(ArtifactException.class, () -> read(bytes));
        assertEquals("m.qeperf: " + message, e.getMessage());
        assertEquals(reason, e.reason());
    }

    static void corrupt(String problem, byte[] bytes) {
        refused(Reason.CORRUPT, problem + "; expected a sound model file", bytes);
    }

    static void corrupt(String problem, ModelFile file) {
        corrupt(problem, file.bytes());
    }

    static ModelFile forest() {
        return ModelFile.of(ExampleModels.forest());
    }

    static ModelFile network() {
        return ModelFile.of(ExampleModels.network());
    }

    static ObjectNode function(ObjectNode manifest) {
        return (ObjectNode) manifest.get("regressor");
    }

    static ObjectNode words(ObjectNode manifest) {
        return (ObjectNode) function(manifest).get("words");
    }

    private Refusals() {}
}
