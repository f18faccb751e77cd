package org.qeperf.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;

/**
 * An extractor for inputs of one line, the number of atoms and the name of a file with the number of electrons of each. It may break
 * one rule of the contract.
 */
public final class FaultyExtractor implements FeatureExtractor {

    private static final AtomicInteger READ = new AtomicInteger();

    private final Optional<ExtractorRule> broken;
    private final List<FeatureSchema> schemas = new ArrayList<>();
    private final Thread owner = Thread.currentThread();

    /** One that breaks no rule. */
    public FaultyExtractor() {
        this(Optional.empty());
    }

    FaultyExtractor(Optional<ExtractorRule> broken) {
        this.broken = broken;
        schemas.add(
                new FeatureSchema("toy-1", List.of(feature("n_at", "1"), feature("n_el", "1"), feature("work", "1"))));
        if (breaks(ExtractorRule.SCHEMAS)) {
            schemas.add(new FeatureSchema("toy-1", List.of(feature("n_at", "1"))));
        }
        if (breaks(ExtractorRule.COLUMNS)) {
            schemas.add(new FeatureSchema("toy-2", List.of(feature("n_at", ""))));
        }
    }

    static SimulationContents contents(String input) {
        return new SimulationContents(
                new FileContent("toy.in", input.getBytes(StandardCharsets.UTF_8)),
                List.of(new FileContent("atom.txt", "4".getBytes(StandardCharsets.UTF_8))),
                Optional.empty());
    }

    private static FeatureSpec feature(String name, String unit) {
        return new FeatureSpec(name, unit, "a number", "the input", Scale.LOG);
    }

    private boolean breaks(ExtractorRule rule) {
        return broken.equals(Optional.of(rule));
    }

    @Override
    public String code() {
        return breaks(ExtractorRule.FOUND) ? "another" : "toy";
    }

    @Override
    public List<FeatureSchema> schemas() {
        return breaks(ExtractorRule.IMMUTABLE) ? schemas : List.copyOf(schemas);
    }

    @Override
    public Workload read(SimulationFiles files) {
        try {
            List<FileContent> beside = new ArrayList<>();
            for (Path folder : files.directories()) {
                beside.add(new FileContent("atom.txt", Files.readAllBytes(folder.resolve("atom.txt"))));
            }
            FileContent input = new FileContent("toy.in", Files.readAllBytes(files.input()));
            Workload workload = read(new SimulationContents(input, beside, files.codeVersion()));
            return breaks(ExtractorRule.FILES) ? new Toy(new Counts(List.of()), false) : workload;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Workload read(SimulationContents contents) {
        String text = new String(contents.input().bytes(), StandardCharsets.UTF_8);
        String[] words = text.strip().split(" ");
        if (breaks(ExtractorRule.CONTENTS_UNTOUCHED)) {
            contents.input().bytes()[0] = ' ';
        }
        if (breaks(ExtractorRule.EMPTY_INPUT) && text.isEmpty()) {
            words = new String[] {"1", "atom.txt"};
        }
        if (words.length != 2) {
            throw wrong(text, "two words");
        }
        String file = words[1];
        FileContent atom = contents.files().stream()
                .filter(f -> f.name().equals(file))
                .findFirst()
                .orElseThrow(() -> wrong(file, "a file at hand"));
        return new Toy(
                new Counts(List.of(
                        new Count.Whole(breaks(ExtractorRule.COUNTS) ? "Atoms" : "n_at", number(words[0])),
                        new Count.Whole("n_el", number(new String(atom.bytes(), StandardCharsets.UTF_8))),
                        new Count.Real("shift", breaks(ExtractorRule.DETERMINISTIC) ? READ.incrementAndGet() : 0))),
                false);
    }

    private long number(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            if (breaks(ExtractorRule.DAMAGED_INPUT)) {
                throw e;
            }
            throw wrong(word, "a number");
        }
    }

    private static InputException wrong(String token, String expected) {
        return new InputException(new SourceLocation("toy.in", 1, 1), token, "found something else", expected);
    }

    @Override
    public Workload restore(Counts counts) {
        return new Toy(counts, true);
    }

    private final class Toy implements Workload {

        private final Counts counts;
        private final boolean restored;

        private Toy(Counts counts, boolean restored) {
            this.counts = counts;
            this.restored = restored;
        }

        @Override
        public Counts counts() {
            return counts;
        }

        @Override
        public List<Diagnostic> warnings() {
            return List.of();
        }

        @Override
        public RunLength length() {
            return RunLength.UNKNOWN;
        }

        private double count(String name) {
            Optional<Count> found = counts.all().stream()
                    .filter(count -> count.name().equals(name))
                    .findFirst();
            if (found.isEmpty() && breaks(ExtractorRule.MISSING_COUNTS)
                    || found.isPresent() && found.get() instanceof Count.Grid && breaks(ExtractorRule.OTHER_KINDS)) {
                return 1;
            }
            return name.equals("n_at") && breaks(ExtractorRule.COUNTS) ? 12 : counts.real(name);
        }

        @Override
        public FeatureVector features(FeatureSchema schema, Layout layout, Machine machine) {
            double[] row = new double[schema.size()];
            rows(schema, machine).fill(Layouts.of(layout), 0, 1, row);
            FeatureSchema other = new FeatureSchema("other", schema.features());
            return new FeatureVector(breaks(ExtractorRule.ROWS) ? other : schema, row);
        }

        @Override
        public LayoutRows rows(FeatureSchema schema, Machine machine) {
            if (!schemas.contains(schema) && !breaks(ExtractorRule.FOREIGN_SCHEMA)) {
                throw new IllegalArgumentException("toy has no schema " + schema.name());
            }
            double shift = breaks(ExtractorRule.CONCURRENT) && Thread.currentThread() != owner ? 1 : 0;
            double[] fixed = {count("n_at") + shift, count("n_el")};
            return new LayoutRows() {
                @Override
                public FeatureSchema schema() {
                    return schema;
                }

                @Override
                public void fill(Layouts layouts, int from, int to, double[] out) {
                    int at = 0;
                    for (int i = from; i < to; i++) {
                        double[] row = {fixed[0], fixed[1], fixed[0] * fixed[1] / layouts.ranks(i)};
                        System.arraycopy(row, 0, out, at, schema.size());
                        at += schema.size();
                    }
                    if (breaks(ExtractorRule.MANY_LAYOUTS) && at < out.length) {
                        out[at] = 0;
                    }
                }
            };
        }

        @Override
        public List<LayoutProblem> problems(Layout layout, Machine machine) {
            return List.of();
        }

        @Override
        public List<String> warnings(Layout layout) {
            return List.of();
        }

        @Override
        public Layout programsChoice(int nodes, int tasksPerNode, int threadsPerTask) {
            return new Layout(nodes, breaks(ExtractorRule.CHOICE) ? 1 : tasksPerNode, threadsPerTask, 1);
        }

        @Override
        public OptionalDouble memoryPerRankBytes(Layout layout) {
            return restored && breaks(ExtractorRule.RESTORE)
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(breaks(ExtractorRule.MEMORY) ? -1 : 1e6 / layout.ranks());
        }
    }
}
