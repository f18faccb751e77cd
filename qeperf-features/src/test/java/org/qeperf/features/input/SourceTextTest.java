package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FileContent;

class SourceTextTest {

    @Test
    void linesEndInEitherWay() {
        SourceText text = SourceText.of("pw.in", "a\r\n\r\n\nb\rc\n\r");
        assertEquals("pw.in", text.name());
        assertEquals(5, text.size());
        assertEquals("a", text.line(0));
        assertEquals("", text.line(1));
        assertEquals("", text.line(2));
        assertEquals("b\rc", text.line(3));
        assertEquals("\r", text.line(4));
        assertEquals("pw.in:4:3", text.at(3, 2).toString());
        assertEquals(1, SourceText.of("pw.in", "").size());
    }

    @Test
    void aFileHasAsManyBytesAsAreAllowed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("pw.in"), "K\u00e4se");
        FileContent content = new FileContent("pw.in", "K\u00e4se".getBytes(StandardCharsets.UTF_8));
        ParseLimits most = ParseLimits.ofBytes(5);
        assertEquals("K\u00e4se", SourceText.read(file, most).line(0));
        assertEquals(file.toString(), SourceText.read(file, most).name());
        assertEquals("K\u00e4se", SourceText.of(content, most).line(0));
        ParseLimits fewer = ParseLimits.ofBytes(4);
        assertEquals(
                file + ":1:1: the file is larger than 4 bytes; expected a smaller file",
                assertThrows(InputException.class, () -> SourceText.read(file, fewer))
                        .getMessage());
        assertEquals(
                "pw.in:1:1: the file is larger than 4 bytes; expected a smaller file",
                assertThrows(InputException.class, () -> SourceText.of(content, fewer))
                        .getMessage());
    }

    @Test
    void aFolderIsNoFile(@TempDir Path folder) {
        UncheckedIOException e =
                assertThrows(UncheckedIOException.class, () -> SourceText.readBytes(folder, ParseLimits.DEFAULT));
        assertEquals(FileSystemException.class, e.getCause().getClass());
        assertEquals(folder + ": is a folder", e.getCause().getMessage());
        assertEquals(
                NoSuchFileException.class,
                assertThrows(
                                UncheckedIOException.class,
                                () -> SourceText.readBytes(folder.resolve("none"), ParseLimits.DEFAULT))
                        .getCause()
                        .getClass());
    }

    @Test
    void aTextHasALimit() {
        assertEquals(
                16 << 20, SourceText.of("pw.in", "x".repeat(16 << 20)).line(0).length());
        assertEquals(
                "pw.in:1:1: the text has more than 16777216 characters; expected a shorter one",
                assertThrows(InputException.class, () -> SourceText.of("pw.in", "x".repeat((16 << 20) + 1)))
                        .getMessage());
        assertEquals(500_000, SourceText.of("pw.in", "\n".repeat(499_999)).size());
        assertEquals(
                "pw.in:500001:1: the text goes on; expected at most 500000 lines",
                assertThrows(InputException.class, () -> SourceText.of("pw.in", "\n".repeat(500_000)))
                        .getMessage());
    }
}
