package org.qeperf.features.harvest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/**
 * Reads what pw.x prints on its standard output, in the forms of the releases 4.0 to 7.5, in one pass. A file may hold several
 * runs, one after the other, with anything around them.
 */
public final class PwOutputReader {

    private static final int MOST_RUNS = 10_000;

    /** Of all runs of a file together: they are kept until its end. */
    private static final int MOST_VALUES = 2_000_000;

    private static final byte[] PROGRAM = OutputLine.ascii("Program ");

    private final String name;
    private final List<PwOutput> runs = new ArrayList<>();
    private int values;
    private @Nullable RunScan run;

    /** What stands before any program's name: pw.x may stop before it prints it. */
    private @Nullable RunScan nameless;

    private PwOutputReader(String name) {
        this.name = name;
        nameless = new RunScan(name);
    }

    /**
     * Reads a file; one whose name ends with {@code .gz} is inflated.
     *
     * @param file the file; its path is its name in messages
     * @return its runs in order, none if there is no output of pw.x in it; where no program's name stands, but an error of
     *     one, a run without a version
     * @throws InputException if the file is over a limit or its compression is damaged
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<PwOutput> read(Path file) {
        try (InputStream in = open(file)) {
            return read(file.toString(), in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens a file; one whose name ends with {@code .gz} is inflated. Damage that shows itself later is an
     * {@link java.util.zip.ZipException} or an {@link java.io.EOFException}.
     *
     * @param file the file
     * @return its content
     * @throws InputException if its name ends with {@code .gz} and it is not compressed
     * @throws IOException if it cannot be read
     */
    public static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (!file.toString().endsWith(".gz")) {
            return in;
        }
        try {
            return new GZIPInputStream(new BufferedInputStream(in, 1 << 16));
        } catch (IOException e) {
            in.close();
            throw damaged(file.toString());
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @param name its name in messages
     * @param in the output
     * @return its runs in order
     * @throws InputException if it is over a limit or its compression is damaged
     * @throws IOException if it cannot be read
     */
    public static List<PwOutput> read(String name, InputStream in) throws IOException {
        PwOutputReader reader = new PwOutputReader(name);
        try {
            new LineReader(name, in).forEachLine(reader::line, reader::bytes);
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw damaged(name);
        }
        reader.finish();
        reader.addNameless();
        return List.copyOf(reader.runs);
    }

    static InputException damaged(String name) {
        return new InputException(
                new SourceLocation(name, 1, 1), "", "not compressed by gzip, or damaged", "what its name says");
    }

    private void line(OutputLine line) {
        if (line.at(0) == 'P' && line.startsWith(PROGRAM) && line.contains(" starts") && line.contains(" v.")) {
            finish();
            nameless = null;
            if (line.word(PROGRAM.length).equals("PWSCF")) {
                run = new RunScan(name);
            }
        }
        RunScan current = run == null ? nameless : run;
        if (current != null) {
            current.line(line);
        }
    }

    private void bytes(byte[] buffer, int from, int length) {
        RunScan current = run == null ? nameless : run;
        if (current != null) {
            current.bytes(buffer, from, length);
        }
    }

    private void finish() {
        RunScan current = run;
        run = null;
        if (current != null) {
            if (runs.size() == MOST_RUNS) {
                throw LineReader.tooMuch(name, "runs", MOST_RUNS);
            }
            PwOutput result = current.result();
            values += result.iterations().scfPerStep().size()
                    + result.iterations().davidson().size()
                    + result.times().clocks().size()
                    + result.files().labels().size();
            if (values > MOST_VALUES) {
                throw LineReader.tooMuch(name, "iterations, clocks and labels", MOST_VALUES);
            }
            runs.add(result);
        }
    }

    private void addNameless() {
        RunScan scan = nameless;
        if (scan != null && scan.hasError()) {
            runs.add(scan.result());
        }
    }
}
