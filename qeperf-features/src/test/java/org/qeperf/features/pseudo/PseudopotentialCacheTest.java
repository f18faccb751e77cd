package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.InputException;
import org.qeperf.features.input.ParseLimits;

class PseudopotentialCacheTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path folder;

    private final PseudopotentialCache cache = new PseudopotentialCache();

    @Test
    void aFileThatRestedIsNotReadAgain() throws IOException {
        Path file = rested("Si.UPF", Upf.version2());
        Pseudopotential potential = read(file);
        Files.writeString(file, Upf.version2().replace("4.000000000000000E", "5.000000000000000E"));
        Files.setLastModifiedTime(file, LONG_AGO);
        assertSame(potential, read(file));
        Files.setLastModifiedTime(file, FileTime.fromMillis(LONG_AGO.toMillis() + 1));
        assertEquals(5, read(file).valence());
    }

    @Test
    void aFileJustWrittenIsReadAgain() throws IOException {
        Path file = write("Si.UPF", Upf.version2());
        FileTime time = Files.getLastModifiedTime(file);
        assertEquals(4, read(file).valence());
        Files.writeString(file, Upf.version2().replace("4.000000000000000E", "5.000000000000000E"));
        Files.setLastModifiedTime(file, time);
        assertEquals(5, read(file).valence());
    }

    @Test
    void whatWasNotUsedForLongestIsForgotten() throws IOException {
        PseudopotentialCache small = new PseudopotentialCache(2);
        Path one = rested("one.UPF", Upf.version1());
        Path two = rested("two.UPF", Upf.version2());
        Pseudopotential first = small.read(one, ParseLimits.DEFAULT);
        Pseudopotential second = small.read(two, ParseLimits.DEFAULT);
        assertSame(first, small.read(one, ParseLimits.DEFAULT));
        small.read(rested("three.UPF", Upf.schema()), ParseLimits.DEFAULT);
        assertSame(first, small.read(one, ParseLimits.DEFAULT));
        assertNotSame(second, small.read(two, ParseLimits.DEFAULT));
    }

    @Test
    void nothingIsShared() throws IOException {
        Path file = rested("Si.UPF", Upf.version2());
        assertNotSame(read(file), new PseudopotentialCache().read(file, ParseLimits.DEFAULT));
    }

    @Test
    void errorsAreNotKept() throws IOException {
        Path file = rested("Si.UPF", "nothing");
        for (int i = 0; i < 2; i++) {
            InputException e = assertThrows(InputException.class, () -> read(file));
            assertEquals(
                    file + ":1:1: this is not a pseudopotential in UPF; expected a file with a PP_HEADER",
                    e.getMessage());
        }
    }

    @Test
    void manyThreadsGetTheSame() throws Exception {
        Path file = rested("Si.UPF", Upf.version2());
        Set<Pseudopotential> seen = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Pseudopotential>> reads = IntStream.range(0, 64)
                    .<Callable<Pseudopotential>>mapToObj(i -> () -> read(file))
                    .toList();
            Pseudopotential any = read(file);
            for (var result : threads.invokeAll(reads)) {
                assertSame(any, result.get());
                seen.add(result.get());
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(1, seen.size());
    }

    @Test
    void whatIsNoFileIsRefused() {
        InputException e = assertThrows(InputException.class, () -> read(folder));
        assertEquals(folder + ":1:1: this is a folder; expected a file", e.getMessage());
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        InputException special = assertThrows(InputException.class, () -> read(device));
        assertEquals("/dev/null:1:1: this is not a regular file; expected a file", special.getMessage());
    }

    @Test
    void aFileThatCannotBeReadIsRefused() throws IOException {
        Path absent = folder.resolve("absent.UPF");
        InputException e = assertThrows(InputException.class, () -> read(absent));
        assertEquals(
                absent + ":1:1: the file cannot be read (NoSuchFileException); expected a readable file",
                e.getMessage());
        Path secret = write("secret.UPF", Upf.version2());
        assumeTrue(Files.getFileStore(secret).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(secret), "this user may read everything");
        InputException denied = assertThrows(InputException.class, () -> read(secret));
        assertEquals(
                secret + ":1:1: the file cannot be read (AccessDeniedException); expected a readable file",
                denied.getMessage());
    }

    @Test
    void theLimitCountsBeforeWhatIsKnown() throws IOException {
        Path file = rested("Si.UPF", Upf.version2());
        read(file);
        InputException e = assertThrows(InputException.class, () -> cache.read(file, ParseLimits.ofBytes(99)));
        assertEquals(file + ":1:1: the file is larger than 99 bytes; expected a smaller file", e.getMessage());
    }

    @Test
    void aCacheHoldsSomething() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new PseudopotentialCache(0));
        assertEquals("a cache of 0 entries", e.getMessage());
    }

    private Pseudopotential read(Path file) {
        return cache.read(file, ParseLimits.DEFAULT);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path rested(String name, String text) throws IOException {
        return Files.setLastModifiedTime(write(name, text), LONG_AGO);
    }

    /** A file whose size is not that of its content, as those of the kernel. */
    @Test
    void aFileThatGrowsWhileItIsReadIsRefused() {
        Path growing = Path.of("/proc/self/status");
        assumeTrue(Files.isRegularFile(growing), growing + " is missing");
        InputException e =
                assertThrows(InputException.class, () -> new PseudopotentialCache().read(growing, ParseLimits.DEFAULT));
        assertEquals(growing + ":1:1: the file changes while it is read; expected a file at rest", e.getMessage());
    }
}
