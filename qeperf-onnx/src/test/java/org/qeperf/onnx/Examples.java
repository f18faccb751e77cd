package org.qeperf.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.predict.Target;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.KernelMachine;
import org.qeperf.runtime.score.KernelMachine.Kernel;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.NormalForm;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;
import org.qeperf.runtime.score.WeightedSum;
import org.qeperf.runtime.table.Factor;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.runtime.table.Term;

/** Models of every kind on four features, three of them logarithmic. */
final class Examples {

    static final FeatureSchema SCHEMA = new FeatureSchema(
            "example-4",
            List.of(
                    feature("n_pw", Scale.LOG),
                    feature("shift", Scale.LINEAR),
                    feature("n_k", Scale.LOG),
                    feature("work", Scale.LOG)));

    static final int COLUMNS = 4;

    static final double[] LOWEST = {100, -4, 1, 1e3};
    static final double[] HIGHEST = {2e5, 6, 64, 1e12};

    private static final double[] MEAN = {8, 0.7, 2.1, 15};
    private static final double[] DEVIATION = {2.1, 3.3, 1.1, 5.7};

    private static final PredictionInterval INTERVAL =
            new PredictionInterval(new double[] {0.3, 0.1, 0.2, 0.05, 0.4, 0.15, 0.25, 0.35, 0.01});

    private Examples() {}

    private static FeatureSpec feature(String name, Scale scale) {
        return new FeatureSpec(name, "1", "something counted", "this test", scale);
    }

    static Preparation standardized(Normalizer normalizer) {
        return Preparation.standardized(SCHEMA, MEAN, DEVIATION, 0.5, 1.5, normalizer);
    }

    static Normalizer work() {
        return Normalizer.feature(SCHEMA, "work");
    }

    static PortableModel model(String name, Preparation preparation, PortableRegressor regressor) {
        return new PortableModel(
                manifest(name, "pw.x", SCHEMA, Target.SECONDS_PER_SCF_ITERATION, preparation, regressor),
                SCHEMA,
                preparation,
                regressor,
                INTERVAL,
                LOWEST,
                HIGHEST,
                List.of());
    }

