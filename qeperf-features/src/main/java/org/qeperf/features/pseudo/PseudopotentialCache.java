package org.qeperf.features.pseudo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
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
 * potentials parses each content once. Safe for concurrent use.
 *
 * <p>Two maps, each of which forgets the entry not used for longest: one from the SHA-256 of the content to the facts, for
 * copies of one file in many folders; one from path, size, time of change and file key to the same facts, which saves
 * reading the file again. The second trusts a time only where it lies some seconds back when the file is read, since a
 * file may change twice within one tick of the clock. A Pseudopotential is immutable and small (the file's bytes are not
 * kept). Errors are not kept. Whoever wants to share makes one cache and hands it on; there is no global one.
 */
public final class PseudopotentialCache {

    private static final int DEFAULT_ENTRIES = 256;
    private static final long SETTLED_MILLIS = 3000;

    private final int entries;
    private final Bounded<String> contents = new Bounded<>();
    private final Bounded<Stamp> files = new Bounded<>();

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
     * @param entries how many contents, and how many files, it remembers at most
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
            Pseudopotential known = files.get(stamp);
            return known != null ? known : read(file, stamp);
        } catch (IOException e) {
            throw error(file, "the file cannot be read (" + e.getClass().getSimpleName() + ")", "a readable file");
        }
    }

    private Pseudopotential read(Path file, Stamp stamp) throws IOException {
        long now = System.currentTimeMillis();
        Pseudopotential potential = read(file.toString(), bytes(file, stamp));
        boolean unchanged = Stamp.of(file, Files.readAttributes(file, BasicFileAttributes.class))
                .equals(stamp);
        if (unchanged && now - stamp.changed().toMillis() > SETTLED_MILLIS) {
            files.keep(stamp, potential);
        }
        return potential;
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

    /**
     * Reads content at hand unless it is known.
     *
     * @param name its name, for messages and for the format
     * @param content its bytes
     * @return its facts
     * @throws InputException if it is not understood
     */
    public Pseudopotential read(String name, byte[] content) {
        String key = digest(content) + PseudopotentialReader.ending(name);
        Pseudopotential known = contents.get(key);
        return known != null ? known : contents.keep(key, PseudopotentialReader.read(name, content));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static InputException error(Path file, String problem, String expected) {
        return new InputException(new SourceLocation(file.toString(), 1, 1), "", problem, expected);
    }

    /** Remembers, and forgets what was not used for longest. */
    private final class Bounded<K> {

        private final Map<K, Pseudopotential> byUse = new LinkedHashMap<>(16, 0.75f, true);

        synchronized @Nullable Pseudopotential get(K key) {
            return byUse.get(key);
        }

        /** Keeps the first of two that were read at once. */
        synchronized Pseudopotential keep(K key, Pseudopotential value) {
            Pseudopotential earlier = byUse.putIfAbsent(key, value);
            if (byUse.size() > entries) {
                Iterator<K> eldest = byUse.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
            return earlier != null ? earlier : value;
        }
    }
}
