package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsWrittenAndNothingElseIsLeft() throws IOException {
        byte[] bytes = {1, 2, 3};
        AtomicFile.write(folder.resolve("model.qeperf"), bytes);
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("model.qeperf")));
        assertEquals(List.of("model.qeperf"), names());
    }

    @Test
    void anExistingFileIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("model.qeperf"), "a longer text that was here before");
        AtomicFile.write(file, new byte[] {7});
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(file));
        assertEquals(List.of("model.qeperf"), names());
    }

    @Test
    void missingFoldersAreMade() throws IOException {
        Path file = folder.resolve("a/b/model.qeperf");
        AtomicFile.write(file, new byte[0]);
        assertEquals(0, Files.size(file));
    }

    @Test
    void aLinkToAFolderIsAFolder() throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), there);
        AtomicFile.write(link.resolve("model.qeperf"), new byte[] {7});
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(there.resolve("model.qeperf")));
        assertEquals(List.of("link", "there"), names());
    }

    @Test
    void aWriteThatFailsLeavesEverythingAsItWas() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve("model.qeperf"));
        Files.writeString(inTheWay.resolve("inside"), "kept");
        assertThrows(UncheckedIOException.class, () -> AtomicFile.write(inTheWay, new byte[] {7}));
        assertEquals(List.of("model.qeperf"), names());
        assertEquals("kept", Files.readString(inTheWay.resolve("inside")));
    }

    @Test
    void contentThatEndsInTheMiddleLeavesEverythingAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("model.qeperf"), "kept");
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IllegalStateException("no more");
                }));
        assertEquals("no more", e.getMessage());
        assertEquals(List.of("model.qeperf"), names());
        assertEquals("kept", Files.readString(file));
    }

    @Test
    void aRootIsNotAFile() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> AtomicFile.write(folder.getRoot(), new byte[0]));
        assertEquals("a file system's root is not a file", e.getMessage());
    }

    @Test
    void aFileHasThePermissionsOfAnyNewFile() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no permissions here");
        Path plain = Files.createFile(folder.resolve("plain"));
        AtomicFile.write(folder.resolve("model.qeperf"), new byte[0]);
        assertEquals(
                Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(folder.resolve("model.qeperf")));
    }
}
