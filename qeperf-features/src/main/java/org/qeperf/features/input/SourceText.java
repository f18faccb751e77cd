package org.qeperf.features.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.FileContent;

/** A named text in lines, which knows how to say where something stands. Immutable. */
public final class SourceText {

    /** Many times what 20,000 atoms, 40,000 k-points and a million occupations need. */
    private static final int MOST_CHARACTERS = 16 << 20;

    private static final int MOST_LINES = 500_000;

    private final String name;
    private final String[] lines;

    private SourceText(String name, String text) {
        this.name = name;
        if (text.length() > MOST_CHARACTERS) {
            throw new InputException(
                    new SourceLocation(name, 1, 1),
                    "",
                    "the text has more than " + MOST_CHARACTERS + " characters",
                    "a shorter one");
        }
        this.lines = lines(name, text);
    }

    private static String[] lines(String name, String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            boolean carriageReturn = end > start && text.charAt(end - 1) == '\r';
            lines.add(text.substring(start, carriageReturn ? end - 1 : end));
            if (lines.size() == MOST_LINES) {
                throw new InputException(
                        new SourceLocation(name, MOST_LINES + 1, 1),
                        "",
                        "the text goes on",
                        "at most " + MOST_LINES + " lines");
            }
            start = end + 1;
        }
        lines.add(text.substring(start));
        return lines.toArray(new String[0]);
    }

    /**
     * A text at hand.
     *
     * @param name its name in messages
     * @param text its content
     * @return the text in lines
     * @throws InputException if it is too long
     */
    public static SourceText of(String name, String text) {
        return new SourceText(name, text);
    }

    /**
     * A file at hand.
     *
     * @param file the file
     * @param limits the largest accepted size
     * @return the text in lines, decoded as UTF-8
     * @throws InputException if it is too large
     */
    public static SourceText of(FileContent file, ParseLimits limits) {
        if (file.bytes().length > limits.maxBytes()) {
            throw tooLarge(file.name(), limits);
        }
        return of(file.name(), new String(file.bytes(), StandardCharsets.UTF_8));
    }

    private static InputException tooLarge(String name, ParseLimits limits) {
        return new InputException(
                new SourceLocation(name, 1, 1),
                "",
                "the file is larger than " + limits.maxBytes() + " bytes",
                "a smaller file");
    }

    /**
     * Reads a file.
     *
     * @param file the file; its path is its name in messages
     * @param limits the largest accepted size
     * @return the text in lines, decoded as UTF-8
     * @throws InputException if it is too large
     * @throws UncheckedIOException if it cannot be read
     */
    public static SourceText read(Path file, ParseLimits limits) {
        return of(file.toString(), new String(readBytes(file, limits), StandardCharsets.UTF_8));
    }

    /**
     * Reads the bytes of a file.
     *
     * @param file the file; its path is its name in messages
     * @param limits the largest accepted size
     * @return its content
     * @throws InputException if it is too large
     * @throws UncheckedIOException if it cannot be read
     */
    public static byte[] readBytes(Path file, ParseLimits limits) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limits.maxBytes());
            if (in.read() >= 0) {
                throw tooLarge(file.toString(), limits);
            }
            return bytes;
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                throw new UncheckedIOException(new FileSystemException(file.toString(), null, "is a folder"));
            }
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The name used in messages.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Number of lines.
     *
     * @return at least 1
     */
    int size() {
        return lines.length;
    }

    /**
     * One line.
     *
     * @param index line index, from 0
     * @return its text without the line end
     */
    String line(int index) {
        return lines[index];
    }

    /**
     * A place in this text.
     *
     * @param line line index, from 0
     * @param column column index, from 0
     * @return the location, counted from 1
     */
    SourceLocation at(int line, int column) {
        return new SourceLocation(name, line + 1, column + 1);
    }
}
