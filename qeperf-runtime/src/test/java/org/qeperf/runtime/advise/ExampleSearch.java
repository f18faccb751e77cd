package org.qeperf.runtime.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.models.RunModels;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.NormalForm;
import org.qeperf.runtime.score.NormalForm.Factor;
import org.qeperf.runtime.score.NormalForm.Term;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;

/**
 * A run whose time, memory and risk are formulas of its layout. It has 24 planes, beyond which ranks of a pool have no work,
 * and does not start with seven tasks on a node.
 */
final class ExampleSearch {

    static final int PLANES = 24;

    private static final FeatureSchema SCHEMA = new FeatureSchema(
            "advise-5",
            List.of(
                    feature("nodes"),
                    feature("threads"),
                    feature("k_per_pool"),
                    feature("ranks_per_pool"),
                    feature("linear_algebra")));

    private static final PredictionInterval EVENLY =
            new PredictionInterval(new double[] {0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2});

    private ExampleSearch() {}

    private static FeatureSpec feature(String name) {
        return new FeatureSpec(name, "1", "something counted", "this test", Scale.LOG);
    }

    /** Trees that correct a law; they make some layouts up to a third faster than the law says. */
    static RunPredictor predictor() {
        return predictor(0.7);
    }

    static RunPredictor predictor(double parallelPower) {
        return predictor(parallelPower, EVENLY);
    }

    static RunPredictor predictor(double parallelPower, PredictionInterval perIteration) {
        return predictor(parallelPower, perIteration, EVENLY);
    }

    static RunPredictor predictor(PredictionInterval memoryPerRank) {
        return predictor(0.7, EVENLY, memoryPerRank);
    }

    private static RunPredictor predictor(
            double parallelPower, PredictionInterval perIteration, PredictionInterval memoryPerRank) {
        NormalForm law = new NormalForm(
                5,
                0.01,
                List.of(
                        term(4, factor(2, 1), factor(3, -parallelPower), factor(1, -0.5)),
                        term(0.002, factor(0, 1)),
                        term(0.001, factor(4, 1))));
        TreeEnsemble trees = TreeEnsemble.builder(5)
                .split(1, Math.log1p(1.5), 4)
                .leaf(0, 3)
                .split(3, Math.log1p(3.5), 2)
                .leaf(-0.3, 1)
                .leaf(0.2, 1)
                .split(3, Math.log1p(10.5), 5)
                .leaf(0.1, 3)
                .leaf(-0.2, 2)
                .build();
        double[] ones = {1, 1, 1, 1, 1};
        Preparation corrected =
                Preparation.standardized(SCHEMA, new double[5], ones, 0, 1, Normalizer.law("example/law", law));
        NormalForm memory =
                new NormalForm(5, 0.1 * (1 << 30), List.of(term(3.0 * (1 << 30), factor(2, 0.5), factor(3, -1))));
        return new RunPredictor(
                new Extractor(),
                new RunModels(
                        model(Target.SECONDS_PER_SCF_ITERATION, corrected, trees, perIteration),
                        constant(Target.SCF_ITERATIONS, 20),
                        constant(Target.IONIC_STEPS, 1),
                        constant(Target.SECONDS_OUTSIDE_SCF, 2),
                        model(
                                Target.PEAK_MEMORY_PER_RANK,
                                Preparation.raw(SCHEMA, Normalizer.NONE),
                                memory,
                                memoryPerRank)));
    }

    private static Term term(double coefficient, Factor... factors) {
        return new Term(coefficient, List.of(factors));
    }

    private static Factor factor(int input, double power) {
        return new Factor(input, power, 0);
    }

    private static PortableModel constant(Target target, double value) {
        return model(target, Preparation.raw(SCHEMA, Normalizer.NONE), new LinearFunction(value, new double[5]));
    }

    private static PortableModel model(Target target, Preparation preparation, PortableRegressor regressor) {
        return model(target, preparation, regressor, EVENLY);
    }

