package org.qeperf.runtime.artifact;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.predict.Target;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.Insight;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.models.RunModels;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.KernelMachine;
import org.qeperf.runtime.score.KernelMachine.Kernel;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.NormalForm;
import org.qeperf.runtime.score.NormalForm.Factor;
import org.qeperf.runtime.score.NormalForm.Term;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;
import org.qeperf.runtime.score.WeightedSum;

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
        TreeEnsemble trees = TreeEnsemble.builder(3)
                .divisor(2)
                .split(0, 0, 9)
                .leaf(0, 4)
                .leaf(1, 5)
                .split(1, -0.5, 9)
                .leaf(0, 3)
                .split(2, 0, 6)
                .leaf(1, 4)
                .leaf(3, 2)
                .build();
        return model(name, version, preparation(), trees);
    }

    public static PortableModel network() {
        Random random = new Random(3);
        DenseNetwork network = new DenseNetwork(List.of(
                layer(random, 3, 4, Activation.SWISH),
                layer(random, 4, 3, Activation.TANH),
                layer(random, 3, 1, Activation.IDENTITY)));
        return model("example-network", preparation(), network);
    }

    /** Seconds as they are: 0.5 + 0.01 n_el + 0.25 n_k. */
    public static PortableModel linear() {
        LinearFunction function = new LinearFunction(0.5, new double[] {0.01, 0, 0.25});
        return model("example-linear", Preparation.raw(SCHEMA, Normalizer.NONE), function);
    }

    /** Seconds as they are: 1 + 0.1 n_el log2(n_el) + 0.2 n_el^0.5 n_k. */
    public static PortableModel normalForm() {
        NormalForm function = new NormalForm(
                3,
                1,
                List.of(
                        new Term(0.1, List.of(new Factor(0, 1, 1))),
                        new Term(0.2, List.of(new Factor(0, 0.5, 0), new Factor(2, 1, 0)))));
        return model("example-normal-form", Preparation.raw(SCHEMA, Normalizer.NONE), function);
    }

    /**
     * One model for each target, of electrons n, nodes and ranks: 0.5 + 0.01 n + 0.25 ranks seconds per iteration, 10 iterations,
     * 1 ionic step, 2 + 0.01 n seconds outside, 1 GiB over all ranks.
     */
    public static RunModels run() {
        return new RunModels(
                linear(),
                of(Target.SCF_ITERATIONS, new NormalForm(3, 10, List.of())),
                of(Target.IONIC_STEPS, new NormalForm(3, 1, List.of())),
                of(
                        Target.SECONDS_OUTSIDE_SCF,
                        new NormalForm(3, 2, List.of(new Term(0.01, List.of(new Factor(0, 1, 0)))))),
                of(
                        Target.PEAK_MEMORY_PER_RANK,
                        new NormalForm(3, 0, List.of(new Term(1 << 30, List.of(new Factor(2, -1, 0)))))));
    }

    /** A model of another target. */
    public static PortableModel of(Target target, NormalForm function) {
        Preparation preparation = Preparation.raw(SCHEMA, Normalizer.NONE);
        String name = "example-" + target.name().replace('_', '-');
        return model(manifest(name, "1", "pw.x", SCHEMA, target, preparation, function), preparation, function);
    }

    /** A kernel machine on what a linear law leaves. */
    public static PortableModel greyBox() {
        LinearFunction law = new LinearFunction(0.5, new double[] {0.01, 0, 0.25});
        double[] points = {-1, 0, 1, 0.5, -0.5, 0};
        KernelMachine function = new KernelMachine(Kernel.GAUSSIAN, 0.3, 0.1, points, new double[] {0.7, -0.4});
        Preparation preparation = Preparation.standardized(
                SCHEMA,
                new double[] {2, 2, 1.4},
                new double[] {2, 2, 0.5},
                0.1,
                0.2,
                Normalizer.law("example/law", law));
        return model("example-grey-box", preparation, function);
    }

    /** Boosted trees in single precision; 0.1f and the rest are no doubles of their own. */
    public static PortableModel boosted() {
        TreeEnsemble trees = TreeEnsemble.builder(3)
                .singlePrecision()
                .base(0.1f)
                .split(0, 0.3f, 9)
                .leaf(-0.7f, 4)
                .leaf(0.2f, 5)
                .split(2, -0.1f, 9)
                .leaf(0.6f, 3)
                .leaf(1e-3f, 6)
                .build();
        return model("example-boosted", preparation(), trees);
    }

    /** The target itself of standardised rows. */
    public static PortableModel absolute() {
        Preparation preparation = Preparation.of(
                SCHEMA,
                Inputs.STANDARDIZED,
                new double[] {2, 2, 1.4},
                new double[] {2, 2, 0.5},
                TargetForm.IDENTITY,
                40,
                25,
                Normalizer.feature(SCHEMA, NORMALIZER));
        return model("example-absolute", preparation, new LinearFunction(0.3, new double[] {0.5, 0.05, 0.1}));
    }

    /** The target's logarithm of raw rows. */
    public static PortableModel relative() {
        Preparation preparation = Preparation.of(
                SCHEMA,
                Inputs.RAW,
                new double[3],
                new double[] {1, 1, 1},
                TargetForm.LOGARITHM,
                1.5,
                0.8,
                Normalizer.NONE);
        return model("example-relative", preparation, new LinearFunction(0.1, new double[] {0.001, -0.02, 0.01}));
    }

    /** The forest with intervals of two groups that are widened. */
    public static PortableModel grouped() {
        PortableModel forest = forest("example-grouped", "1");
        double[][] range = forest.range();
        return new PortableModel(
                forest.manifest(),
                SCHEMA,
                forest.preparation(),
                forest.regressor(),
                new PredictionInterval(
                        new double[] {10}, List.of(new double[] {0.1, 0.05}, new double[] {0.2, 0.3, 0.1}), 2),
                range[0],
                range[1],
                List.of());
    }

    /** A tenth plus 0.75 of the forest, a quarter of the network, and a kernel machine that corrects both. */
    public static PortableModel sum() {
        PortableRegressor average = new WeightedSum(
                0.1,
                new double[] {0.75, 0.25},
                List.of(forest().regressor(), network().regressor()));
        PortableRegressor sum = new WeightedSum(
                0, new double[] {1, 0.5}, List.of(average, greyBox().regressor()));
        return model("example-sum", preparation(), sum);
    }

    /** A quarter plus twice the forest plus a linear function. */
    public static PortableModel explainableSum() {
        PortableRegressor sum =
                new WeightedSum(0.25, new double[] {2, 1}, List.of(forest().regressor(), linear().regressor()));
        return model("example-explainable", preparation(), sum);
    }

    /** All of them that have rows of {@link #SCHEMA}. */
    public static Stream<PortableModel> all() {
        return Stream.of(
                forest(),
                network(),
                linear(),
                normalForm(),
                greyBox(),
                boosted(),
                absolute(),
                relative(),
                sum(),
                explainableSum());
    }

    private static DenseNetwork.Layer layer(Random random, int inputs, int outputs, Activation activation) {
        double[] weights = random.doubles((long) inputs * outputs, -1, 1).toArray();
        return new DenseNetwork.Layer(
                inputs, outputs, weights, random.doubles(outputs, -1, 1).toArray(), activation);
    }

    private static PortableModel model(String name, Preparation preparation, PortableRegressor regressor) {
        return model(name, "1", preparation, regressor);
    }

    private static PortableModel model(
            String name, String version, Preparation preparation, PortableRegressor regressor) {
        return model(manifest(name, version, preparation, regressor), preparation, regressor);
    }

    private static PortableModel model(Manifest manifest, Preparation preparation, PortableRegressor regressor) {
        return new PortableModel(
                manifest,
                SCHEMA,
                preparation,
                regressor,
                new PredictionInterval(new double[] {0.3, 0.1, 0.2, 0.05, 0.4, 0.15, 0.25, 0.35, 0.01}),
                new double[] {1, -4, 1},
                new double[] {1000, 6, 64},
                List.of(new Insight(Insight.IMPORTANCE, new double[] {0.5, 0.25, 0.25})));
    }

    static Preparation preparation() {
        return Preparation.standardized(
                SCHEMA,
                new double[] {2, 2, 1.4},
                new double[] {2, 2, 0.5},
                0.5,
                1.5,
                Normalizer.feature(SCHEMA, NORMALIZER));
    }

    static Manifest manifest(String name, String version, Preparation preparation, PortableRegressor regressor) {
        return manifest(name, version, "pw.x", SCHEMA, Target.SECONDS_PER_SCF_ITERATION, preparation, regressor);
    }

    static Manifest manifest(
            String name,
            String version,
            String code,
            FeatureSchema schema,
            Target target,
            Preparation preparation,
            PortableRegressor regressor) {
        return new Manifest(
                ArtifactFormat.VERSION,
                name,
                version,
                "example/by-hand",
                Map.of("b", "2", "a", "1"),
                code,
                schema.name(),
                schema.fingerprint(),
                target.name(),
                target.unit(),
                preparation.word(),
                preparation.targetForm().word(),
                preparation.normalizer().name(),
                preparation.normalizer().description(),
                Manifest.Function.of(regressor),
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
        return model.table().isPresent() ? ExampleTables.bytes(model) : ArtifactWriter.toBytes(model, rows(5));
    }
}
