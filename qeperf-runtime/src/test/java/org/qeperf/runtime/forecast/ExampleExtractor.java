package org.qeperf.runtime.forecast;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.Diagnostic;
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
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.artifact.ExampleModels;

/**
 * Understands every file as a run of 1 GiB over all ranks, with as many electrons as its name has characters. It stops where pools do
 * not divide ranks, and wastes ranks beyond 32.
 */
public final class ExampleExtractor implements FeatureExtractor {

    /** So many electrons are not iterated to self-consistency. */
    static final long KNOWN_DENSITY = 99;

    /** The name of a file that is not there. */
    static final String MISSING = "missing";

    @Override
    public String code() {
        return "example.x";
    }

    @Override
    public List<FeatureSchema> schemas() {
        return List.of(ExampleModels.SCHEMA);
    }

    @Override
    public Workload read(SimulationFiles files) {
        String name = files.input().toString();
        if (name.equals(MISSING)) {
            throw new UncheckedIOException(new NoSuchFileException(name));
        }
        return read(name);
    }

    @Override
    public Workload read(SimulationContents contents) {
        return read(contents.input().name());
    }

    private static Workload read(String name) {
        return new Run(name.length(), List.of(new Diagnostic(new SourceLocation(name, 1, 1), "it is an example")));
    }

    @Override
    public Workload restore(Counts counts) {
        return new Run(counts.whole("n_el"), List.of());
    }

    private record Run(long electrons, List<Diagnostic> warnings) implements Workload {

        @Override
        public List<String> warnings(Layout layout) {
            return layout.pools() == 7 ? List.of("seven pools") : List.of();
        }

        @Override
        public RunLength length() {
            return new RunLength(
                    RunLength.Motion.NONE,
                    1,
                    100,
                    1,
                    RunLength.AfterStep.NOTHING,
                    electrons != KNOWN_DENSITY,
                    OptionalDouble.empty());
        }

        @Override
        public Counts counts() {
            return new Counts(List.of(new Count.Whole("n_el", electrons)));
        }

        @Override
        public FeatureVector features(FeatureSchema schema, Layout layout, Machine machine) {
            return new FeatureVector(schema, new double[] {electrons, layout.nodes(), layout.ranks()});
        }

        @Override
        public LayoutRows rows(FeatureSchema schema, Machine machine) {
            throw new UnsupportedOperationException("a forecast is of one layout");
        }

        @Override
        public List<LayoutProblem> problems(Layout layout, Machine machine) {
            List<LayoutProblem> problems = new ArrayList<>();
            if (layout.ranks() % layout.pools() != 0) {
                problems.add(new LayoutProblem(
                        "pools",
                        Severity.STOPS,
                        layout.pools() + " pools for " + layout.ranks() + " ranks",
                        Optional.of("invalid number of pools"),
                        "take 1"));
            }
            if (layout.ranks() > 32) {
                problems.add(new LayoutProblem(
                        "ranks",
                        Severity.WASTES,
                        layout.ranks() + " ranks, 32 have work",
                        Optional.empty(),
                        "take 32"));
            }
            return problems;
        }

        @Override
        public Layout programsChoice(int nodes, int tasksPerNode, int threadsPerTask) {
            return new Layout(nodes, tasksPerNode, threadsPerTask, 1);
        }

        @Override
        public OptionalDouble memoryPerRankBytes(Layout layout) {
            return OptionalDouble.of((double) (1L << 29) / layout.ranks());
        }
    }
}
