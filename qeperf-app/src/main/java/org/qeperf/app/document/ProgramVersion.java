package org.qeperf.app.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of this program, which the build writes into a file beside this class. */
public final class ProgramVersion {

    private static final String FILE = "version.txt";

    private ProgramVersion() {}

    /** The version alone, for example {@code 1.2.0}. */
    public static String text() {
        try (InputStream file = Objects.requireNonNull(ProgramVersion.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
