package org.qeperf.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The file with what JMH reported in one run of the suite, written anew after each benchmark. Not safe for concurrent use. */
final class SuiteRun {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENDING = "-suite.json";
    private static final String RESULTS = "results";
    /** What holds paths of the machine. */
    private static final List<String> PRIVATE = List.of("jvm", "jvmArgs");

    private final Path file;
    private final ObjectNode content;

    private SuiteRun(Path file, ObjectNode content) {
        this.file = file;
        this.content = content;
    }

    /**
     * Goes on with the run of this machine, commit and command that the folder holds, or begins one.
     *
     * @param date of a run that begins, as {@code 2026-01-31}
     */
    static SuiteRun open(Path folder, String date, Surroundings here, String command) throws IOException {
        Files.createDirectories(folder);
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(f -> f.getFileName().toString().endsWith(here.kind() + ENDING))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            SuiteRun run = read(file);
            if (run.surroundings().equals(here) && run.command().equals(command)) {
                return run;
            }
        }
        ObjectNode content = JSON.createObjectNode().put("date", date).put("command", command);
        here.write(content.putObject("machine"));
        content.putArray(RESULTS);
        String name = here.kind() + ENDING;
        Path file = folder.resolve(date + "-" + name);
        for (int other = 2; Files.exists(file); other++) {
            file = folder.resolve(date + "-" + other + "-" + name);
        }
        return new SuiteRun(file, content);
    }

    static SuiteRun read(Path file) throws IOException {
        return new SuiteRun(file, (ObjectNode) JSON.readTree(Files.readAllBytes(file)));
    }

    Path file() {
        return file;
    }

    String date() {
        return content.path("date").asText();
    }

    String command() {
        return content.path("command").asText();
    }

    Surroundings surroundings() {
        return Surroundings.read(content.path("machine"));
    }

    boolean holds(String benchmark) {
        for (JsonNode result : content.path(RESULTS)) {
            if (result.path("benchmark").asText().equals(benchmark)) {
                return true;
            }
        }
        return false;
    }

    /** Adds what JMH wrote about one benchmark. */
    void add(String json) throws IOException {
        ArrayNode results = content.withArray(RESULTS);
        for (JsonNode result : JSON.readTree(json)) {
            results.add(((ObjectNode) result).remove(PRIVATE));
        }
        Path next = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(next, JSON.writeValueAsString(content) + "\n");
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }

    List<Measured> results() {
        List<Measured> all = new ArrayList<>();
        content.path(RESULTS).forEach(result -> all.add(Measured.of(result)));
        return all;
    }

    /** JMH's version and how often and how long it measured, one line for each way. */
    List<String> settings() {
        List<String> lines = new ArrayList<>();
        for (JsonNode result : content.path(RESULTS)) {
            String line = "JMH " + result.path("jmhVersion").asText() + ", "
                    + result.path("mode").asText() + ", "
                    + result.path("forks").asInt() + " forks, warm-up "
                    + result.path("warmupIterations").asInt() + " x "
                    + result.path("warmupTime").asText() + ", measured "
                    + result.path("measurementIterations").asInt() + " x "
                    + result.path("measurementTime").asText();
            if (!lines.contains(line)) {
                lines.add(line);
            }
        }
        return lines;
    }
}
