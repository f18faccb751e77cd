package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;

class LineReaderTest {

    /** The lines with their numbers; those that do not end are marked. */
    private static List<String> lines(InputStream in, long mostBytes, OutputStream bytes) throws IOException {
        List<String> lines = new ArrayList<>();
        new LineReader("x.out", in, mostBytes)
                .forEachLine(
                        line -> lines.add(line.number() + ":" + line.text() + (line.isEnded() ? "" : "...")),
                        (buffer, from, length) -> {
                            try {
                                bytes.write(buffer, from, length);
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        return lines;
    }

    private static List<String> lines(String text) throws IOException {
        return lines(stream(text), Long.MAX_VALUE, OutputStream.nullOutputStream());
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(OutputLine.ascii(text));
    }

    /** Gives a few bytes at a time, as a pipe does. */
    private static InputStream slow(String text, int most) {
        return new ByteArrayInputStream(OutputLine.ascii(text)) {
            @Override
            public synchronized int read(byte[] buffer, int from, int length) {
                return super.read(buffer, from, Math.min(length, most));
            }
        };
    }

    @Test
    void countsLinesAndSaysWhichDoesNotEnd() throws IOException {
        assertEquals(List.of("1:a", "2:", "3:b"), lines("a\n\n b\n"));
        assertEquals(List.of("1:a", "2:b..."), lines("a\nb"));
        assertEquals(List.of(), lines(""));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 100_000})
    void readsAlikeHoweverManyBytesComeAtATime(int most) throws IOException {
        String text = ("line of some length\n".repeat(20) + "x".repeat(9000) + "\n\n").repeat(20) + "end";
        List<String> expected = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            expected.add(expected.size() + 1 + ":" + line.substring(0, Math.min(4096, line.length()))
                    + (line.equals("end") ? "..." : ""));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertEquals(expected, lines(slow(text, most), Long.MAX_VALUE, bytes));
        assertArrayEquals(OutputLine.ascii(text), bytes.toByteArray());
    }

    /** Behind that the rest of a line is not looked at, so it does not matter whether it ends. */
    @Test
    void aLineOfMoreThan4096BytesCountsAsEnded() throws IOException {
        String before = "a\n".repeat(5000);
        assertEquals(
                "5001:" + "x".repeat(4095) + "...",
                lines(before + "x".repeat(4095)).get(5000));
        assertEquals(
                "5001:" + "x".repeat(4096), lines(before + "x".repeat(4096)).get(5000));
        assertEquals(5001, lines(before + "x".repeat(20_000)).size());
    }

    @Test
    void readsAsManyBytesAsAreAllowed() throws IOException {
        assertEquals(List.of("1:abc"), lines(stream("abc\n"), 4, OutputStream.nullOutputStream()));
        assertEquals(
                "x.out:1:1: the file has more than 3 bytes; expected the output of one program",
                assertThrows(InputException.class, () -> lines(stream("abc\n"), 3, OutputStream.nullOutputStream()))
                        .getMessage());
    }

    @Test
    void readsFilesPlainAndCompressed(@TempDir Path folder) throws IOException {
        byte[] output = OutputLine.ascii("Program PWSCF v.6.7 starts on 1Jan2020 at 1: 1: 1\n     JOB DONE.\n");
        Path plain = Files.write(folder.resolve("pw.out"), output);
        Path compressed = folder.resolve("pw.out.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(output);
        }
        List<PwOutput> runs = PwOutputReader.read(plain);
        assertEquals(Outcome.CONVERGED, runs.get(0).end().outcome());
        assertEquals(runs, PwOutputReader.read(compressed));
        Path damaged = Files.write(folder.resolve("plain.gz"), output);
        assertEquals(
                damaged + ":1:1: not compressed by gzip, or damaged; expected what its name says",
                assertThrows(InputException.class, () -> PwOutputReader.read(damaged))
                        .getMessage());
    }
}
