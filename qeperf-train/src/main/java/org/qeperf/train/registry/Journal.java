package org.qeperf.train.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.train.registry.RegistryException.Kind;

/**
 * The file of events: one JSON object a line, added to and never changed. A last line without its end is one that somebody was
 * writing when it was killed, before anybody was told that it is there: readers pass over it, the next writer cuts it off.
 */
final class Journal {

    private static final String NAME = "journal.jsonl";
    private static final long LARGEST = 256L << 20;

    private final Path file;

    Journal(Path folder) {
        file = folder.resolve(NAME);
    }

    /** What changes whenever the file does. */
    record Stamp(long bytes, FileTime modified) {
        static final Stamp MISSING = new Stamp(-1, FileTime.fromMillis(0));
    }

    /**
     * What was read.
     *
     * @param state what the events amount to
     * @param bytes of the lines that have an end
     * @param stamp of the file before it was read
     */
    record Content(RegistryState state, long bytes, Stamp stamp) {}

    Stamp stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        } catch (NoSuchFileException e) {
            return Stamp.MISSING;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads all events.
     *
     * @throws RegistryException if a line is damaged or newer than this library
     */
    Content read() {
        Stamp stamp = stamp();
        RegistryState state = new RegistryState();
        if (stamp.equals(Stamp.MISSING)) {
            requireFolder();
            return new Content(state, 0, stamp);
        }
        if (stamp.bytes() > LARGEST) {
            throw new RegistryException(
                    Kind.DAMAGED,
                    name() + ": larger than " + LARGEST + " bytes; expected a journal as qeperf wrote it");
        }
        byte[] bytes = bytes();
        int start = 0;
        int number = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                JournalLine.read(name() + ":" + number, bytes, start, i - start, state);
                start = i + 1;
                number++;
            }
        }
        return new Content(state, start, stamp);
    }

    /** A file in place of the folder: to some releases of Java nothing is missing but what would be in it. */
    private void requireFolder() {
        if (Files.exists(parent()) && !Files.isDirectory(parent())) {
            throw new UncheckedIOException(new NotDirectoryException(parent().toString()));
        }
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a line; when this returns it is on the disk. To be called by who holds the folder and has read the content. */
    void append(Content content, RegistryEvent event) {
        byte[] line = JournalLine.write(event);
        try {
            Files.createDirectories(parent());
            boolean fresh = content.stamp().equals(Stamp.MISSING);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.truncate(content.bytes());
                try {
                    write(channel, line, content.bytes());
                    channel.force(true);
                } catch (IOException e) {
                    channel.truncate(content.bytes());
                    throw e;
                }
            }
            if (fresh) {
                AtomicFile.force(parent());
                AtomicFile.force(parent().toAbsolutePath().resolveSibling(""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(FileChannel channel, byte[] line, long start) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(line);
        long position = start;
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
    }

    private Path parent() {
        return file.resolveSibling("");
    }

    /** Without the folders above, which are nobody's business in messages. */
    String name() {
        Path folder = file.toAbsolutePath().getParent();
        Path last = folder == null ? null : folder.getFileName();
        return last == null ? NAME : last + "/" + NAME;
    }
}
