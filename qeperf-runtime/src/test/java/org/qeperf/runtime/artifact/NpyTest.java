package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {

    private static final String MAGIC_1_0 = "934e554d50590100";

    private static String header(String dictionary, int length) {
        String padded = dictionary + " ".repeat(length - dictionary.length() - 1) + "\n";
        return HexFormat.of().formatHex(padded.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void realNumbersAreLittleEndianDoublesAfterAnAlignedHeader() {
        String dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }";
        // 118 = 0x76 bytes of header end at byte 128.
        String expected = MAGIC_1_0 + "7600" + header(dictionary, 118) + "000000000000f83f" + "00000000000000c0";
        assertEquals(expected, HexFormat.of().formatHex(Npy.write(new double[] {1.5, -2})));
    }

    @Test
    void wholeNumbersAreLittleEndianInts() {
        String dictionary = "{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }";
        String expected = MAGIC_1_0 + "7600" + header(dictionary, 118) + "01000000" + "ffffffff" + "00010000";
        assertEquals(expected, HexFormat.of().formatHex(Npy.write(new int[] {1, -1, 256})));
    }

    @Test
    void whatIsWrittenIsReadBitByBit() {
        double[] reals = {0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY};
        assertArrayEquals(reals, (double[]) Npy.read(Npy.write(reals)));
        int[] wholes = {0, Integer.MIN_VALUE, Integer.MAX_VALUE};
        assertArrayEquals(wholes, (int[]) Npy.read(Npy.write(wholes)));
        short[] shorts = {0, -1, Short.MIN_VALUE, Short.MAX_VALUE};
        assertArrayEquals(shorts, (short[]) Npy.read(Npy.write(shorts)));
        assertArrayEquals(new double[0], (double[]) Npy.read(Npy.write(new double[0])));
        assertArrayEquals(new double[123_456], (double[]) Npy.read(Npy.write(new double[123_456])));
    }

    @Test
    void bytesThatAreNoArrayAreRefused() {
        byte[] good = Npy.write(new double[] {1, 2});
        refused("not an array in NumPy's format", new byte[0]);
        refused("not an array in NumPy's format", Arrays.copyOf(good, 9));
        refused("not an array in NumPy's format 1.0", Arrays.copyOf(good, 10));
        refused("not an array in NumPy's format 1.0", Arrays.copyOf(good, 127));
        byte[] versionTwo = good.clone();
        versionTwo[6] = 2;
        refused("not an array in NumPy's format 1.0", versionTwo);
        refused("an array of 2 numbers in 15 bytes", Arrays.copyOf(good, good.length - 1));
        refused("an array of 2 numbers in 17 bytes", Arrays.copyOf(good, good.length + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '>f8', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '<f8', 'fortran_order': True, 'shape': (2,), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (-2,), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999,), }",
                "{}"
            })
    void otherKindsOfArraysAreRefused(String dictionary) {
        String numbers = "00".repeat(16);
        byte[] bytes = HexFormat.of().parseHex(MAGIC_1_0 + "7600" + header(dictionary, 118) + numbers);
        refused("an array that is not one-dimensional <f8, <i4 or <i2", bytes);
    }

    @Test
    void aLengthThatDoesNotFitIntoMemoryIsRefusedBeforeItIsAllocated() {
        String dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': (999999999,), }";
        byte[] bytes = HexFormat.of().parseHex(MAGIC_1_0 + "7600" + header(dictionary, 118));
        refused("an array of 999999999 numbers in 0 bytes", bytes);
    }

    private static void refused(String message, byte[] bytes) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Npy.read(bytes))
                        .getMessage());
    }

    @Test
    void numpyReadsWhatIsWrittenAndWritesWhatIsRead(@TempDir Path folder) throws Exception {
        assumeTrue(python("import numpy").equals(""), "python3 with numpy is not on the path");
        double[] reals = {0.1, -2.5, 1e300};
        Path ours = folder.resolve("ours.npy");
        Path theirs = folder.resolve("theirs.npy");
        Files.write(ours, Npy.write(reals));
        String script = "import numpy, sys; a = numpy.load(sys.argv[1]); print(a.dtype.str, a.tolist());"
                + " numpy.save(sys.argv[2], a * 2)";
        assertEquals("<f8 [0.1, -2.5, 1e+300]\n", python(script, ours.toString(), theirs.toString()));
        assertArrayEquals(new double[] {0.2, -5, 2e300}, (double[]) Npy.read(Files.readAllBytes(theirs)));

        Files.write(ours, Npy.write(new int[] {-1, 7}));
        assertEquals("<i4 [-1, 7]\n", python(script, ours.toString(), theirs.toString()));
        assertArrayEquals(new int[] {-2, 14}, (int[]) Npy.read(Files.readAllBytes(theirs)));

        Files.write(ours, Npy.write(new short[] {-1, 7}));
        assertEquals("<i2 [-1, 7]\n", python(script, ours.toString(), theirs.toString()));
        assertArrayEquals(new short[] {-2, 14}, (short[]) Npy.read(Files.readAllBytes(theirs)));
    }

    /** What a script prints, or why it did not run. */
    private static String python(String script, String... arguments) throws InterruptedException {
        String[] command = new String[3 + arguments.length];
        command[0] = "python3";
        command[1] = "-c";
        command[2] = script;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "python3 does not end");
            return output;
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
