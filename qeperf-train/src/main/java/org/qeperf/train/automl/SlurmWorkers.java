package org.qeperf.train.automl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Digest;

/**
 * Jobs of Slurm on a file system that the nodes share. All trials that are ready make a wave: they are written to files, one
 * for each job, and an array of jobs makes them. Each job appends what came of its trials to a log of its own; the logs are
 * where jobs and search meet. A trial that no job has told of when the jobs are gone is tried once more.
 */
final class SlurmWorkers implements Workers {

    private static final int LARGEST_WAVE = 1000;
    private static final long POLL_MILLIS = 500;
    private static final int POLLS_PER_QUERY = 6;

    /** How long a shared file system may take to show what a finished job wrote. */
    private static final int QUERIES_UNTIL_LOST = 4;

    private final SlurmJobs plan;
    private final Path folder;
    private final TrialLog log;
    private final String jobName;
    private final Map<String, Task> underWay = new LinkedHashMap<>();
    private final Map<String, Integer> attempts = new LinkedHashMap<>();
    private final Queue<Trial> ended = new ArrayDeque<>();
    private int wave;

    SlurmWorkers(SlurmJobs plan, Path output, TrialLog log) {
        this.plan = plan;
        this.folder = output.toAbsolutePath().resolve("slurm");
        this.log = log;
        this.jobName = "qeperf-"
                + Digest.sha256(folder.toString().getBytes(StandardCharsets.UTF_8))
                        .substring(0, 12);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int capacity() {
        return LARGEST_WAVE;
    }

    @Override
    public void submit(List<Task> tasks) throws InterruptedException {
        if (tasks.isEmpty()) {
            return;
        }
        tasks.forEach(task -> {
            underWay.put(task.key(), task);
            attempts.merge(task.key(), 1, Integer::sum);
        });
        int jobs = Math.min(plan.jobs(), tasks.size());
        Path files = folder.resolve("wave-" + System.currentTimeMillis() + "-" + ++wave);
        for (int job = 0; job < jobs; job++) {
            StringBuilder lines = new StringBuilder();
            for (int i = job; i < tasks.size(); i += jobs) {
                lines.append(TrialJson.write(tasks.get(i))).append('\n');
            }
            AtomicFile.write(
                    Path.of(files + "-" + (job + 1) + ".tasks"),
                    lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        Path script = folder.resolve("wave.sh");
        String command = plan.command().stream().map(SlurmWorkers::quoted).collect(Collectors.joining(" "));
        AtomicFile.write(
                script,
                ("#!/bin/bash\nexec " + command + " \"$1-$SLURM_ARRAY_TASK_ID.tasks\"\n")
                        .getBytes(StandardCharsets.UTF_8));
        List<String> sbatch = new ArrayList<>(List.of(
                "sbatch",
                "--parsable",
                "--job-name=" + jobName,
                "--array=1-" + jobs,
                "--ntasks=1",
                "--output=" + folder.resolve("job-%A-%a.log")));
        sbatch.addAll(plan.options());
        sbatch.addAll(List.of(script.toString(), files.toString()));
        execute(sbatch);
    }

    /** For the shell: nothing in single quotes means anything but itself. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public Trial take() throws InterruptedException {
        int without = 0;
        for (int poll = 0; ended.isEmpty(); poll++) {
            log.read();
            for (Task task : List.copyOf(underWay.values())) {
                Optional<Trial> trial = log.find(task);
                if (trial.isPresent()) {
                    ended.add(trial.get());
                    underWay.remove(task.key());
                }
            }
            if (ended.isEmpty()) {
                Thread.sleep(POLL_MILLIS);
                if (poll % POLLS_PER_QUERY == POLLS_PER_QUERY - 1) {
                    without = hasJobs() ? 0 : without + 1;
                }
                if (without == QUERIES_UNTIL_LOST) {
                    without = 0;
                    tryAgain();
                }
            }
        }
        return ended.remove();
    }

    /** The jobs are gone, and nothing came of some trials. */
    private void tryAgain() throws InterruptedException {
        List<Task> lost = List.copyOf(underWay.values());
        List<Task> again = new ArrayList<>();
        for (Task task : lost) {
            if (attempts.getOrDefault(task.key(), 0) < 2) {
                again.add(task);
            } else {
                underWay.remove(task.key());
                ended.add(Trial.failed(
                        task, 0, "two jobs of Slurm ended without a result, see the logs in " + folder.getFileName()));
            }
        }
        submit(again);
    }

    private boolean hasJobs() throws InterruptedException {
        return !execute(List.of("squeue", "--noheader", "--name=" + jobName, "--format=%i"))
                .isBlank();
    }

    private static String execute(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new QePerfException(command.get(0) + " failed: " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new QePerfException(command.get(0) + " cannot be started; expected Slurm's commands here", e);
        }
    }

    /** Leaves jobs as they are: what they find is in the log when the search goes on. */
    @Override
    public void close() {}
}
