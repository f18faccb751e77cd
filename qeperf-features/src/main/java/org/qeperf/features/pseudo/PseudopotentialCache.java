package org.qeperf.features.pseudo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.ParseLimits;

/**
 * Reads files of pseudopotentials and keeps what it read, so that a program that predicts many runs with the same few
 * files reads each once. Safe for concurrent use.
 *
 * <p>A file is known by its path, size, time of change and file key; that time is trusted only where it lies some seconds
 * back when the file is read, since a file may change twice within one tick of the clock. Of more files than fit, the one not
 * used for longest is forgotten. A Pseudopotential is immutable and small (the file's bytes are not kept). Errors are not
 * kept. Content is not compared: to read it takes about as long as its checksum. Whoever wants to share makes one cache and
 * hands it on; there is no global one.
 */
public final class PseudopotentialCache {

    private static final int DEFAULT_ENTRIES = 256;
    private static final long SETTLED_MILLIS = 3000;

    private final int entries;
    private final Map<Stamp, Pseudopotential> byUse = new LinkedHashMap<>(16, 0.75f, true);

    /** A file as the file system describes it. */
    private record Stamp(Path path, long size, FileTime changed, Optional<Object> key) {

        static Stamp of(Path file, BasicFileAttributes attributes) {
            return new Stamp(
                    file.toAbsolutePath(),
                    attributes.size(),
                    attributes.lastModifiedTime(),
                    Optional.ofNullable(attributes.fileKey()));
        }
    }

    /** Creates a cache of some hundred entries. */
    public PseudopotentialCache() {
        this(DEFAULT_ENTRIES);
    }

    /**
     * Creates a cache.
     *
     * @param entries how many files it remembers at most
     */
    public PseudopotentialCache(int entries) {
        if (entries < 1) {
            throw new IllegalArgumentException("a cache of " + entries + " entries");
        }
        this.entries = entries;
    }

    /**
     * Reads a file unless it is known.
     *
     * @param file the file
     * @param limits the largest accepted size
     * @return its facts
     * @throws InputException if it cannot be read, is too large or is not understood
     */
    public Pseudopotential read(Path file, ParseLimits limits) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw error(
                        file, attributes.isDirectory() ? "this is a folder" : "this is not a regular file", "a file");
            }
            if (attributes.size() > limits.maxBytes()) {
                throw error(file, "the file is larger than " + limits.maxBytes() + " bytes", "a smaller file");
            }
            Stamp stamp = Stamp.of(file, attributes);
            Pseudopotential known = get(stamp);
            return known != null ? known : read(file, stamp);
        } catch (IOException e) {
            throw error(file, "the file cannot be read (" + e.getClass().getSimpleName() + ")", "a readable file");
        }
    }

    private Pseudopotential read(Path file, Stamp stamp) throws IOException {
        long now = System.currentTimeMillis();
        Pseudopotential potential = PseudopotentialReader.read(file.toString(), bytes(file, stamp));
        boolean unchanged = Stamp.of(file, Files.readAttributes(file, BasicFileAttributes.class))
                .equals(stamp);
        boolean settled = now - stamp.changed().toMillis() > SETTLED_MILLIS;
        return unchanged && settled ? keep(stamp, potential) : potential;
    }

    /** The bytes of a file that may be growing. */
    private static byte[] bytes(Path file, Stamp stamp) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = new byte[(int) stamp.size()];
            int read = in.readNBytes(bytes, 0, bytes.length);
            if (in.read() >= 0) {
                throw error(file, "the file changes while it is read", "a file at rest");
            }
            return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
        }
    }

    private static InputException error(Path file, String problem, String expected) {
        return new InputException(new SourceLocation(file.toString(), 1, 1), "", problem, expected);
    }

    private synchronized @Nullable Pseudopotential get(Stamp file) {
        return byUse.get(file);
    }

    /** Keeps the first of two that were read at once. */
    private synchronized Pseudopotential keep(Stamp file, Pseudopotential value) {
        Pseudopotential earlier = byUse.putIfAbsent(file, value);
        if (byUse.size() > entries) {
            Iterator<Stamp> eldest = byUse.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        return earlier != null ? earlier : value;
    }
}
