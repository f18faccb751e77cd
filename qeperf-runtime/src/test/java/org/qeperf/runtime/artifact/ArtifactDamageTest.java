package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.ArtifactException.Reason;

/** Whatever the bytes are: the model that was written, or an {@link ArtifactException}. */
class ArtifactDamageTest {

    private static final String ENTRY_REFUSED = "an entry name is not allowed or stands twice";

    static Stream<PortableModel> models() {
        return Stream.concat(ExampleModels.all(), ExampleTables.all().limit(1));
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

    private static void corrupt(String problem, byte[] bytes) {
        ArtifactException e = assertThrows(ArtifactException.class, () -> read(new ByteArrayInputStream(bytes)));
        assertEquals("m.qeperf: " + problem + "; expected a sound model file", e.getMessage());
        assertEquals(Reason.CORRUPT, e.reason());
    }

    @ParameterizedTest
    @MethodSource("models")
    void aFileCutAnywhereInItsEntriesIsRefused(PortableModel model) {
        byte[] bytes = ExampleModels.bytes(model);
        int directory = indexOf(bytes, "PK\u0001\u0002");
        for (int length = 0; length < bytes.length; length++) {
            boolean refused = refused(Arrays.copyOf(bytes, length), bytes, "cut to " + length);
            // The directory at the end repeats what the entries say: nothing of the model is in it.
            assertTrue(refused || length >= directory, "cut to " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aFileWithOneWrongBitIsRefusedOrHoldsTheSameModel(PortableModel model) {
        byte[] bytes = ExampleModels.bytes(model);
        Random random = new Random(17);
        int refused = 0;
        int trials = 4000;
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

    @Test
    void anEntryThatInflatesBeyondTheLimitIsRefused() throws IOException {
        byte[] bomb = zipOf(zip -> {
            zip.putNextEntry(new ZipEntry("arrays/bomb.npy"));
            byte[] zeroes = new byte[1 << 20];
            for (int i = 0; i < 257; i++) {
                zip.write(zeroes);
            }
        });
        assertTrue(bomb.length < 1 << 20, "a small file");
        corrupt("more than 67108864 bytes or 256 entries in it", bomb);
    }

    @Test
    void entriesThatInflateBeyondTheLimitTogetherAreRefused() throws IOException {
        byte[] bomb = zipOf(zip -> {
            byte[] zeroes = new byte[1 << 20];
            for (int entry = 0; entry < 5; entry++) {
                zip.putNextEntry(new ZipEntry("arrays/bomb" + entry + ".npy"));
                for (int i = 0; i < 52; i++) {
                    zip.write(zeroes);
                }
            }
        });
        corrupt("more than 67108864 bytes or 256 entries in it", bomb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "intervals.json", "verification.csv", "SHA256SUMS"})
    void textIsSmallerThanArrays(String entry) throws IOException {
        byte[] line = "1,1\n".repeat(1024).getBytes(StandardCharsets.US_ASCII);
        byte[] bomb = zipOf(zip -> {
            zip.putNextEntry(new ZipEntry(entry));
            for (int i = 0; i <= (8 << 20) / line.length; i++) {
                zip.write(line);
            }
        });
        corrupt("an entry holds more than 8388608 bytes of text", bomb);
    }

    @Test
    void aFileBeyondTheLimitIsRefusedBeforeItIsUnzipped() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'P';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) 'P');
                return length;
            }
        };
        assertEquals(
                "m.qeperf: the file is larger than 67108864 bytes; expected a sound model file",
                assertThrows(ArtifactException.class, () -> read(endless)).getMessage());
    }

    @Test
    void tooManyEntriesAreRefused() {
        ModelFile file = ModelFile.of(ExampleModels.forest());
        int own = file.entries().size();
        for (int i = own; i < 256; i++) {
            file.put("extra" + i, "");
        }
        assertEquals(
                "example-forest@1",
                read(new ByteArrayInputStream(file.bytes())).model().toString());
        corrupt(
                "more than 67108864 bytes or 256 entries in it",
                file.put("onemore", "").bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.json",
                "arrays/../evil.npy",
                "..",
                "/etc/passwd",
                "C:\\evil.json",
                "arrays\\evil.npy",
                "a/b/c.npy",
                "arrays/",
                "",
                ".hidden",
                "two words.json",
                "line\nend.json",
                "nul\u0000.json",
                "\u00e4.json",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.json"
            })
    void namesThatLeadElsewhereAreRefused(String name) {
        corrupt(
                ENTRY_REFUSED,
                ModelFile.of(ExampleModels.forest()).put(name, "x").bytes());
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        ModelFile file = ModelFile.of(ExampleModels.forest()).put("manifesX.json", "{}");
        // Compressed, so that the digests' file, which names it too, keeps its own.
        String text =
                new String(file.compressed(), StandardCharsets.ISO_8859_1).replace("manifesX.json", "manifest.json");
        corrupt(ENTRY_REFUSED, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "intervals.json"})
    void hugeNestingIsRefused(String entry) {
        for (String open : List.of("[", "{\"a\":")) {
            byte[] bytes = ModelFile.of(ExampleModels.forest())
                    .put(entry, open.repeat(1_000_000))
                    .bytes();
            ArtifactException e = assertThrows(ArtifactException.class, () -> read(new ByteArrayInputStream(bytes)));
            assertEquals("m.qeperf: not a model file; expected a zip of JSON and arrays", e.getMessage());
        }
    }

    @Test
    void anEncryptedOrUnknownCompressionIsRefused() {
        byte[] bytes = ExampleModels.bytes(ExampleModels.forest());
        byte[] encrypted = bytes.clone();
        encrypted[6] |= 1;
        byte[] unknown = bytes.clone();
        unknown[8] = 99;
        for (byte[] bad : List.of(encrypted, unknown)) {
            ArtifactException e = assertThrows(ArtifactException.class, () -> read(new ByteArrayInputStream(bad)));
            assertEquals("m.qeperf: not a model file; expected a zip of JSON and arrays", e.getMessage());
        }
    }

    private interface Content {
        void write(ZipOutputStream zip) throws IOException;
    }

    private static byte[] zipOf(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            content.write(zip);
        }
        return bytes.toByteArray();
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
