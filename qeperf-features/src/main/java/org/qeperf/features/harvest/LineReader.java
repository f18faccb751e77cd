package org.qeperf.features.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/** Goes once through a stream of bytes, line by line, in a buffer of fixed size. */
final class LineReader {

    private static final int BUFFER = 1 << 16;

    /** No line of pw.x is longer; the rest of a longer one is not looked at. */
    private static final int LONGEST_LINE = 4096;

    /** Many times the largest output; what is inflated from a small file may be endless. */
    private static final long MOST_BYTES = 4L << 30;

    private final String name;
    private final InputStream in;
    private final long mostBytes;
    private final byte[] buffer = new byte[BUFFER];
    private final OutputLine line = new OutputLine();
    private int start;
    private int filled;
    private int lineStart;
    private int number;
    private long read;

    LineReader(String name, InputStream in) {
        this(name, in, MOST_BYTES);
    }

    LineReader(String name, InputStream in, long mostBytes) {
        this.name = name;
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /** Receives bytes, in order and without gaps. */
    interface Sink {
        void accept(byte[] bytes, int from, int length);
    }

    void forEachLine(Consumer<OutputLine> consumer) throws IOException {
        forEachLine(consumer, (bytes, from, length) -> {});
    }

    /** Gives each line to a consumer, then its bytes with the line end to a sink. */
    void forEachLine(Consumer<OutputLine> consumer, Sink sink) throws IOException {
        boolean skipping = false;
        while (true) {
            int end = lineEnd();
            if (end < 0 && filled - start < LONGEST_LINE && fill()) {
                continue;
            }
            if (end < 0 && start == filled) {
                return;
            }
            boolean complete = end >= 0;
            int to = complete ? end : filled;
            if (!skipping) {
                line.set(buffer, start, Math.min(to, start + LONGEST_LINE), ++number);
                line.endsHere(complete || to - start >= LONGEST_LINE);
                consumer.accept(line);
            }
            skipping = !complete;
            int next = complete ? end + 1 : to;
            sink.accept(buffer, start, next - start);
            start = next;
            lineStart = next;
        }
    }

    /** Where the next line ends, -1 where that is not read yet. */
    private int lineEnd() {
        for (int i = lineStart; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        lineStart = filled;
        return -1;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        lineStart -= start;
        start = 0;
        int more = in.read(buffer, filled, buffer.length - filled);
        if (more < 0) {
            return false;
        }
        read += more;
        if (read > mostBytes) {
            throw tooMuch(name, "bytes", mostBytes);
        }
        filled += more;
        return true;
    }

    static InputException tooMuch(String name, String what, long most) {
        return new InputException(
                new SourceLocation(name, 1, 1),
                "",
                "the file has more than " + most + " " + what,
                "the output of one program");
    }
}