    private static PortableModel model(
            Target target, Preparation preparation, PortableRegressor regressor, PredictionInterval interval) {
        Manifest manifest = new Manifest(
                Manifest.CURRENT_FORMAT,
                "example-" + target.name().replace('_', '-'),
                "1",
                "example/by-hand",
                Map.of(),
                "example.x",
                SCHEMA.name(),
                SCHEMA.fingerprint(),
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
        double[] most = {1e6, 1e6, 1e6, 1e6, 1e6};
        return new PortableModel(manifest, SCHEMA, preparation, regressor, interval, new double[5], most, List.of());
    }

    private static final class Extractor implements FeatureExtractor {
        @Override
        public String code() {
            return "example.x";
        }

        @Override
        public List<FeatureSchema> schemas() {
            return List.of(SCHEMA);
        }

        @Override
        public Workload read(SimulationFiles files) {
            throw new UnsupportedOperationException("runs are made of counts");
        }

        @Override
        public Workload read(SimulationContents contents) {
            throw new UnsupportedOperationException("runs are made of counts");
        }

        @Override
        public Workload restore(Counts counts) {
            throw new UnsupportedOperationException("see Run");
        }
    }

    /** A run with as many k-points; the linear algebra group makes a difference or does not. */
    record Run(int kPoints, int spinComponents, boolean seesLinearAlgebra, boolean selfConsistent) implements Workload {

        Run(int kPoints) {
            this(kPoints, 1, false);
        }

        Run(int kPoints, int spinComponents, boolean seesLinearAlgebra) {
            this(kPoints, spinComponents, seesLinearAlgebra, true);
        }

        @Override
        public Counts counts() {
            return new Counts(List.of(
                    new Count.Whole("n_k", kPoints),
                    new Count.Whole("n_spin", spinComponents),
                    new Count.Grid("fft_smooth", 20, 20, PLANES)));
        }

        @Override
        public RunLength length() {
            RunLength unknown = RunLength.UNKNOWN;
            return new RunLength(
                    unknown.motion(),
                    unknown.mostIonicSteps(),
                    unknown.mostScfIterations(),
                    unknown.relativeIterations(),
                    unknown.afterStep(),
                    selfConsistent,
                    unknown.mostSeconds());
        }

        @Override
        public List<Diagnostic> warnings() {
            return List.of();
        }

        @Override
        public List<String> warnings(Layout layout) {
            return List.of("an example");
        }

        @Override
        public FeatureVector features(FeatureSchema schema, Layout layout, Machine machine) {
            int linearAlgebra = seesLinearAlgebra ? Math.abs(layout.diagonalizationRanks() - 4) : 0;
            return new FeatureVector(schema, new double[] {
                layout.nodes(),
                layout.threadsPerTask(),
                Math.ceil((double) (spinComponents == 2 ? 2 : 1) * kPoints / layout.pools()),
                layout.ranksPerPool(),
                linearAlgebra
            });
        }

        @Override
        public LayoutRows rows(FeatureSchema schema, Machine machine) {
            return new LayoutRows() {
                @Override
                public FeatureSchema schema() {
                    return schema;
                }

                @Override
                public void fill(Layouts layouts, int from, int to, double[] out) {
                    for (int i = from; i < to; i++) {
                        double[] row = features(schema, layouts.get(i), machine).toArray();
                        System.arraycopy(row, 0, out, (i - from) * row.length, row.length);
                    }
                }
            };
        }

        @Override
        public List<LayoutProblem> problems(Layout layout, Machine machine) {
            List<LayoutProblem> problems = new ArrayList<>();
            if (layout.tasksPerNode() == 7) {
                problems.add(new LayoutProblem("seven", Severity.STOPS, "seven tasks", Optional.empty(), "take eight"));
            }
            if (layout.ranksPerPool() > PLANES) {
                problems.add(new LayoutProblem(
                        "planes", Severity.WASTES, "ranks without planes", Optional.empty(), "take fewer"));
            }
            return problems;
        }

        @Override
        public Layout programsChoice(int nodes, int tasksPerNode, int threadsPerTask) {
            return new Layout(nodes, tasksPerNode, threadsPerTask, 1);
        }

        @Override
        public OptionalDouble memoryPerRankBytes(Layout layout) {
            return OptionalDouble.of(1 << 20);
        }
    }
}
