package org.qeperf.train.automl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Digest;

/**
 * The files between a search and its jobs: {@code WAVE-INDEX.tasks} is what a job is to do, {@code WAVE-INDEX.log} is what it
 * printed, {@code wave.sh} is what all of them run.
 */
final class SlurmFolder {

    private static final String TASKS = ".tasks";
    private static final String LOG = ".log";

    private final Path folder;
    private final String prefix;
    private int waves;

    SlurmFolder(Path output) {
        try {
            this.folder = Files.createDirectories(output.resolve("slurm")).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.prefix = "qeperf-"
                + Digest.sha256(folder.toString().getBytes(StandardCharsets.UTF_8))
                        .substring(0, 12) + "-" + System.currentTimeMillis() + "-";
    }

    Path path() {
        return folder;
    }

    Path script() {
        return folder.resolve("wave.sh");
    }

    /** Writes what a node runs. */
    void writeScript(List<String> command) {
        String words = command.stream().map(SlurmFolder::quoted).collect(Collectors.joining(" "));
        AtomicFile.write(
                script(),
                ("#!/bin/bash\nexec " + words + " \"$1-$SLURM_ARRAY_TASK_ID" + TASKS + "\"\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** For the shell: nothing in single quotes means anything but itself. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Writes the tasks of the jobs of a new wave, which are dealt out like cards. */
    List<SlurmJob> write(List<Task> tasks, int jobs) {
        String wave = prefix + ++waves;
        List<SlurmJob> written = new ArrayList<>();
        for (int index = 1; index <= jobs; index++) {
            List<Task> dealt = new ArrayList<>();
            for (int i = index - 1; i < tasks.size(); i += jobs) {
                dealt.add(tasks.get(i));
            }
            SlurmJob job = new SlurmJob(wave, index, dealt);
            String lines =
                    dealt.stream().map(task -> TrialJson.write(task) + "\n").collect(Collectors.joining());
            AtomicFile.write(file(job, TASKS), lines.getBytes(StandardCharsets.UTF_8));
            written.add(job);
        }
        return written;
    }

    /** Jobs that a search wrote and did not forget. */
    List<SlurmJob> left() {
        List<SlurmJob> left = new ArrayList<>();
        for (Path file : files("*" + TASKS)) {
            String name = name(file);
            String job = name.substring(0, name.length() - TASKS.length());
            int dash = job.lastIndexOf('-');
            try {
                left.add(new SlurmJob(
                        job.substring(0, dash),
                        Integer.parseInt(job.substring(dash + 1)),
                        Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                                .map(TrialJson::task)
                                .toList()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return left;
    }

    /** The name of the job that a file of tasks is for. */
    static String job(Path tasks) {
        String name = name(tasks);
        return name.endsWith(TASKS) ? name.substring(0, name.length() - TASKS.length()) : name;
    }

    /** Removes what a job was to do. */
    void forget(SlurmJob job) {
        delete(file(job, TASKS));
    }

    /** Where a job printed what it had to say. */
    Path log(SlurmJob job) {
        return file(job, LOG);
    }

    /** The last line that a job printed; empty if it printed nothing. */
    String lastLine(SlurmJob job) {
        Path log = log(job);
        try {
            return Files.isRegularFile(log)
                    ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .reduce("", (before, line) -> line)
                            .strip()
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes all files, and the folder if nothing else is in it. */
    void clear(boolean keepLogs) {
        files("*" + TASKS).forEach(SlurmFolder::delete);
        delete(script());
        if (!keepLogs) {
            files("*" + LOG).forEach(SlurmFolder::delete);
            if (files("*").isEmpty()) {
                delete(folder);
            }
        }
    }

    private Path file(SlurmJob job, String ending) {
        return folder.resolve(job.name() + ending);
    }

    private List<Path> files(String pattern) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            List<Path> list = new ArrayList<>();
            files.forEach(list::add);
            list.sort(null);
            return list;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
