package org.qeperf.train.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads files with programs of Python, which know nothing of qeperf. */
final class Python {

    private static final String PROGRAM = "/usr/bin/python3";

    private Python() {}

    /** What a script prints, one JSON document. The test is skipped where Python lacks one of the modules. */
    static JsonNode run(Path folder, String script, Object... arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(PROGRAM)), PROGRAM + " is not here");
        List<String> words = new ArrayList<>(List.of("-c", script));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        int status = start(folder, words);
        assumeTrue(
                !read(folder.resolve("python.err")).contains("ModuleNotFoundError"),
                "Python lacks a module that the test reads with");
        assertEquals(0, status, () -> read(folder.resolve("python.err")));
        return new ObjectMapper().readTree(read(folder.resolve("python.out")));
    }

    private static int start(Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(PROGRAM, "-W", "ignore"));
        words.addAll(arguments);
        Process process = new ProcessBuilder(words)
                .redirectOutput(folder.resolve("python.out").toFile())
                .redirectError(folder.resolve("python.err").toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
