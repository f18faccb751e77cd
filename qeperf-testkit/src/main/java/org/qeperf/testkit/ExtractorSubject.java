package org.qeperf.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;

/**
 * An extractor under test.
 *
 * @param maker makes it
 * @param input gives the input that it is tried on
 * @param folder an existing folder for files
 */
record ExtractorSubject(Supplier<FeatureExtractor> maker, Supplier<SimulationContents> input, Path folder) {

    static final Machine MACHINE = new Machine("contract", 16, 1L << 36);

    private static final List<Layout> SPREADS = List.of(
            Layout.serial(),
            new Layout(1, 2, 1, 1),
            new Layout(1, 4, 2, 2),
            new Layout(2, 8, 1, 4, 4, 2),
            new Layout(3, 5, 3, 1));

    FeatureExtractor extractor() {
        return maker.get();
    }

    Workload read() {
        return extractor().read(input.get());
    }

    /** The input with other bytes. */
    SimulationContents with(byte[] bytes) {
        SimulationContents contents = input.get();
        return new SimulationContents(
                new FileContent(contents.input().name(), bytes), contents.files(), contents.codeVersion());
    }

    /** The input in a folder with all that it names. */
    SimulationFiles files() {
        SimulationContents contents = input.get();
        try {
            for (FileContent file : contents.files()) {
                Files.write(folder.resolve(file.name()), file.bytes());
            }
            Path file = Files.write(
                    folder.resolve(contents.input().name()), contents.input().bytes());
            return new SimulationFiles(file, List.of(folder), contents.codeVersion());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Layout> spreads() {
        return SPREADS;
    }

    static Layouts layouts() {
        Layouts layouts = new Layouts();
        SPREADS.forEach(spread -> layouts.add(
                spread.nodes(),
                spread.tasksPerNode(),
                spread.threadsPerTask(),
                spread.pools(),
                spread.diagonalizationRanks(),
                spread.taskGroups()));
        return layouts;
    }

    /** All that a workload says, but its warnings. */
    List<Object> said(Workload workload) {
        List<Object> said = new ArrayList<>(numbers(workload));
        said.add(workload.counts());
        said.add(workload.length());
        return said;
    }

    /** Features and memory of a workload. */
    List<Object> numbers(Workload workload) {
        List<Object> numbers = new ArrayList<>();
        extractor().schemas().forEach(schema -> numbers.addAll(features(workload, schema)));
        SPREADS.forEach(spread -> numbers.add(workload.memoryPerRankBytes(spread)));
        return numbers;
    }

    private static List<Double> features(Workload workload, FeatureSchema schema) {
        return SPREADS.stream()
                .flatMap(spread -> Arrays.stream(
                                workload.features(schema, spread, MACHINE).toArray())
                        .boxed())
                .toList();
    }

    /** Rows that do not need a count do not change with it; for others it is refused. */
    void assertSameOrRefused(Supplier<Workload> restored, String what) {
        Workload sound = extractor().restore(read().counts());
        for (FeatureSchema schema : extractor().schemas()) {
            List<Double> found;
            try {
                found = features(restored.get(), schema);
            } catch (IllegalArgumentException e) {
                continue;
            }
            assertEquals(features(sound, schema), found, schema.name() + " " + what);
        }
    }
}
