package org.qeperf.app.deploy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.qeperf.api.InputException;
import org.qeperf.app.deploy.DeploymentCheck.Answer;
import org.qeperf.app.deploy.DeploymentCheck.Verdict;

/** A program that checks files of its own. */
enum Tool {
    SYSTEMD("systemd-analyze"),
    NGINX("nginx");

    /** Where programs of an administrator are that a user's path may lack. */
    private static final List<String> ADMINISTRATION = List.of("/usr/sbin", "/sbin", "/usr/local/sbin");

    private static final long LONGEST_SECONDS = 60;
    private static final int MOST_CHARACTERS = 1000;

    private final String program;

    Tool(String program) {
        this.program = program;
    }

    /** Where it is on this machine. */
    Optional<Path> find() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), ADMINISTRATION.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Good is a program that ends with 0 and, if it has to be silent, says nothing: systemd only warns of settings that it does not know. */
    Answer ask(String question, List<String> arguments, boolean silent) throws InterruptedException {
        Optional<Path> found = find();
        if (found.isEmpty()) {
            return new Answer(question, Verdict.SKIPPED, program + " is not here");
        }
        List<String> words = new ArrayList<>();
        words.add(found.get().toString());
        words.addAll(arguments);
        try {
            Path output = Files.createTempFile("qeperf-", ".out");
            try {
                return answer(question, words, output, silent);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(String question, List<String> words, Path output, boolean silent)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("LC_ALL", "C", "SYSTEMD_COLORS", "0"));
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = false;
        try {
            ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        } finally {
            if (!ended) {
                process.destroyForcibly();
            }
        }
        String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
        boolean good = ended && process.exitValue() == 0 && (!silent || said.isEmpty());
        return new Answer(question, good ? Verdict.GOOD : Verdict.BAD, good ? lastLine(said) : oneLine(said));
    }

    private static String lastLine(String text) {
        return oneLine(text.substring(text.lastIndexOf('\n') + 1));
    }

    private static String oneLine(String text) {
        String line = InputException.printable(text.replaceAll("\\s+", " "));
        return line.length() <= MOST_CHARACTERS ? line : "..." + line.substring(line.length() - MOST_CHARACTERS);
    }
}
