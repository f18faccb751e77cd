package org.qeperf.runtime.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A folder that one process at a time holds, until it closes this or ends. */
public final class FolderLock implements AutoCloseable {

    /**
     * What this process holds. It must not open such a file again: POSIX lets go of a process's locks of a file as soon as it closes the
     * file anywhere.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path held;
    private final FileChannel channel;

    private FolderLock(Path held, FileChannel channel) {
        this.held = held;
        this.channel = channel;
    }

    /**
     * Tries to hold a folder, through a file in it.
     *
     * @param folder the folder, which is made where it is missing
     * @param file name of the file
     * @return empty if somebody else holds it
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static Optional<FolderLock> tryHold(Path folder, String file) {
        try {
            AtomicFile.makeFolder(folder);
            Path path = folder.toRealPath().resolve(file);
            if (!HELD.add(path)) {
                return Optional.empty();
            }
            Optional<FolderLock> lock = Optional.empty();
            try {
                lock = locked(path);
            } finally {
                if (lock.isEmpty()) {
                    HELD.remove(path);
                }
            }
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<FolderLock> locked(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? Optional.of(new FolderLock(path, channel)) : Optional.empty();
    }

    /** Lets go; closing the file ends the lock. Done again, it does nothing. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(held);
        }
    }
}
