package org.qeperf.runtime.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.machine.Cache;
import org.qeperf.runtime.machine.Hardware;
import org.qeperf.runtime.machine.MachineFigure;
import org.qeperf.runtime.machine.MachineProfile;
import org.qeperf.runtime.machine.Machines;
import org.qeperf.runtime.machine.Measurement;

class ClustersTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void fillTheFolder() throws IOException {
        Files.writeString(folder.resolve("one.json"), ClusterFileTest.EXAMPLE);
        Files.writeString(folder.resolve("lab.json"), profile("lab").toJson().toString());
        Files.writeString(folder.resolve("notes.txt"), "no machine");
    }

    private Clusters clusters() {
        return Clusters.shipped().with(folder);
    }

    static MachineProfile profile(String name) {
        return profile(name, List.of(new Cache(3, "unified", 16 << 20, 8, 2)));
    }

    private static MachineProfile profile(String name, List<Cache> thirdLevel) {
        List<Cache> caches = new ArrayList<>(List.of(
                new Cache(1, "data", 32768, 2, 8),
                new Cache(1, "instruction", 65536, 2, 8),
                new Cache(2, "unified", 1 << 20, 2, 8)));
        caches.addAll(thirdLevel);
        Map<MachineFigure, Measurement> figures = new EnumMap<>(MachineFigure.class);
        for (MachineFigure figure : MachineFigure.values()) {
            figures.put(figure, new Measurement(2e9 + figure.ordinal(), 0.125));
        }
        Hardware hardware = new Hardware(
                Optional.of("Example"),
                OptionalInt.of(2),
                OptionalInt.of(4),
                OptionalInt.of(8),
                16,
                OptionalLong.of(1_200_000_000L),
                OptionalLong.of(2_400_000_000L),
                OptionalLong.of(3_000_000_000L),
                List.of("avx", "fma"),
                OptionalInt.of(256),
                caches,
                64L << 30);
        return new MachineProfile(name, Instant.parse("2026-01-31T12:00:00Z"), "17", hardware, 8, 4096, figures);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example-one", "Example One", "EXAMPLE_ONE", "exampleone", "Example", "EX1"})
    void caseAndMarksDoNotMatter(String name) {
        assertEquals("example-one", clusters().find(name).name());
    }

    @Test
    void aMeasuredRecordIsAMachine() {
        Destination lab = clusters().find("lab", Optional.empty());
        assertEquals(profile("lab").toMachine(), lab.machine());
        assertEquals(Optional.empty(), lab.partition());
        assertEquals(16, lab.maxNodes(16));
        assertEquals(OptionalDouble.empty(), lab.maxSeconds());
        assertEquals(0, lab.acceleratorsPerNode());
        assertEquals(
                Optional.of(new Sourced<>(
                        (double) Math.round(profile("lab").value(MachineFigure.FMA_RATE_ALL_CORES)), "measured")),
                lab.nodeType().processor().peakFlopPerS());
        assertEquals(
                "measured by qeperf machine probe on 2026-01-31",
                lab.cluster().sources().get("measured"));
    }

    @Test
    void aMeasuredMachineCanBeWrittenAsAMachineFile() {
        Cluster lab = Cluster.of(profile("lab"));
        assertEquals(lab, ClusterFileTest.read(lab.toJson().toString()));
        NodeType node = lab.nodeTypes().get(0);
        assertEquals(
                Optional.of(new Sourced<>(32768L, "system")), node.processor().l1DataBytesPerCore());
        assertEquals(
                Optional.of(new Sourced<>(1L << 20, "system")), node.processor().l2BytesPerCore());
        assertEquals(
                Optional.of(new Sourced<>(32L << 20, "system")),
                node.processor().l3BytesPerNode());
        assertEquals(Optional.of(new Sourced<>(2, "system")), node.processor().threadsPerCore());
    }

    @Test
    void thirdLevelCachesOfSeveralSizesAreOneSum() {
        assertEquals(
                Optional.of(new Sourced<>(160L << 20, "system")),
                thirdLevel(List.of(new Cache(3, "unified", 96 << 20, 8, 1), new Cache(3, "unified", 32 << 20, 4, 2))));
        assertEquals(Optional.empty(), thirdLevel(List.of()));
    }

    private static Optional<Sourced<Long>> thirdLevel(List<Cache> caches) {
        return Cluster.of(profile("lab", caches)).nodeTypes().get(0).processor().l3BytesPerNode();
    }

    @Test
    void localIsAlwaysThere() {
        Cluster local = Clusters.local();
        assertEquals("local", local.name());
        assertEquals(Machines.local(), local.destination(Optional.empty()).machine());
        Destination short1 = Clusters.shipped().find("LOCAL", Optional.empty());
        assertEquals(Machines.local(), short1.machine());
        assertEquals(1, short1.maxNodes(16));
        assertEquals(
                "machine 'local' has no partition 'x'; expected none, it has no partitions",
                assertThrows(QePerfException.class, () -> Clusters.shipped().find("local", Optional.of("x")))
                        .getMessage());
    }

    @Test
    void localReadsNoFile() {
        assertEquals(
                "local",
                Clusters.shipped()
                        .with(folder.resolve("none"))
                        .find("local", Optional.empty())
                        .machine()
                        .name());
    }

    @Test
    void theUsersFilesWin() throws IOException {
        Cluster shipped = Clusters.shipped().all().get(0);
        String own = ClusterFileTest.EXAMPLE.replace("example-one", shipped.name());
        Files.writeString(folder.resolve("own.json"), own);
        Clusters clusters = clusters();
        assertEquals("Example One", clusters.find(shipped.name()).title());
        assertEquals(
                1,
                clusters.all().stream()
                        .filter(c -> c.name().equals(shipped.name()))
                        .count());
        assertSame(clusters.all(), clusters.all());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exampl-one | , the nearest one is 'example-one'",
                "zzzzzzzzzzzzzz | ''",
                "Local\u0001x | , the nearest one is 'local'"
            })
    void anUnknownNameListsTheKnownOnes(String name, String nearest) {
        List<String> names =
                Clusters.shipped().all().stream().map(Cluster::name).toList();
        assertEquals(
                "there is no machine " + InputException.quote(name) + nearest
                        + "; expected one of: local, example-one, lab, " + String.join(", ", names),
                assertThrows(QePerfException.class, () -> clusters().find(name)).getMessage());
    }

    @Test
    void aNameIsThereOnce() throws IOException {
        Files.writeString(folder.resolve("two.json"), ClusterFileTest.EXAMPLE);
        assertEquals(
                folder.resolve("two.json")
                        + ":1:1: machine 'example-one' is in one.json too; expected one file for each machine",
                onlyProblem(clusters()));
    }

    @Test
    void nobodyElseIsLocal() throws IOException {
        Files.writeString(folder.resolve("here.json"), profile("Local").toJson().toString());
        assertEquals(
                folder.resolve("here.json")
                        + ":1:1: the machine is called 'local'; expected another name; 'local' is the machine at hand",
                onlyProblem(clusters()));
    }

    @Test
    void aWrongFileIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.json"), "{}");
        assertEquals(
                file + ":1:1: 'format' is missing; expected it among the members of a machine file",
                onlyProblem(clusters()));
    }

    private static String onlyProblem(Clusters clusters) {
        assertEquals(1, clusters.problems().size());
        return String.valueOf(clusters.problems().get(0).getMessage());
    }

    @Test
    void aWrongFileIsInTheWayOfItsOwnMachineAlone() throws IOException {
        Path wrong = Files.writeString(folder.resolve("lumi-c.json"), "{}");
        Clusters clusters = clusters();
        assertEquals("example-one", clusters.find("example-one").name());
        assertEquals("lumi-g", clusters.find("lumi-g").name());
        String problem = wrong + ":1:1: 'format' is missing; expected it among the members of a machine file";
        assertEquals(
                problem,
                assertThrows(InputException.class, () -> clusters.find("LUMI-C"))
                        .getMessage());
        assertTrue(assertThrows(QePerfException.class, () -> clusters.find("zzzzzzzzzzzz"))
                .getMessage()
                .endsWith("; not read: " + problem));
    }

    @Test
    void aMissingFolderIsTold() {
        Clusters none = Clusters.shipped().with(folder.resolve("none"));
        assertTrue(
                assertThrows(UncheckedIOException.class, none::all).getMessage().endsWith("none"));
    }
}
