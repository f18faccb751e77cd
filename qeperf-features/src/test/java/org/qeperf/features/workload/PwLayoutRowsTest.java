package org.qeperf.features.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.MissingCountException;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.PwInputs;

class PwLayoutRowsTest {

    private static final Machine MACHINE = new Machine("test", 48, 1L << 36);
    private static final int LAYOUTS = 500;

    private final PwFeatureExtractor extractor = new PwFeatureExtractor();

    @TempDir
    Path folder;

    private Workload silicon;

    @BeforeEach
    void read() throws IOException {
        try (var upf = PwLayoutRowsTest.class.getResourceAsStream("/Si.UPF")) {
            Files.write(folder.resolve("Si.UPF"), upf.readAllBytes());
        }
        silicon = extractor.read(SimulationFiles.of(Files.writeString(folder.resolve("pw.in"), PwInputs.SILICON)));
    }

    static List<FeatureSchema> schemas() {
        return PwSchemas.all();
    }

    private static Layouts random() {
        Random random = new Random(7);
        Layouts layouts = new Layouts();
        for (int i = 0; i < LAYOUTS; i++) {
            layouts.add(
                    1 + random.nextInt(64),
                    1 + random.nextInt(128),
                    1 + random.nextInt(16),
                    1 + random.nextInt(100),
                    random.nextInt(65),
                    1 + random.nextInt(8));
        }
        return layouts;
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void rowsAreThoseOfSingleLayoutsBitByBit(FeatureSchema schema) {
        Layouts layouts = random();
        LayoutRows rows = silicon.rows(schema, MACHINE);
        assertEquals(schema, rows.schema());
        double[] out = new double[LAYOUTS * schema.size()];
        rows.fill(layouts, 0, LAYOUTS, out);
        for (int i = 0; i < LAYOUTS; i++) {
            double[] row = Arrays.copyOfRange(out, i * schema.size(), (i + 1) * schema.size());
            assertArrayEquals(
                    silicon.features(schema, layouts.get(i), MACHINE).toArray(), row, "layout " + layouts.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aPartIsWrittenFromTheStartOfTheArray(FeatureSchema schema) {
        Layouts layouts = random();
        LayoutRows rows = silicon.rows(schema, MACHINE);
        double[] all = new double[LAYOUTS * schema.size()];
        rows.fill(layouts, 0, LAYOUTS, all);
        double[] part = new double[5 * schema.size()];
        Arrays.fill(part, -1);
        rows.fill(layouts, 100, 103, part);
        assertArrayEquals(
                Arrays.copyOfRange(all, 100 * schema.size(), 103 * schema.size()),
                Arrays.copyOf(part, 3 * schema.size()));
        assertTrue(Arrays.stream(part, 3 * schema.size(), part.length).allMatch(v -> v == -1));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void countsByNameGiveTheSameRows(FeatureSchema schema) {
        Layouts layouts = random();
        boolean allNeeded = List.of(PwSchemas.QEPERF_2, PwSchemas.INPUT_1).contains(schema.name());
        Counts withoutSticks = new Counts(silicon.counts().all().stream()
                .filter(c -> allNeeded || !c.name().equals("n_sticks_dense"))
                .toList());
        double[] expected = new double[LAYOUTS * schema.size()];
        silicon.rows(schema, MACHINE).fill(layouts, 0, LAYOUTS, expected);
        double[] out = new double[expected.length];
        extractor.restore(withoutSticks).rows(schema, MACHINE).fill(layouts, 0, LAYOUTS, out);
        assertArrayEquals(expected, out);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void fillingAllocatesNothing(FeatureSchema schema) {
        Layouts layouts = random();
        LayoutRows rows = silicon.rows(schema, MACHINE);
        double[] out = new double[LAYOUTS * schema.size()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            rows.fill(layouts, 0, LAYOUTS, out);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        // The measurement itself may allocate a little, but nothing for each of the layouts.
        assertTrue(least < LAYOUTS, least + " bytes");
    }

    @Test
    void aMissingCountIsToldBeforeTheFirstRow() {
        Counts some = new Counts(List.of(new Count.Real("n_el", 8)));
        Workload partial = extractor.restore(some);
        FeatureSchema thesis = schemas().stream()
                .filter(s -> s.name().equals(PwSchemas.THESIS_14))
                .findFirst()
                .orElseThrow();
        Exception e = assertThrows(MissingCountException.class, () -> partial.rows(thesis, MACHINE));
        assertEquals("there is no count 'n_species'; known are n_el", e.getMessage());
    }
}
