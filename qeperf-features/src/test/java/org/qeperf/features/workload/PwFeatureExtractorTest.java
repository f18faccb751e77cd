package org.qeperf.features.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.PwInputs;

class PwFeatureExtractorTest {

    private static final Machine MACHINE = new Machine("test", 32, 1L << 36);
    private static final Layout LAYOUT = new Layout(2, 4, 3, 2);

    private final PwFeatureExtractor extractor = new PwFeatureExtractor();

    @TempDir
    Path folder;

    private Workload silicon;

    @BeforeEach
    void read() throws IOException {
        try (var upf = PwFeatureExtractorTest.class.getResourceAsStream("/Si.UPF")) {
            Files.write(folder.resolve("Si.UPF"), upf.readAllBytes());
        }
        Path input = Files.writeString(folder.resolve("pw.in"), PwInputs.SILICON);
        silicon = extractor.read(SimulationFiles.of(input));
    }

    @Test
    void theServiceLoaderFindsIt() {
        List<FeatureExtractor> found = new ArrayList<>();
        ServiceLoader.load(FeatureExtractor.class).forEach(found::add);
        assertEquals(1, found.size());
        assertInstanceOf(PwFeatureExtractor.class, found.get(0));
        assertEquals("pw.x", found.get(0).code());
    }

    @Test
    void theThesisSchemaHasItsFourteenFeaturesInOrder() {
        FeatureSchema thesis = schema(PwSchemas.THESIS_14);
        assertEquals(
                List.of(
                        "n_el",
                        "n_el^3",
                        "n_species",
                        "n_at",
                        "n_transition",
                        "n_lanthanid",
                        "n_ks",
                        "n_g_smooth",
                        "n_k",
                        "n_betas",
                        "n_cores",
                        "n_nodes",
                        "threads_per_node",
                        "n_pool"),
                thesis.features().stream().map(FeatureSpec::name).toList());
        assertArrayEquals(
                new double[] {8, 512, 1, 2, 0, 0, 4, 1459, 10, 4, 24, 2, 12, 2},
                silicon.features(thesis, LAYOUT, MACHINE).toArray());
    }

    @Test
    void theRecommendedSchemaComesFirst() {
        assertEquals(
                List.of("qeperf-2", "input-1", "qeperf-1", "thesis-14", "printed-1"),
                extractor.schemas().stream().map(FeatureSchema::name).toList());
    }

    @Test
    void theLayoutDecidesAboutSharesOfTheWork() {
        FeatureSchema schema = schema(PwSchemas.QEPERF_1);
        FeatureVector row = silicon.features(schema, LAYOUT, MACHINE);
        assertEquals(8, row.get("n_ranks"));
        assertEquals(5, row.get("k_per_pool"));
        assertEquals(4, row.get("planes_per_rank"));
        assertEquals(32, row.get("cores_per_node"));
        FeatureVector serial = silicon.features(schema, Layout.serial(), MACHINE);
        assertEquals(0, serial.get("work_communication"));
        assertTrue(row.get("work_communication") > 0);
        for (String work : List.of("work_fft", "work_projection", "work_subspace")) {
            assertEquals(serial.get(work) / 8, row.get(work), 1e-9 * serial.get(work), work);
        }
        // Five operations for each point and each doubling, there and back, for 10 k-points and 4 states.
        assertEquals(2 * 40 * 5 * 4096 * 12, serial.get("work_fft"), 1e-3);
        // Eight operations for each complex product, twice (projecting and summing), 8 projectors.
        assertEquals(2 * 8 * 10 * 4 * 8 * 192, serial.get("work_projection"), 1e-6);
        assertEquals(
                serial.get("work_fft")
                        + serial.get("work_projection")
                        + serial.get("work_subspace")
                        + serial.get("work_diagonalization")
                        + serial.get("work_density"),
                serial.get("work_total"),
                1e-3);
    }

    @Test
    void everySchemaIsFilledWithFiniteNumbers() {
        for (FeatureSchema schema : extractor.schemas()) {
            assertEquals(
                    schema.size(), silicon.features(schema, LAYOUT, MACHINE).toArray().length);
        }
    }

    @Test
    void anotherSchemaIsRefused() {
        FeatureSchema other =
                new FeatureSchema("other", extractor.schemas().get(0).features());
        Exception e = assertThrows(IllegalArgumentException.class, () -> silicon.features(other, LAYOUT, MACHINE));
        assertEquals(
                "schema other is not one of pw.x's; known are qeperf-2, input-1, qeperf-1, thesis-14, printed-1",
                e.getMessage());
        FeatureSchema forged =
                new FeatureSchema("thesis-14", extractor.schemas().get(0).features());
        assertThrows(IllegalArgumentException.class, () -> silicon.features(forged, LAYOUT, MACHINE));
    }

    @Test
    void countsKeepAllThatFeaturesAndMemoryNeed() {
        Workload restored = extractor.restore(silicon.counts());
        assertEquals(silicon.counts(), restored.counts());
        assertEquals(List.of(), restored.warnings());
        for (FeatureSchema schema : extractor.schemas()) {
            assertArrayEquals(
                    silicon.features(schema, LAYOUT, MACHINE).toArray(),
                    restored.features(schema, LAYOUT, MACHINE).toArray());
        }
        assertEquals(silicon.memoryPerRankBytes(LAYOUT), restored.memoryPerRankBytes(LAYOUT));
        assertEquals(
                silicon.memoryPerRankBytes(Layout.serial()).orElseThrow() / (1 << 20),
                silicon.counts().real("memory_per_rank_mb"));
    }

