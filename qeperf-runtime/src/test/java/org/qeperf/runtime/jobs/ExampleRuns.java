package org.qeperf.runtime.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.RunLength.Motion;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.ExampleModels;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.models.RunModels;
import org.qeperf.runtime.score.NormalForm;
import org.qeperf.runtime.score.NormalForm.Factor;
import org.qeperf.runtime.score.NormalForm.Term;

/**
 * Reads every file as a run of 12 k-points, but for those with the word {@code wrong}; with {@code few} it gives up after 10
 * iterations. An iteration takes
 * {@code 120 k / (ranks^0.7 threads^0.5)} seconds for k k-points in a pool of ranks; the run does 10 of them. A rank needs 64 MiB and its
 * part of 1 GiB of its pool.
 */
final class ExampleRuns implements FeatureExtractor {

    private static final int K_POINTS = 12;

    static RunPredictor predictor() {
        NormalForm seconds = new NormalForm(
                3,
                0.1,
                List.of(new Term(120, List.of(new Factor(0, 1, 0), new Factor(1, -0.7, 0), new Factor(2, -0.5, 0)))));
        NormalForm memory = new NormalForm(3, 64 << 20, List.of(new Term(1 << 30, List.of(new Factor(1, -1, 0)))));
        return new RunPredictor(
                new ExampleRuns(),
                new RunModels(
                        ExampleModels.of(Target.SECONDS_PER_SCF_ITERATION, seconds),
                        ExampleModels.of(Target.SCF_ITERATIONS, new NormalForm(3, 10, List.of())),
                        ExampleModels.of(Target.IONIC_STEPS, new NormalForm(3, 1, List.of())),
                        ExampleModels.of(Target.SECONDS_OUTSIDE_SCF, new NormalForm(3, 2, List.of())),
                        ExampleModels.of(Target.PEAK_MEMORY_PER_RANK, memory)));
    }

    @Override
    public String code() {
        return "pw.x";
    }

    @Override
    public List<FeatureSchema> schemas() {
        return List.of(ExampleModels.SCHEMA);
    }

    @Override
    public Workload read(SimulationFiles files) {
        try {
            return read(Files.readString(files.input()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Workload read(SimulationContents contents) {
        return read(new String(contents.input().bytes(), StandardCharsets.UTF_8));
    }

    private static Workload read(String text) {
        if (text.contains("wrong")) {
            throw new InputException(new SourceLocation("pw.in", 1, 1), "wrong", "the input is wrong", "another one");
        }
        return new Run(text.contains("few") ? new RunLength(Motion.NONE, 1, 10, 1) : RunLength.UNKNOWN);
    }

    @Override
    public Workload restore(Counts counts) {
        return new Run(RunLength.UNKNOWN);
    }

    private record Run(RunLength length) implements Workload {
        @Override
        public Counts counts() {
            return new Counts(List.of(
                    new Count.Whole("n_k", K_POINTS),
                    new Count.Whole("n_spin", 1),
                    new Count.Grid("fft_smooth", 20, 20, 20)));
        }

        @Override
        public List<Diagnostic> warnings() {
            return List.of();
        }

        @Override
        public FeatureVector features(FeatureSchema schema, Layout layout, Machine machine) {
            return new FeatureVector(schema, new double[] {
                Math.ceil((double) K_POINTS / layout.pools()), layout.ranksPerPool(), layout.threadsPerTask()
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
            if (layout.ranks() % layout.pools() != 0) {
                problems.add(new LayoutProblem(
                        "pools-do-not-divide-ranks",
                        Severity.STOPS,
                        layout.pools() + " pools do not divide " + layout.ranks() + " ranks",
                        Optional.of("invalid number of pools"),
                        "take 1 pool"));
            }
            if (layout.pools() > K_POINTS) {
                problems.add(new LayoutProblem(
                        "pools-beyond-k-points",
                        Severity.WASTES,
                        layout.pools() + " pools for 12 k-points",
                        Optional.empty(),
                        "take 12 pools"));
            }
            return problems;
        }

        @Override
        public List<String> warnings(Layout layout) {
            return List.of();
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
