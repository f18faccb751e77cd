package org.qeperf.train.automl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.QePerfException;
import org.qeperf.train.search.Proposal;

/** What becomes of trials when jobs die, Slurm is silent, or a search is killed. */
@Timeout(60)
class SlurmWorkersTest {

    private static final String IDENTITY = "a search\n";

    @TempDir
    private Path output;

    private final FakeSlurm slurm = new FakeSlurm();
    private final List<Integer> made = new ArrayList<>();
    private TrialLog log;
    private SlurmFolder folder;

    @BeforeEach
    void open() {
        log = TrialLog.ofSearch(output, IDENTITY);
        folder = new SlurmFolder(output);
        folder.writeScript(List.of("java"));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void trialsAreDealtOutToNoMoreJobsThanWanted() throws Exception {
        slurm.script.add(this::makeAll);
        SlurmWorkers workers = workers(2, false);
        assertEquals(1000, workers.capacity());
        assertEquals(2, workers(2, true).capacity());
        workers.submit(tasks(5));
        assertEquals(List.of(1, 2, 3, 4, 5), numbers(take(workers, 5)));
        assertEquals(List.of(1, 3, 5, 2, 4), made);
        assertEquals(1, slurm.submitted.size());
        assertEquals(List.of("wave.sh"), files());
    }

    @Test
    void theTrialThatAJobDiedOfIsTriedTwiceAndTheOthersAreNotBlamed() throws Exception {
        FakeSlurm.Submission dies =
                (wave, jobs) -> work(wave, 1, task -> task.proposal().number() < 2);
        slurm.script.addAll(List.of(dies, dies, this::makeAll));
        SlurmWorkers workers = workers(1, false);
        workers.submit(tasks(3));
        List<Trial> trials = take(workers, 3);
        assertEquals(List.of(1, 2, 3), numbers(trials));
        assertEquals(
                List.of(false, true, false), trials.stream().map(Trial::failed).toList());
        assertEquals(
                "two jobs of Slurm ended in this trial, see slurm/" + slurm.submitted.get(1) + "-1.log",
                trials.get(1).reason());
        assertEquals(3, slurm.submitted.size());
    }

    @Test
    void jobsThatCannotBeginEndTheSearch() throws Exception {
        SlurmWorkers workers = workers(1, false);
        workers.submit(tasks(2));
        slurm.script.add((wave, jobs) -> {});
        slurm.script.add((wave, jobs) -> write(folder.path().resolve(wave + "-1.log"), "loading\nno such file\n\n"));
        QePerfException e = assertThrows(QePerfException.class, workers::take);
        assertEquals(
                "two jobs of Slurm ended before their first trial; the last one said: no such file", e.getMessage());
        SlurmWorkers others = workers(1, false);
        others.submit(tasks(2));
        slurm.script.add((wave, jobs) -> {});
        slurm.script.add((wave, jobs) -> {});
        assertEquals(
                "two jobs of Slurm ended before their first trial; the last one said: nothing",
                assertThrows(QePerfException.class, others::take).getMessage());
    }

    @Test
    void whatSlurmRefusesIsNotWaitedFor() throws Exception {
        SlurmWorkers workers = workers(1, false);
        workers.submit(tasks(2));
        slurm.script.add((wave, jobs) -> {
            throw new QePerfException("sbatch failed: no");
        });
        assertEquals(
                "sbatch failed: no",
                assertThrows(QePerfException.class, workers::take).getMessage());
        assertEquals(List.of("wave.sh"), files());
    }

    @Test
    void whatSlurmRefusesAgainAndAgainEndsTheSearch() throws Exception {
        slurm.script.add((wave, jobs) -> work(wave, 1, task -> task.proposal().number() < 2));
        for (int i = 0; i < 3; i++) {
            slurm.script.add((wave, jobs) -> {
                throw new QePerfException("sbatch failed: no more");
            });
        }
        SlurmWorkers workers = workers(1, false);
        workers.submit(tasks(3));
        take(workers, 1);
        assertEquals(
                "sbatch failed: no more",
                assertThrows(QePerfException.class, workers::take).getMessage());
        assertEquals(4, slurm.submitted.size());
        assertEquals(List.of("wave.sh"), files());
    }

    @Test
    void aSilentSlurmIsWaitedFor() throws Exception {
        slurm.script.add((wave, jobs) -> work(wave, 1, task -> task.proposal().number() < 2));
        slurm.script.add((wave, jobs) -> {
            slurm.silentQueries = 1;
            throw new QePerfException("sbatch failed: no answer");
        });
        slurm.script.add((wave, jobs) -> {
            slurm.silentQueries = 6;
            slurm.there.put(wave, List.of(new Slurm.Listed(wave, 1, "pending", "Resources")));
            slurm.afterSilence = () -> makeAll(wave, jobs);
        });
        SlurmWorkers workers = workers(1, false);
        workers.submit(tasks(3));
        assertEquals(List.of(1, 2, 3), numbers(take(workers, 3)));
        assertEquals(3, slurm.submitted.size());
    }

    @Test
    void whatIsWaitedForIsTold() throws Exception {
        slurm.script.add((wave, jobs) -> slurm.there.put(
                wave,
                List.of(
                        new Slurm.Listed(wave, 1, "running", "None"),
                        new Slurm.Listed(wave, 2, "pending", "Resources"),
                        new Slurm.Listed(wave, 3, "pending", "Resources"))));
        List<String> told = new ArrayList<>();
        SearchProgress progress = new SearchProgress() {
            @Override
            public void trial(Trial trial, Status status) {}

            @Override
            public void waiting(String reason) {
                told.add(reason);
                if (told.size() == 1) {
                    slurm.silentQueries = 1;
                } else {
                    makeAll(slurm.submitted.get(0), 3);
                }
            }
        };
        SlurmWorkers workers = new SlurmWorkers(slurm, 3, false, folder, log, progress, 1);
        workers.submit(tasks(3));
        take(workers, 3);
        assertEquals(
                List.of(
                        "waiting for Slurm: 2 pending (Resources), 1 running",
                        "waiting for Slurm: squeue failed: no answer"),
                told);
    }

    @Test
    void jobsOfAKilledSearchAreWaitedFor() throws Exception {
        slurm.script.add((wave, jobs) -> {
            work(wave, 1, task -> task.proposal().number() < 2);
            slurm.there.put(wave, List.of(new Slurm.Listed(wave, 1, "running", "None")));
        });
        SlurmWorkers killed = workers(1, false);
        killed.submit(tasks(3));
        assertEquals(List.of(1), numbers(take(killed, 1)));

        SlurmWorkers next = workers(1, false);
        next.submit(tasks(4).subList(1, 4));
        String wave = slurm.submitted.get(0);
        makeAll(wave, 1);
        slurm.script.add(this::makeAll);
        assertEquals(List.of(2, 3, 4), numbers(take(next, 3)));
        assertEquals(2, slurm.submitted.size());
    }

    @Test
    void whatWasLeftBehindByJobsThatAreGoneIsForgotten() throws Exception {
        folder.write(tasks(3), 2);
        assertEquals(3, files().size());
        workers(1, false);
        assertEquals(List.of("wave.sh"), files());
    }

    @Test
    void nothingIsLeftAtTheEnd() throws Exception {
        slurm.script.add((wave, jobs) -> {
            work(wave, 1, task -> task.proposal().number() < 2);
            write(folder.path().resolve(wave + "-1.log"), "text");
        });
        SlurmWorkers workers = workers(1, true);
        workers.submit(tasks(3));
        take(workers, 1);
        workers.tidy();
        assertEquals(slurm.submitted, slurm.cancelled);
        assertFalse(Files.exists(output.resolve("slurm")));
        try (var files = Files.list(output.resolve("trials"))) {
            assertEquals(
                    List.of(".lock", "main.jsonl", "search.txt"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        log.close();
        log = TrialLog.ofSearch(output, IDENTITY);
        assertTrue(log.find(tasks(1).get(0)).isPresent());
    }

    @Test
    void aSearchHasItsFolderForItself() {
        QePerfException e = assertThrows(QePerfException.class, () -> TrialLog.ofSearch(output, IDENTITY));
        assertEquals(output + " is in use by another search; expected to be the only one", e.getMessage());
    }

    @Test
    void halfLinesAndLateBytesAreReadOnceTheyAreWhole() throws IOException {
        Task task = tasks(1).get(0);
        byte[] line = TrialLog.line(IDENTITY, trial(task));
        Path file = output.resolve("trials/job.jsonl");
        Files.write(file, Arrays.copyOf(line, line.length / 2));
        log.read();
        assertTrue(log.find(task).isEmpty());
        byte[] zeros = new byte[line.length];
        zeros[line.length - 1] = '\n';
        Files.write(file, zeros);
        log.read();
        assertTrue(log.find(task).isEmpty());
        Files.write(file, line);
        log.readAgain();
        assertTrue(log.find(task).isPresent());
    }

    private SlurmWorkers workers(int most, boolean timed) throws InterruptedException {
        return new SlurmWorkers(slurm, most, timed, folder, log, SearchProgress.SILENT, 1);
    }

    private static List<Trial> take(SlurmWorkers workers, int count) throws InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(workers.take());
        }
        return trials;
    }

    private static List<Integer> numbers(List<Trial> trials) {
        return trials.stream().map(Trial::number).toList();
    }

    private void makeAll(String wave, int jobs) {
        for (int index = 1; index <= jobs; index++) {
            work(wave, index, task -> true);
        }
    }

    /** What a job does: its trials in order, as long as it may. */
    private void work(String wave, int index, Predicate<Task> may) {
        String job = wave + "-" + index;
        try (TrialLog own = TrialLog.ofJob(output, IDENTITY, job)) {
            for (String line : Files.readAllLines(folder.path().resolve(job + ".tasks"))) {
                Task task = TrialJson.task(line);
                if (!may.test(task)) {
                    return;
                }
                if (own.find(task).isEmpty()) {
                    own.append(trial(task));
                    made.add(task.proposal().number());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Trial trial(Task task) {
        Proposal proposal = task.proposal();
        return new Trial(
                task.round(),
                task.technique(),
                proposal.number(),
                proposal.values(),
                proposal.share(),
                proposal.parent(),
                0.5,
                new double[] {0.5},
                1,
                1,
                "");
    }

    private static List<Task> tasks(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Task(
                        0,
                        "ridge",
                        new Proposal(i, Map.of("alpha", Integer.toString(i)), 1, OptionalInt.empty()),
                        List.of()))
                .toList();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder.path())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
