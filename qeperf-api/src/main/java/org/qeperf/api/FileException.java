package org.qeperf.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** A file that the caller named is not there, or cannot be read. */
public final class FileException extends QePerfException {

    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    private FileException(String message, boolean lasting, UncheckedIOException cause) {
        super(message, cause);
        this.lasting = lasting;
    }

    /**
     * What is wrong with a file.
     *
     * @param failure what reading it came to
     * @return the exception to throw, with the file, the reason and what to do
     */
    public static FileException of(UncheckedIOException failure) {
        IOException reason = Objects.requireNonNull(failure.getCause());
        String file = reason instanceof FileSystemException of ? of.getFile() : "a file";
        if (reason instanceof NoSuchFileException) {
            return new FileException(file + ": no such file; expected the path of a file", true, failure);
        }
        if (reason instanceof AccessDeniedException) {
            return new FileException(
                    file + ": may not be read; expected a file that this user may read", true, failure);
        }
        return new FileException(
                file + ": cannot be read (" + reason.getMessage() + "); expected a readable file", false, failure);
    }

    /** Whether the file is there and may be read: its disk, or the network before it, failed. */
    @Override
    public boolean isTransient() {
        return !lasting;
    }
}
