package org.qeperf.runtime.artifact;

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
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.ArtifactException.Reason;

/** What the zip around the entries may not be: too large, too deep, or with names that lead elsewhere. */
class ArtifactContainerTest {

    private static final String ENTRY_REFUSED = "an entry name is not allowed or stands twice";

    private static PortableModel read(InputStream in) {
        return ArtifactReader.read("m.qeperf", in, List.of(ExampleModels.SCHEMA));
    }

    private static void corrupt(String problem, byte[] bytes) {
        ArtifactException e = assertThrows(ArtifactException.class, () -> read(new ByteArrayInputStream(bytes)));
        assertEquals("m.qeperf: " + problem + "; expected a sound model file", e.getMessage());
        assertEquals(Reason.CORRUPT, e.reason());
    }

    @Test
    void anEntryThatInflatesBeyondTheLimitIsRefused() throws IOException {
        byte[] bomb = zipOf(zip -> {
            zip.putNextEntry(new ZipEntry("arrays/bomb.npy"));
            byte[] zeroes = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
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
                for (int i = 0; i < 13; i++) {
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
                    .put(entry, open.repeat(100_000))
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
}
