package org.qeperf.runtime.artifact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.qeperf.runtime.artifact.Preparation.TargetForm;

/** Manifests of format 2: the logarithm of the target belonged to standardised rows, the target itself to raw ones. */
final class ManifestFormat2 {

    private ManifestFormat2() {}

    /** The same in the form of format 3. */
    static ObjectNode upgrade(ObjectNode manifest) {
        ObjectNode upgraded = manifest.deepCopy();
        upgraded.put("format", 3);
        boolean raw = manifest.path("inputs").asText().equals("raw");
        upgraded.put("target_form", (raw ? TargetForm.IDENTITY : TargetForm.LOGARITHM).word());
        return upgraded;
    }
}
