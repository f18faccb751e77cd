package org.qeperf.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileExceptionTest {

    private static FileException of(IOException reason) {
        return FileException.of(new UncheckedIOException(reason));
    }

    @Test
    void aMissingFileStaysMissing() {
        FileException missing = of(new NoSuchFileException("runs/si.in"));
        assertEquals("runs/si.in: no such file; expected the path of a file", missing.getMessage());
        assertFalse(missing.isTransient());
    }

    @Test
    void aFileOfSomebodyElseStaysSo() {
        FileException denied = of(new AccessDeniedException("si.in"));
        assertEquals("si.in: may not be read; expected a file that this user may read", denied.getMessage());
        assertFalse(denied.isTransient());
    }

    @Test
    void aFailingDiskMayRecover() {
        UncheckedIOException failure =
                new UncheckedIOException(new FileSystemException("si.in", null, "Stale file handle"));
        FileException failed = FileException.of(failure);
        assertEquals("si.in: cannot be read (si.in: Stale file handle); expected a readable file", failed.getMessage());
        assertTrue(failed.isTransient());
        assertSame(failure, failed.getCause());
        assertEquals(
                "a file: cannot be read (Input/output error); expected a readable file",
                of(new IOException("Input/output error")).getMessage());
    }

    @Test
    void whatIsWrongStaysWrong() {
        assertFalse(new QePerfException("wrong").isTransient());
    }
}