    private static Manifest manifest(
            String name,
            String code,
            FeatureSchema schema,
            Target target,
            Preparation preparation,
            PortableRegressor regressor) {
        return new Manifest(
                Manifest.CURRENT_FORMAT,
                name,
                "1.0",
                "example/by-hand",
                Map.of(),
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
                        "example-runs", "0".repeat(64), 9, 3, "by system", 42, "2026-01-31", Map.of(), Map.of()));
    }

    /** The target itself of standardised rows. */
    static PortableModel absolute() {
        Preparation preparation =
                Preparation.of(SCHEMA, Inputs.STANDARDIZED, MEAN, DEVIATION, TargetForm.IDENTITY, 50, 3, work());
        return model("absolute", preparation, trees(60, 8, 1).divisor(60).build());
    }

    /** The target's logarithm of raw rows. */
    static PortableModel relative() {
        Preparation preparation = Preparation.of(
                SCHEMA,
                Inputs.RAW,
                new double[COLUMNS],
                new double[] {1, 1, 1, 1},
                TargetForm.LOGARITHM,
                1.2,
                0.7,
                Normalizer.NONE);
        return model("relative", preparation, new LinearFunction(0.5, new double[] {1e-5, -0.03, 0.01, 1e-12}));
    }

    /** A model of a table; the names of target and features have blanks, and would not do as names in a graph. */
    static PortableModel table(Inputs inputs, TargetForm form) {
        TableFeatures table = new TableFeatures(
                "features",
                List.of(TableColumn.numbers("n"), new TableColumn("solver", List.of("cg", "davidson"))),
                List.of(
                        Term.column("n"),
                        new Term("inverse n", List.of(new Factor.Power("n", -1))),
                        new Term("solver is cg", List.of(new Factor.Is("solver", "cg")))));
        boolean raw = inputs == Inputs.RAW;
        Preparation preparation = Preparation.of(
                table.schema(),
                inputs,
                raw ? new double[3] : new double[] {30, 0.1, 0.5},
                raw ? new double[] {1, 1, 1} : new double[] {20, 0.2, 0.5},
                form,
                form == TargetForm.LOGARITHM ? 2 : 60,
                form == TargetForm.LOGARITHM ? 0.5 : 5,
                Normalizer.NONE);
        LinearFunction function = new LinearFunction(0.25, new double[] {0.02, -1.5, 0.75});
        return new PortableModel(
                manifest("table", "table", table.schema(), new Target("features", "ms"), preparation, function),
                table,
                preparation,
                function,
                INTERVAL,
                new double[] {1, 0.01, 0},
                new double[] {100, 1, 1},
                List.of());
    }

    /** Trees of random splits with thresholds between -2 and 2, as prepared columns have. */
    static TreeEnsemble.Builder trees(int count, int depth, long seed) {
        Random random = new Random(seed);
        TreeEnsemble.Builder builder = TreeEnsemble.builder(COLUMNS);
        for (int tree = 0; tree < count; tree++) {
            grow(builder, random, depth);
        }
        return builder;
    }

    private static void grow(TreeEnsemble.Builder builder, Random random, int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            builder.leaf((float) random.nextGaussian(), 1);
            return;
        }
        builder.split(random.nextInt(COLUMNS), (float) (4 * random.nextDouble() - 2), 2);
        grow(builder, random, depth - 1);
        grow(builder, random, depth - 1);
    }

    static PortableModel forest() {
        TreeEnsemble trees = trees(60, 8, 1).base(0.1).divisor(60).build();
        return model("forest", standardized(work()), trees);
    }

    static PortableModel boosted() {
        TreeEnsemble trees = trees(40, 5, 2).singlePrecision().base(0.1f).build();
        return model("boosted", standardized(work()), trees);
    }

    static PortableModel network() {
        DenseNetwork network = new DenseNetwork(List.of(
                layer(3, COLUMNS, 30, Activation.SWISH),
                layer(4, 30, 20, Activation.TANH),
                layer(5, 20, 10, Activation.RELU),
                layer(6, 10, 1, Activation.IDENTITY)));
        return model("network", standardized(work()), network);
    }

    private static DenseNetwork.Layer layer(long seed, int inputs, int outputs, Activation activation) {
        Random random = new Random(seed);
        double[] weights = random.doubles((long) inputs * outputs, -0.5, 0.5).toArray();
        return new DenseNetwork.Layer(
                inputs, outputs, weights, random.doubles(outputs, -1, 1).toArray(), activation);
    }

    static PortableModel kernels(Kernel kernel) {
        Random random = new Random(7);
        int points = 200;
        double[] at = random.doubles((long) points * COLUMNS, -2, 2).toArray();
        double[] weights = random.doubles(points, -1, 1).toArray();
        double scale = kernel == Kernel.LINEAR ? 0.02 : 0.3;
        return model(
                kernel.name().toLowerCase(Locale.ROOT),
                standardized(work()),
                new KernelMachine(kernel, scale, 0.2, at, weights));
    }

    static PortableModel linear() {
        return model("linear", standardized(work()), linearFunction());
    }

    private static LinearFunction linearFunction() {
        return new LinearFunction(0.3, new double[] {0.7, -0.2, 0.4, 0.1});
    }

    /** Seconds of raw rows, with terms of a column alone and of two together. */
    static NormalForm secondsOfRawRows() {
        return new NormalForm(
                COLUMNS,
                0.5,
                List.of(
                        new NormalForm.Term(
                                1e-6, List.of(new NormalForm.Factor(0, 1.25, 1), new NormalForm.Factor(2, 1, 0))),
                        new NormalForm.Term(1e-3, List.of(new NormalForm.Factor(2, 0.5, 2))),
                        new NormalForm.Term(3e-11, List.of(new NormalForm.Factor(3, 1, 0)))));
    }

    static PortableModel normalForm() {
        return model("normal-form", Preparation.raw(SCHEMA, Normalizer.NONE), secondsOfRawRows());
    }

    static PortableModel rawLinear() {
        return model("raw-linear", Preparation.raw(SCHEMA, Normalizer.NONE), new LinearFunction(2, new double[] {
            1e-4, 0.01, 0.1, 1e-10
        }));
    }

    /** Trees on raw rows times one column. */
    static PortableModel rawForest() {
        return model(
                "raw-forest",
                Preparation.raw(SCHEMA, Normalizer.feature(SCHEMA, "n_k")),
                TreeEnsemble.builder(COLUMNS)
                        .split(0, 5000.5, 4)
                        .split(1, 0.25, 2)
                        .leaf(1, 1)
                        .leaf(2, 1)
                        .leaf(3, 2)
                        .leaf(0.5, 3)
                        .build());
    }

    static PortableModel forestOverALaw() {
        TreeEnsemble trees = trees(20, 6, 8).divisor(20).build();
        return model("over-normal-form", standardized(Normalizer.law("linear/pmnf", secondsOfRawRows())), trees);
    }

    static PortableModel linearOverTrees() {
        TreeEnsemble law = TreeEnsemble.builder(COLUMNS)
                .split(3, 1e8, 2)
                .leaf(1.5, 1)
                .leaf(700, 1)
                .build();
        return model("over-trees", standardized(Normalizer.law("example/trees", law)), linearFunction());
    }

    static PortableModel networkOverLinear() {
        LinearFunction law = new LinearFunction(0.25, new double[] {1e-5, 0, 0.01, 2e-11});
        return model(
                "over-linear",
                standardized(Normalizer.law("linear/least-squares", law)),
                new DenseNetwork(
                        List.of(layer(9, COLUMNS, 6, Activation.SWISH), layer(10, 6, 1, Activation.IDENTITY))));
    }

    /** A forest and a network that are averaged, and a correction; with intervals of two groups that are widened. */
    static PortableModel sum() {
        TreeEnsemble trees = trees(20, 6, 14).divisor(20).build();
        PortableRegressor average = new WeightedSum(
                0.1, new double[] {0.75, 0.25}, List.of(trees, network().regressor()));
        PortableRegressor sum = new WeightedSum(
                -0.2,
                new double[] {1, 0.5},
                List.of(average, kernels(Kernel.GAUSSIAN).regressor()));
        Preparation preparation = standardized(work());
        return new PortableModel(
                manifest("sum", "pw.x", SCHEMA, Target.SECONDS_PER_SCF_ITERATION, preparation, sum),
                SCHEMA,
                preparation,
                sum,
                new PredictionInterval(new double[] {1e6}, List.of(new double[] {0.1, 0.4}, new double[] {0.2}), 0.5),
                LOWEST,
                HIGHEST,
                List.of());
    }

    /** The target divided by a sum of raw rows. */
    static PortableModel overASum() {
        LinearFunction law = new LinearFunction(0.25, new double[] {1e-5, 0, 0.01, 2e-11});
        PortableRegressor sum = new WeightedSum(0.5, new double[] {1, 2}, List.of(law, secondsOfRawRows()));
        return model("over-sum", standardized(Normalizer.law("example/sum", sum)), linearFunction());
    }

    /** Rows inside the ranges, some of them whole numbers. */
    static FeatureMatrix rows(int count, long seed) {
        Random random = new Random(seed);
        double[] values = new double[count * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            int c = i % COLUMNS;
            double place = random.nextDouble();
            boolean wide = SCHEMA.features().get(c).scale() == Scale.LOG;
            double x = wide
                    ? LOWEST[c] * Math.pow(HIGHEST[c] / LOWEST[c], place)
                    : LOWEST[c] + place * (HIGHEST[c] - LOWEST[c]);
            values[i] = wide && random.nextBoolean() ? Math.rint(x) : x;
        }
        return new FeatureMatrix(SCHEMA, values);
    }

    /** For each threshold of trees, rows of which one column is the number itself and its neighbours. */
    static FeatureMatrix rowsAtThresholds(PortableModel model, int most) {
        TreeEnsemble trees = (TreeEnsemble) model.regressor();
        Thresholds thresholds = new Thresholds(model.preparation());
        List<double[]> rows = new ArrayList<>();
        double[] others = rows(trees.nodes(), 12).values();
        for (int node = 0; node < trees.nodes() && rows.size() < most; node++) {
            int column = trees.feature(node);
            if (column < 0) {
                continue;
            }
            double at = thresholds.raw(column, trees.value(node));
            if (at < 1) {
                continue;
            }
            for (double x : new double[] {Math.nextDown(at), at, Math.nextUp(at)}) {
                double[] row = new double[COLUMNS];
                System.arraycopy(others, node * COLUMNS, row, 0, COLUMNS);
                row[column] = x;
                rows.add(row);
            }
        }
        double[] values = IntStream.range(0, rows.size() * COLUMNS)
                .mapToDouble(i -> rows.get(i / COLUMNS)[i % COLUMNS])
                .toArray();
        return new FeatureMatrix(SCHEMA, values);
    }
}
