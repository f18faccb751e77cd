package org.qeperf.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The standard output, which knows whether it was a pipe whose reader went, as {@code head} does when it has its lines.
 */
public final class StandardOutput extends PrintStream {

    private final Pipe pipe;

    private StandardOutput(Pipe pipe) {
        super(pipe, false, StandardCharsets.UTF_8);
        this.pipe = pipe;
    }

    /**
     * That of this process.
     *
     * @return a new stream to it
     */
    public static StandardOutput open() {
        return to(new FileOutputStream(FileDescriptor.out));
    }

    static StandardOutput to(OutputStream out) {
        return new StandardOutput(new Pipe(out));
    }

    /** Whether nobody reads it any more. */
    boolean isAbandoned() {
        return pipe.abandoned;
    }

    private static final class Pipe extends OutputStream {

        private final OutputStream out;
        private boolean abandoned;

        Pipe(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        /** EPIPE is "Broken pipe", and ERROR_NO_DATA of Windows "The pipe is being closed"; Java tells them by their text alone. */
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                abandoned =
                        String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
                throw e;
            }
        }
    }
}
