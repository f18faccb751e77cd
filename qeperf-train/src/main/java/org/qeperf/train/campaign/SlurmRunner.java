package org.qeperf.train.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.slurm.SlurmCommand;

/**
 * Makes attempts through Slurm job arrays, one array for each layout, on a file system that the nodes share. The campaign's
 * jobs share a name and depend on it ({@code --dependency=singleton}), so that they run one at a time. A batch of attempts
 * is written to {@code slurm/N.list} before it is submitted, so a campaign that was killed knows what it waits for. An
 * attempt whose job is gone without a result is made once more.
 */
final class SlurmRunner implements Runner {

    private static final int LARGEST_ARRAY = 500;
    private static final long POLL_MILLIS = 1000;
    private static final int POLLS_PER_QUERY = 5;

    /** How long a shared file system may take to show what a finished job wrote. */
    private static final int QUERIES_UNTIL_LOST = 4;

    /** Slurm ends a job later than the run's own limit would. */
    private static final double SPARE_SECONDS = 60;

    private final RunStore store;
    private final AttemptScript script;
    private final List<String> options;
    private final Path folder;
    private final String jobName;

    SlurmRunner(RunStore store, AttemptScript script, List<String> options) {
        this.store = store;
        this.script = script;
        this.options = options;
        this.folder = store.slurm();
        this.jobName = "qeperf-"
                + Digest.sha256(store.folder().toString().getBytes(StandardCharsets.UTF_8))
                        .substring(0, 12);
    }

    /** Leaves jobs as they are: they are waited for. */
    @Override
    public void clear() {}

    @Override
    public void run(List<PlannedRun> runs, Predicate<PlannedRun> ended) throws InterruptedException {
        Map<PlannedRun, Path> underWay = underWay(runs);
        List<PlannedRun> left = new ArrayList<>(runs);
        left.removeAll(underWay.keySet());
        Map<String, Integer> lost = new HashMap<>();
        while (!left.isEmpty() || !underWay.isEmpty()) {
            if (underWay.isEmpty()) {
                for (List<PlannedRun> batch : batches(left)) {
                    underWay.putAll(submit(batch));
                }
                left.clear();
            }
            await(underWay, run -> {
                if (ended.test(run)) {
                    left.add(run);
                }
            });
            store.submitted().forEach(SlurmRunner::delete);
            underWay.forEach((run, attempt) -> {
                RunStore.requirePrograms(attempt);
                if (lost.merge(run.id(), 1, Integer::sum) < 2) {
                    left.add(run);
                } else {
                    RunStore.endWithoutResult(attempt);
                    ended.test(run);
                }
            });
            underWay.clear();
        }
    }

    /** Attempts that an earlier process submitted and nobody has heard of since. */
    private Map<PlannedRun, Path> underWay(List<PlannedRun> runs) {
        Map<String, PlannedRun> byId = new HashMap<>();
        runs.forEach(run -> byId.put(run.id(), run));
        Map<PlannedRun, Path> underWay = new LinkedHashMap<>();
        for (Path list : store.submitted()) {
            for (String line : read(list).lines().toList()) {
                Path attempt = Path.of(line);
                Path parent = attempt.getParent();
                PlannedRun run = parent == null ? null : byId.get(String.valueOf(parent.getFileName()));
                if (run != null && Files.isDirectory(attempt)) {
                    underWay.put(run, attempt);
                }
            }
        }
        return underWay;
    }

    /** Runs of one layout and limit, since all jobs of an array ask for the same. */
    static List<List<PlannedRun>> batches(List<PlannedRun> runs) {
        Map<String, List<PlannedRun>> open = new LinkedHashMap<>();
        List<List<PlannedRun>> batches = new ArrayList<>();
        for (PlannedRun run : runs) {
            RunLayout layout = run.layout();
            String key = layout.nodes() + " " + layout.ranks() + " " + layout.threads() + " " + run.mostSeconds();
            List<PlannedRun> batch = open.get(key);
            if (batch == null || batch.size() == LARGEST_ARRAY) {
                batch = new ArrayList<>();
                open.put(key, batch);
                batches.add(batch);
            }
            batch.add(run);
        }
        return batches;
    }

    private Map<PlannedRun, Path> submit(List<PlannedRun> batch) throws InterruptedException {
        Map<PlannedRun, Path> attempts = new LinkedHashMap<>();
        StringBuilder list = new StringBuilder();
        for (PlannedRun run : batch) {
            Path attempt = store.newAttempt(run, script);
            attempts.put(run, attempt);
            list.append(attempt).append('\n');
        }
        int number = 1;
        while (Files.exists(list(number))) {
            number++;
        }
        AtomicFile.write(list(number), list.toString().getBytes(StandardCharsets.UTF_8));
        Path array = folder.resolve("array.sh");
        AtomicFile.write(array, """
                #!/bin/bash
                exec bash "$(sed -n "${SLURM_ARRAY_TASK_ID}p" "$1")/attempt.sh"
                """.getBytes(StandardCharsets.UTF_8));
        RunLayout layout = batch.get(0).layout();
        List<String> command = new ArrayList<>(List.of(
                "sbatch",
                "--parsable",
                "--job-name=" + jobName,
                "--dependency=singleton",
                "--array=1-" + batch.size() + "%1",
                "--nodes=" + layout.nodes(),
                "--ntasks=" + layout.ranks(),
                "--cpus-per-task=" + layout.threads(),
                "--exclusive",
                "--time=" + minutes(batch.get(0)),
                "--output=/dev/null"));
        command.addAll(options);
        command.addAll(List.of(array.toString(), list(number).toString()));
        try {
            SlurmCommand.run(command);
        } catch (QePerfException e) {
            delete(list(number)); // nobody will make these attempts
            throw e;
        }
        return attempts;
    }

    /** Wall time that a run's job asks for. */
    static int minutes(PlannedRun run) {
        return (int) Math.ceil((run.mostSeconds() + SPARE_SECONDS) / 60);
    }

    private Path list(int number) {
        return folder.resolve(number + ".list");
    }

    /** Tells of attempts as they end and takes them out, until none is left or none of the campaign's jobs is. */
    private void await(Map<PlannedRun, Path> underWay, Consumer<PlannedRun> ended) throws InterruptedException {
        int without = 0;
        for (int poll = 0; !underWay.isEmpty() && without < QUERIES_UNTIL_LOST; poll++) {
            if (poll % POLLS_PER_QUERY == 0) {
                without = hasJobs() ? 0 : without + 1;
            }
            for (PlannedRun run : List.copyOf(underWay.keySet())) {
                if (RunStore.hasEnded(underWay.getOrDefault(run, folder))) {
                    underWay.remove(run);
                    ended.accept(run);
                }
            }
            Thread.sleep(underWay.isEmpty() ? 0 : POLL_MILLIS);
        }
    }

    private boolean hasJobs() throws InterruptedException {
        return !SlurmCommand.run(List.of("squeue", "--noheader", "--name=" + jobName, "--format=%i"))
                .isBlank();
    }

    private static String read(Path list) {
        try {
            return Files.readString(list, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
