package org.qeperf.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.score.TreeEnsemble;

/** A model file around trees that changes neither their inputs nor what they give. */
public final class BareModel {

    private BareModel() {}

    /**
     * Wraps trees.
     *
     * @param trees the function
     * @return a model named "large" whose predictions are those of the trees
     */
    public static PortableModel of(TreeEnsemble trees) {
        List<FeatureSpec> columns = new ArrayList<>();
        for (int i = 0; i < trees.inputs(); i++) {
            columns.add(new FeatureSpec("x" + i, "1", "a column", "this benchmark", Scale.LINEAR));
        }
        FeatureSchema schema = new FeatureSchema("columns-" + trees.inputs(), columns);
        double[] ones = new double[trees.inputs()];
        Arrays.fill(ones, 1);
        double[] low = new double[trees.inputs()];
        Preparation preparation = Preparation.raw(schema, Normalizer.NONE);
        return new PortableModel(
                manifest(schema, preparation, trees),
                schema,
                preparation,
                trees,
                new PredictionInterval(new double[] {0.1, 0.2}),
                low,
                ones,
                List.of());
    }

    private static Manifest manifest(FeatureSchema schema, Preparation preparation, TreeEnsemble trees) {
        return new Manifest(
                Manifest.CURRENT_FORMAT,
                "large",
                "1",
                "example/forest",
                Map.of(),
                "pw.x",
                schema.name(),
                schema.fingerprint(),
                "seconds_per_scf_iteration",
                "s",
                preparation.word(),
                preparation.targetForm().word(),
                preparation.normalizer().name(),
                preparation.normalizer().description(),
                Manifest.Function.of(trees),
                new Manifest.Training(
                        "none", "0".repeat(64), 1, 1, "none", 1, "2026-01-01", Map.of(), Map.of("bytes", 0.0)));
    }
}
