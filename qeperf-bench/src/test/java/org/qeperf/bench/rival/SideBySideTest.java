package org.qeperf.bench.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers to the questions of the script. */
class SideBySideTest {

    private static final Path SILICON = Path.of("..", "qeperf-examples", "silicon");

    @TempDir
    Path folder;

    private static void write(Path file, double... values) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        Files.write(file, bytes.array());
    }

    @Test
    void theCountsOfTheExampleAreThose() throws Exception {
        Files.createDirectory(folder.resolve("si"));
        Files.copy(SILICON.resolve("si.in"), folder.resolve("si/pw.in"));
        Files.copy(SILICON.resolve("Si.pz-tm.UPF"), folder.resolve("si/potential.UPF"));
        SideBySide sides = new SideBySide(folder);
        assertEquals(
                "electrons=8 atoms=2 projectors=2 states=4 symmetries=48 k_points=60 fft=32x32x32 g_vectors=9257"
                        + " plane_waves=1179",
                sides.answer("input si"));
        assertTrue(Double.parseDouble(sides.answer("time si/new 0.001")) > 0);
        assertTrue(Double.parseDouble(sides.answer("time si/known 0.001")) > 0);
    }

    /** Two trees over two columns: x0 <= 1 ? 10 : (x1 <= 2 ? 20 : 30), and 4. */
    @Test
    void aForestGivesTheSameEverywhere() throws Exception {
        write(folder.resolve("f.trees"), 2, 2, 5, 0, 1, -1, 10, 1, 2, -1, 20, -1, 30, 1, -1, 4);
        write(folder.resolve("f.rows"), 0, 0, 2, 2, 2, 3);
        SideBySide sides = new SideBySide(folder);
        assertEquals("ready", sides.answer("forest f"));
        for (String library : new String[] {"qeperf", "smile", "onnx"}) {
            assertEquals("ready", sides.answer("predictions f f/" + library + "/rows " + folder.resolve("out")));
            double[] values = new double[3];
            GivenTrees.doubles(folder.resolve("out")).get(values);
            assertEquals(7, values[0], library);
            assertEquals(12, values[1], library);
            assertEquals(17, values[2], library);
        }
        Forests forest = new Forests(folder, "f");
        // A row in turn begins with the second.
        assertEquals(12, forest.qeperfRow());
        assertEquals(17, forest.smileRow());
        assertEquals(7, forest.onnxRow());
    }

    @Test
    void anUnknownOperationIsNamed() {
        assertEquals(
                "operation x; expected one of []",
                assertThrows(IllegalArgumentException.class, () -> new SideBySide(folder).answer("time x 1"))
                        .getMessage());
    }
}
