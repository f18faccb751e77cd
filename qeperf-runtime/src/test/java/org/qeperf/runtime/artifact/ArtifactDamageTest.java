package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.ArtifactException;

/** Whatever the bytes are: the model that was written, or an {@link ArtifactException}. */
class ArtifactDamageTest {

    /** Two that have every entry but those of a law; {@link ArtifactFuzzTest} spoils all kinds. */
    static Stream<PortableModel> models() {
        return Stream.concat(
                Stream.of(ExampleModels.forest()), ExampleTables.all().limit(1));
    }

    private static PortableModel read(InputStream in) {
        return ArtifactReader.read("m.qeperf", in, List.of(ExampleModels.SCHEMA));
    }

    /** Whether the bytes are refused; if not, they must hold the model that they were made from. */
    private static boolean refused(byte[] bytes, byte[] original, String damage) {
        try {
            PortableModel model = read(new ByteArrayInputStream(bytes));
            assertArrayEquals(original, ExampleModels.bytes(model), damage);
            return false;
        } catch (ArtifactException e) {
            assertTrue(e.getMessage().startsWith("m.qeperf: "), damage);
            assertTrue(e.getMessage().lines().count() == 1, damage);
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(damage, e);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aFileCutAnywhereInItsEntriesIsRefused(PortableModel model) {
        byte[] bytes = ExampleModels.bytes(model);
        int directory = indexOf(bytes, "PK\u0001\u0002");
        for (int length = 0; length < directory; length++) {
            assertTrue(refused(Arrays.copyOf(bytes, length), bytes, "cut to " + length), "cut to " + length);
        }
        // The directory at the end repeats what the entries say: nothing of the model is in it.
        for (int length = directory; length < bytes.length; length += 50) {
            assertFalse(refused(Arrays.copyOf(bytes, length), bytes, "cut to " + length), "cut to " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aFileWithOneWrongBitIsRefusedOrHoldsTheSameModel(PortableModel model) {
        byte[] bytes = ExampleModels.bytes(model);
        Random random = new Random(17);
        int refused = 0;
        int trials = 1000;
        for (int trial = 0; trial < trials; trial++) {
            int bit = random.nextInt(8 * bytes.length);
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            refused += refused(damaged, bytes, "bit " + bit) ? 1 : 0;
        }
        // Two thirds of the bytes are content; the rest are times, directory and the like, which nothing depends on.
        assertTrue(refused > trials / 2, refused + " of " + trials + " refused");
    }

    @Test
    void bytesOfAnyKindAreRefused() {
        Random random = new Random(18);
        byte[] none = {};
        for (int trial = 0; trial < 200; trial++) {
            byte[] bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            assertTrue(refused(bytes, none, "trial " + trial));
        }
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
