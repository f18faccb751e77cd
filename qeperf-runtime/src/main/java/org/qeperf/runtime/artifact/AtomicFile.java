package org.qeperf.runtime.artifact;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes whole files: beside their place, to the disk, then moved there, so that nobody ever sees half of one. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Content that is written piece by piece. */
    public interface Content {

        /**
         * Writes the content.
         *
         * @param out where to, buffered; closed by the caller
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file; one that is there is replaced.
     *
     * @param file where to; missing folders are made
     * @param bytes its content
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Path file, byte[] bytes) {
        write(file, out -> out.write(bytes));
    }

    /**
     * Writes a file; one that is there is replaced. Where the content cannot be had, everything stays as it was.
     *
     * @param file where to; missing folders are made
     * @param content its content
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a file system's root is not a file");
        }
        try {
            makeFolder(folder);
            Path beside = folder.resolve(".qeperf-" + UUID.randomUUID() + ".tmp");
            try {
                try (FileChannel channel =
                        FileChannel.open(beside, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
                    content.writeTo(out);
                    out.flush();
                    channel.force(true);
                }
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a folder where it is missing. Before 17.0.14, Java refuses to make one where a link to a folder is. */
    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    /**
     * Brings the names in a folder to the disk, so that a file that was written or moved there is found after a power failure. Systems
     * that cannot do that for folders keep them in order by themselves.
     *
     * @param folder the folder
     */
    public static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders.
            return;
        }
    }
}
