package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardOutputTest {

    /** Status and messages of a command whose output fails so. */
    private static String version(OutputStream to) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status = QePerf.run(
                new String[] {"--version"},
                StandardOutput.to(to),
                new PrintStream(messages, true, StandardCharsets.UTF_8));
        return (status + " " + messages.toString(StandardCharsets.UTF_8)).strip();
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"Broken pipe", "The pipe is being closed"})
    void whoeverStopsReadingHasReadEnough(String message) {
        assertEquals("141", version(failing(message)));
    }

    @Test
    void aFullDiskIsTold() {
        assertEquals(
                "2 the answer could not be written to the standard output",
                version(failing("No space left on device")));
    }

    @Test
    void whatIsWrittenArrives() {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        assertEquals("0", version(answer));
        assertEquals("qeperf ", answer.toString(StandardCharsets.UTF_8).substring(0, 7));
    }
}
