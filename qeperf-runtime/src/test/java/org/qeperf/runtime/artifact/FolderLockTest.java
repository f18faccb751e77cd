package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir
    private Path folder;

    @Test
    void oneHoldsAFolderUntilItLetsGo() {
        FolderLock first = FolderLock.tryHold(folder, ".lock").orElseThrow();
        assertEquals(Optional.empty(), FolderLock.tryHold(folder.resolve("../" + folder.getFileName()), ".lock"));
        first.close();
        FolderLock second = FolderLock.tryHold(folder, ".lock").orElseThrow();
        first.close();
        assertTrue(FolderLock.tryHold(folder, ".lock").isEmpty(), "the second holds it still");
        second.close();
        assertTrue(FolderLock.tryHold(folder, ".other").isPresent());
    }

    @Test
    void whoIsRefusedInThisProcessDoesNotLetAnotherProcessIn() throws Exception {
        FolderLock held = FolderLock.tryHold(folder, ".lock").orElseThrow();
        assertTrue(FolderLock.tryHold(folder, ".lock").isEmpty());
        assertEquals("refused", elsewhere());
        held.close();
        assertEquals("held", elsewhere());
    }

    @Test
    void aFolderThatIsMissingIsMade() {
        FolderLock.tryHold(folder.resolve("a/b"), ".lock").orElseThrow().close();
        assertTrue(Files.isRegularFile(folder.resolve("a/b/.lock")));
    }

    @Test
    void aLinkToAFolderIsThatFolder() throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), there);
        FolderLock held = FolderLock.tryHold(link, ".lock").orElseThrow();
        assertTrue(FolderLock.tryHold(there, ".lock").isEmpty());
        held.close();
        assertTrue(FolderLock.tryHold(there, ".lock").isPresent());
    }

    @Test
    void aFileThatCannotBeWrittenIsAnErrorEveryTime() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve(".lock"));
        assertThrows(UncheckedIOException.class, () -> FolderLock.tryHold(folder, ".lock"));
        assertThrows(UncheckedIOException.class, () -> FolderLock.tryHold(folder, ".lock"));
        Files.delete(inTheWay);
        assertTrue(FolderLock.tryHold(folder, ".lock").isPresent());
    }

    private String elsewhere() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FolderLockTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return out;
    }

    /** Another process. */
    public static void main(String[] arguments) {
        System.out.println(FolderLock.tryHold(Path.of(arguments[0]), ".lock").isPresent() ? "held" : "refused");
    }
}
