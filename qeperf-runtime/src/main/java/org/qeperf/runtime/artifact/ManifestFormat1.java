package org.qeperf.runtime.artifact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.qeperf.runtime.score.TreeEnsemble;

/**
 * Manifests of format 1: rows were always standardised, the target was divided by a feature at most, and trees computed
 * in double precision.
 */
final class ManifestFormat1 {

    private ManifestFormat1() {}

    /** The same in the form of format 2. */
    static ObjectNode upgrade(ObjectNode manifest) {
        ObjectNode upgraded = manifest.deepCopy();
        upgraded.put("format", 2);
        upgraded.put("inputs", "standardized");
        upgraded.set("law", ArtifactFormat.JSON.valueToTree(Manifest.Function.NONE));
        ObjectNode regressor = upgraded.putObject("regressor");
        regressor.set("kind", manifest.get("regressor"));
        regressor.set("words", upgraded.remove("words"));
        if (TreeEnsemble.KIND.equals(manifest.path("regressor").asText())) {
            regressor.putObject("words").put("precision", "double");
        }
        return upgraded;
    }
}
