package org.qeperf.features.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.MissingCountException;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.PwInputs;

/** The schema {@link PwSchemas#QEPERF_2} for silicon: 10 k-points, 4 states, 192 plane waves, a grid of 16 x 16 x 16. */
class DetailedWorkTest {

    private static final Machine MACHINE = new Machine("test", 48, 1L << 36);
    private static final Layout LAYOUT = new Layout(1, 6, 1, 2);

    private final PwFeatureExtractor extractor = new PwFeatureExtractor();

    @TempDir
    Path folder;

    private Workload silicon;

    @BeforeEach
    void read() throws IOException {
        try (var upf = DetailedWorkTest.class.getResourceAsStream("/Si.UPF")) {
            Files.write(folder.resolve("Si.UPF"), upf.readAllBytes());
        }
        silicon = extractor.read(SimulationFiles.of(Files.writeString(folder.resolve("pw.in"), PwInputs.SILICON)));
    }

    private static FeatureSchema schema() {
        return PwSchemas.all().get(0);
    }

    private static double value(Workload workload, Layout layout, String column) {
        List<String> names = schema().features().stream().map(f -> f.name()).toList();
        assertTrue(names.contains(column), column);
        return workload.features(schema(), layout, MACHINE).toArray()[names.indexOf(column)];
    }

    private double value(String column) {
        return value(silicon, LAYOUT, column);
    }

    /** Two pools of 5 k-points and 3 ranks, of which one has 6 planes. */
    @Test
    void theBusiestRankCounts() {
        assertEquals(PwSchemas.QEPERF_2, schema().name());
        assertEquals(5, value("k_per_pool"));
        assertEquals(6, value("planes_per_rank"));
        assertEquals(6 * 3 / 16.0, value("plane_imbalance"));
        assertEquals(5 * 4, value("work_transforms"));
        assertEquals(5 * 4 * 6 * 256, value("work_fft_points"));
        assertEquals(value("work_fft_points") * 5 * 12 * value("transform_cost"), value("work_fft"), 1e-3);
        assertEquals(5 * 4 * 8 * 192 / 3.0, value("work_projection"));
        assertEquals(5 * 16 * 192 / 3.0, value("work_subspace"));
        assertEquals(5 * 64, value("work_diagonalization"));
        assertEquals(0, value("work_cg_fft"));
        assertEquals(0, value("work_paw_directions"));
    }

    @Test
    void oneRankSendsNothing() {
        assertEquals(0, value(silicon, new Layout(1, 2, 1, 2), "work_communication"));
        assertEquals(0, value(silicon, new Layout(1, 2, 1, 2), "work_messages"));
        double columns = silicon.counts().whole("n_sticks_wave");
        assertEquals(5 * 4 * 16 * 16 * columns * 2 / 9, value("work_communication"), 1e-6);
        assertEquals(20, value("work_messages"));
    }

    @Test
    void conjugateGradientsHaveColumnsOfTheirOwn() throws IOException {
        String text = PwInputs.SILICON.replaceFirst("(?i)&electrons", "&electrons diagonalization = 'cg'");
        Workload cg = extractor.read(SimulationFiles.of(Files.writeString(folder.resolve("cg.in"), text)));
        assertEquals(0, value(cg, LAYOUT, "work_fft"));
        assertEquals(value("work_fft"), value(cg, LAYOUT, "work_cg_fft"));
        assertEquals(0, value(cg, LAYOUT, "davidson"));
    }

    @Test
    void memoryIsThatOfTheLayout() {
        assertEquals(silicon.memoryPerRankBytes(LAYOUT).orElseThrow(), value("memory_estimate"));
        Layout serial = Layout.serial();
        assertEquals(silicon.memoryPerRankBytes(serial).orElseThrow(), value(silicon, serial, "memory_estimate"));
    }

    /** Counts of records from before this schema are enough for memory, and not for it. */
    @Test
    void olderCountsMissOne() {
        Counts older = new Counts(silicon.counts().all().stream()
                .filter(c -> !DescriptorCodec.missing(new Counts(List.of())).contains(c.name()))
                .toList());
        Workload restored = extractor.restore(older);
        assertEquals(silicon.memoryPerRankBytes(LAYOUT), restored.memoryPerRankBytes(LAYOUT));
        MissingCountException e =
                assertThrows(MissingCountException.class, () -> restored.features(schema(), LAYOUT, MACHINE));
        assertEquals("n_augmented", e.count());
    }
}