    @Test
    void countsThatDoNotFitAreRefused() {
        List<Count> all = silicon.counts().all();
        Counts huge = new Counts(all.stream()
                .map(c -> c.name().equals("n_kb") ? new Count.Whole("n_kb", 1L << 31) : c)
                .toList());
        Exception large = assertThrows(IllegalArgumentException.class, () -> extractor.restore(huge));
        assertEquals("count 'n_kb' is 2147483648; expected a smaller number", large.getMessage());
    }

    /** Whatever count is missing: features are what they were or say what they lack, and memory is not estimated. */
    @Test
    void aMissingCountIsMissedWhereItIsNeeded() {
        List<String> forMemory = new ArrayList<>();
        for (Count gone : silicon.counts().all()) {
            Workload restored = extractor.restore(new Counts(
                    silicon.counts().all().stream().filter(c -> !c.equals(gone)).toList()));
            for (FeatureSchema schema : extractor.schemas()) {
                try {
                    assertArrayEquals(
                            silicon.features(schema, LAYOUT, MACHINE).toArray(),
                            restored.features(schema, LAYOUT, MACHINE).toArray());
                } catch (IllegalArgumentException e) {
                    assertTrue(
                            e.getMessage().startsWith("there is no count '" + gone.name() + "'; known are n_"),
                            e::getMessage);
                }
            }
            if (restored.memoryPerRankBytes(LAYOUT).isEmpty()) {
                forMemory.add(gone.name());
            }
        }
        // The rest are derived from others, or have a value of their own where they are missing.
        assertEquals(
                silicon.counts().all().stream()
                        .map(Count::name)
                        .filter(name -> !CourseCodecTest.LATER.contains(name))
                        .filter(name ->
                                !DescriptorCodec.missing(new Counts(List.of())).contains(name))
                        .filter(name -> !List.of("noncollinear", "memory_per_rank_mb", "qe_version", "n_q_table")
                                .contains(name))
                        .toList(),
                forMemory);
    }

    @Test
    void someCountsAreEnoughForFeatures() {
        List<String> memoryOnly = List.of("n_betas", "n_sym", "n_sticks_dense", "disk_level", "davidson");
        Counts known = new Counts(silicon.counts().all().stream()
                .filter(c -> !memoryOnly.contains(c.name()))
                .toList());
        Workload restored = extractor.restore(known);
        assertEquals(known, restored.counts());
        assertEquals(List.of(), restored.warnings());
        Layout wide = new Layout(4, 16, 1, 32);
        assertEquals(silicon.warnings(wide), restored.warnings(wide));
        FeatureSchema schema = schema(PwSchemas.QEPERF_1);
        assertArrayEquals(
                silicon.features(schema, LAYOUT, MACHINE).toArray(),
                restored.features(schema, LAYOUT, MACHINE).toArray());
        assertEquals(OptionalDouble.empty(), restored.memoryPerRankBytes(LAYOUT));
    }

    @Test
    void aNegativeCountIsRefused() {
        Counts negative = new Counts(silicon.counts().all().stream()
                .map(c -> c.name().equals("n_kb") ? new Count.Whole("n_kb", -1) : c)
                .toList());
        Exception e = assertThrows(IllegalArgumentException.class, () -> extractor.restore(negative));
        assertEquals("count 'n_kb' is negative", e.getMessage());
    }

    @Test
    void whatOnlyTheCountsShowGivesAWarning() throws IOException {
        Path bands = folder.resolve("bands.in");
        Files.writeString(bands, PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12 nbnd = 200"));
        assertEquals(
                List.of(bands
                        + ":9:13: warning: pw.x stops after its memory report: work space for 400 bands, more than"
                        + " 186 plane waves"),
                warnings(SimulationFiles.of(bands)));
        Path spinors = folder.resolve("spinors.in");
        Files.writeString(spinors, PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12 noncolin = T lspinorb = T"));
        assertEquals(
                List.of(spinors + ":15:1: warning: lspinorb without a fully relativistic pseudopotential: pw.x 7.5"
                        + " stops"),
                warnings(SimulationFiles.of(spinors)));
        assertEquals(
                List.of(spinors + ":15:1: warning: lspinorb without a fully relativistic pseudopotential: pw.x 7.4 goes"
                        + " on without spin-orbit coupling"),
                warnings(SimulationFiles.of(spinors).withCodeVersion("7.4")));
    }

    private List<String> warnings(SimulationFiles files) {
        return extractor.read(files).warnings().stream().map(Object::toString).toList();
    }

    @Test
    void theCountsHaveStableNamesInAStableOrder() {
        assertEquals(
                List.of(
                        "n_el",
                        "n_at",
                        "n_species",
                        "n_ks",
                        "n_k",
                        "n_sym",
                        "n_spin",
                        "noncollinear",
                        "n_spin_density",
                        "gamma_only",
                        "ecutwfc_ry",
                        "ecutrho_ry",
                        "volume_bohr3",
                        "n_g_dense",
                        "fft_dense",
                        "n_g_smooth",
                        "fft_smooth"),
                silicon.counts().all().stream().map(Count::name).limit(17).toList());
    }

    @Test
    void theUnitChosenDoesNotMatter() throws IOException {
        String angstrom = PwInputs.silicon("celldm(1) = 10.2", "A = " + 10.2 * 0.529177210903);
        angstrom = PwInputs.replace(angstrom, "alat", "crystal");
        Path input = Files.writeString(folder.resolve("angstrom.in"), angstrom);
        Counts counts = extractor.read(SimulationFiles.of(input, folder)).counts();
        assertEquals(silicon.counts().whole("n_sym"), counts.whole("n_sym"));
        assertEquals(silicon.counts().whole("n_g_dense"), counts.whole("n_g_dense"));
        assertEquals(silicon.counts().grid("fft_dense"), counts.grid("fft_dense"));
    }

    private FeatureSchema schema(String name) {
        return extractor.schemas().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
