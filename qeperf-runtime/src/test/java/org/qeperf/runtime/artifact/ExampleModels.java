package org.qeperf.runtime.artifact;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;

/** Small models of three features, two of them logarithmic, divided by the third. */
public final class ExampleModels {

    public static final FeatureSchema SCHEMA = new FeatureSchema(
            "example-3",
            List.of(feature("n_el", Scale.LOG), feature("shift", Scale.LINEAR), feature("n_k", Scale.LOG)));

    private static final String NORMALIZER = "n_k";

    private ExampleModels() {}

    private static FeatureSpec feature(String name, Scale scale) {
        return new FeatureSpec(name, "1", "something counted", "this test", scale);
    }

    public static PortableModel forest() {
        return forest("example-forest", "1");
    }

    public static PortableModel forest(String name, String version) {
        // Two trees: log1p(n_el) <= 2 ? 0 : 1, and shift <= 1 ? 0 : (log1p(n_k) <= 1.4 ? 1 : 3). No whole number lies
        // on a
        // threshold, so the last bit of a logarithm decides nothing.
        TreeEnsemble trees = new TreeEnsemble(
                3,
                2,
                new int[] {0, 3},
                new int[] {0, -1, -1, 1, -1, 2, -1, -1},
                new double[] {0, 0, 1, -0.5, 0, 0, 1, 3},
                new int[] {1, 0, 0, 4, 0, 6, 0, 0},
                new int[] {2, 0, 0, 5, 0, 7, 0, 0});
        return model(manifest(name, version, trees), trees);
    }

    public static PortableModel network() {
        Random random = new Random(3);
        DenseNetwork network = new DenseNetwork(List.of(
                layer(random, 3, 4, Activation.SWISH),
                layer(random, 4, 3, Activation.TANH),
                layer(random, 3, 1, Activation.IDENTITY)));
        return model(manifest("example-network", "1", network), network);
    }

    private static DenseNetwork.Layer layer(Random random, int inputs, int outputs, Activation activation) {
        double[] weights = random.doubles((long) inputs * outputs, -1, 1).toArray();
        return new DenseNetwork.Layer(
                inputs, outputs, weights, random.doubles(outputs, -1, 1).toArray(), activation);
    }

    static PortableModel model(Manifest manifest, PortableRegressor regressor) {
        return new PortableModel(
                manifest,
                SCHEMA,
                preparation(),
                regressor,
                new PredictionInterval(new double[] {0.3, 0.1, 0.2, 0.05, 0.4, 0.15, 0.25, 0.35, 0.01}),
                new double[] {1, -4, 1},
                new double[] {1000, 6, 64});
    }

    static Preparation preparation() {
        return new Preparation(
                SCHEMA, new double[] {2, 2, 1.4}, new double[] {2, 2, 0.5}, 0.5, 1.5, SCHEMA.indexOf(NORMALIZER));
    }

    static Manifest manifest(String name, String version, PortableRegressor regressor) {
        return new Manifest(
                ArtifactFormat.VERSION,
                name,
                version,
                "example/by-hand",
                Map.of("b", "2", "a", "1"),
                "pw.x",
                SCHEMA.name(),
                SCHEMA.fingerprint(),
                "seconds_per_scf_iteration",
                "s",
                NORMALIZER,
                regressor.kind(),
                regressor.words(),
                new Manifest.Training(
                        "example-runs",
                        "0".repeat(64),
                        9,
                        3,
                        "by system, 3 folds",
                        42,
                        "2026-01-31",
                        Map.of("qeperf", "0.1.0"),
                        Map.of("log_rmse", 0.25)));
    }

    /** Rows inside the range of the models, on both sides of every threshold. */
    static FeatureMatrix rows(int count) {
        Random random = new Random(11);
        double[] values = new double[3 * count];
        for (int row = 0; row < count; row++) {
            values[3 * row] = 1 + random.nextInt(1000);
            values[3 * row + 1] = -4 + 10 * random.nextDouble();
            values[3 * row + 2] = 1 + random.nextInt(64);
        }
        return new FeatureMatrix(SCHEMA, values);
    }

    public static byte[] bytes(PortableModel model) {
        return ArtifactWriter.toBytes(model, rows(5));
    }
}
