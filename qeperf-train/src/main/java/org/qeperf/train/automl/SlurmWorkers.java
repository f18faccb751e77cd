package org.qeperf.train.automl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.qeperf.api.QePerfException;

/**
 * Jobs of Slurm on a file system that the nodes share, no more than a given number at a time. Trials that are ready are dealt
 * out to the jobs of an array. Each job appends what came of its trials to a log of its own; the logs are where jobs and search
 * meet. Jobs that a search left when it was killed are waited for by the next one.
 *
 * <p>A job makes its trials in order, so when it is gone, the first without a result is the one that it died of or was taken
 * away from. That one is tried twice, the others as often as it takes.
 */
final class SlurmWorkers implements Workers {

    private static final int MOST_UNDER_WAY = 1000;
    private static final int POLLS_PER_QUERY = 6;
    private static final int POLLS_UNTIL_TOLD = 20;

    /** How long a shared file system may take to show what a finished job wrote, when a mistake costs only time. */
    private static final int QUERIES_UNTIL_LOST = 4;

    /** The same when a trial is about to fail for good; the caches of NFS live for a minute. */
    private static final int QUERIES_UNTIL_FAILED = 20;

    private static final int ATTEMPTS = 2;

    /** A first refusal may come of a Slurm that is just starting again. */
    private static final int REFUSALS = 3;

    private final Slurm slurm;
    private final int most;
    private final boolean timed;
    private final SlurmFolder folder;
    private final TrialLog log;
    private final SearchProgress progress;
    private final Silence silence;
    private final long pollMillis;

    private final Map<String, Task> underWay = new LinkedHashMap<>();
    private final Deque<Task> backlog = new ArrayDeque<>();
    private final Map<String, SlurmJob> jobs = new LinkedHashMap<>();
    private final Map<String, Integer> absent = new HashMap<>();
    private final Map<String, Integer> died = new HashMap<>();
    private final Queue<Trial> ended = new ArrayDeque<>();
    private boolean submitted;
    private int refusals;
    private boolean failed;
    private int polls;

    /**
     * Finds the jobs that an earlier search left.
     *
     * @param most how many jobs may be there at a time
     * @param timed whether there is a limit of seconds, so that trials should not be handed out long before they can be made
     * @throws QePerfException if Slurm does not answer
     */
    SlurmWorkers(
            Slurm slurm,
            int most,
            boolean timed,
            SlurmFolder folder,
            TrialLog log,
            SearchProgress progress,
            long pollMillis)
            throws InterruptedException {
        this.slurm = slurm;
        this.most = most;
        this.timed = timed;
        this.folder = folder;
        this.log = log;
        this.progress = progress;
        this.silence = new Silence(progress, POLLS_UNTIL_TOLD * pollMillis);
        this.pollMillis = pollMillis;
        List<SlurmJob> left = folder.left();
        if (!left.isEmpty()) {
            Set<String> there = names(slurm.list(waves(left)));
            for (SlurmJob job : left) {
                if (there.contains(job.name())) {
                    jobs.put(job.name(), job);
                } else {
                    folder.forget(job);
                }
            }
        }
    }

    @Override
    public int capacity() {
        return timed ? most : MOST_UNDER_WAY;
    }

    @Override
    public void submit(List<Task> tasks) {
        Set<String> held = new LinkedHashSet<>();
        jobs.values().forEach(job -> job.tasks().forEach(task -> held.add(TrialJson.write(task))));
        for (Task task : tasks) {
            underWay.put(task.key(), task);
            if (!held.contains(TrialJson.write(task))) {
                backlog.add(task);
            }
        }
    }

    @Override
    public Trial take() throws InterruptedException {
        while (ended.isEmpty()) {
            collect();
            if (ended.isEmpty()) {
                start();
                Thread.sleep(pollMillis);
                if (++polls % POLLS_PER_QUERY == 0) {
                    query();
                }
            }
        }
        silence.end();
        return ended.remove();
    }

    /** Takes what the jobs have logged. */
    private void collect() {
        log.read();
        for (Task task : List.copyOf(underWay.values())) {
            Optional<Trial> trial = log.find(task);
            if (trial.isPresent()) {
                ended.add(trial.get());
                underWay.remove(task.key());
                backlog.remove(task);
            }
        }
        for (SlurmJob job : List.copyOf(jobs.values())) {
            if (firstWithoutResult(job).isEmpty()) {
                remove(job);
            }
        }
    }

    private Optional<Task> firstWithoutResult(SlurmJob job) {
        return job.tasks().stream().filter(task -> log.find(task).isEmpty()).findFirst();
    }

    private void remove(SlurmJob job) {
        jobs.remove(job.name());
        absent.remove(job.name());
        folder.forget(job);
    }

    /** Fills the places that are free, each with as much as there would be for it if all were. */
    private void start() throws InterruptedException {
        int free = most - jobs.size();
        if (free <= 0 || backlog.isEmpty()) {
            return;
        }
        int share = (backlog.size() + most - 1) / most;
        int count = Math.min(backlog.size(), free * share);
        List<Task> tasks = new ArrayList<>(backlog).subList(0, count);
        List<SlurmJob> wave = folder.write(tasks, Math.min(free, count));
        try {
            slurm.submit(wave.get(0).wave(), wave.size());
        } catch (QePerfException e) {
            wave.forEach(folder::forget);
            refusals = answers(wave) ? refusals + 1 : 0;
            if (!submitted || refusals == REFUSALS) {
                throw e;
            }
            silence.tell("waiting for Slurm: " + e.getMessage());
            return;
        }
        submitted = true;
        refusals = 0;
        wave.forEach(job -> jobs.put(job.name(), job));
        tasks.forEach(backlog::remove);
    }

    private boolean answers(List<SlurmJob> wave) throws InterruptedException {
        try {
            slurm.list(waves(wave));
            return true;
        } catch (QePerfException e) {
            return false;
        }
    }

    /** Asks which jobs are still there, and does without the others once what they wrote must have arrived. */
    private void query() throws InterruptedException {
        if (jobs.isEmpty()) {
            return;
        }
        List<Slurm.Listed> listed;
        try {
            listed = slurm.list(waves(jobs.values()));
        } catch (QePerfException e) {
            silence.tell("waiting for Slurm: " + e.getMessage());
            return;
        }
        silence.tell("waiting for Slurm: " + states(listed));
        Set<String> there = names(listed);
        for (SlurmJob job : List.copyOf(jobs.values())) {
            if (there.contains(job.name())) {
                absent.remove(job.name());
            } else if (absent.merge(job.name(), 1, Integer::sum) >= patience(job)) {
                log.readAgain();
                firstWithoutResult(job).ifPresent(first -> lost(job, first));
                remove(job);
            }
        }
    }

    private int patience(SlurmJob job) {
        boolean last = log.isWriter(job.name())
                && firstWithoutResult(job)
                        .map(first -> died.getOrDefault(first.key(), 0) == ATTEMPTS - 1)
                        .orElse(false);
        return last ? QUERIES_UNTIL_FAILED : QUERIES_UNTIL_LOST;
    }

    /** A job is gone, and nothing came of some of its trials. */
    private void lost(SlurmJob job, Task first) {
        boolean begun = log.isWriter(job.name());
        String suspect = (begun ? "" : "not begun ") + first.key();
        boolean last = died.merge(suspect, 1, Integer::sum) == ATTEMPTS;
        if (last && !begun) {
            String line = folder.lastLine(job);
            throw new QePerfException("two jobs of Slurm ended before their first trial; the last one said: "
                    + (line.isEmpty() ? "nothing" : line));
        }
        if (last && underWay.remove(first.key()) != null) {
            failed = true;
            ended.add(Trial.failed(
                    first,
                    0,
                    "two jobs of Slurm ended in this trial, see slurm/"
                            + folder.log(job).getFileName()));
        }
        List<Task> tasks = job.tasks();
        for (int i = tasks.size() - 1; i >= 0; i--) {
            if (underWay.containsKey(tasks.get(i).key())
                    && log.find(tasks.get(i)).isEmpty()) {
                backlog.addFirst(tasks.get(i));
            }
        }
    }

    private static Set<String> waves(Iterable<SlurmJob> jobs) {
        Set<String> waves = new LinkedHashSet<>();
        jobs.forEach(job -> waves.add(job.wave()));
        return waves;
    }

    private static Set<String> names(List<Slurm.Listed> listed) {
        return listed.stream().map(job -> job.wave() + "-" + job.index()).collect(Collectors.toSet());
    }

    /** Such as {@code 2 pending (Resources), 1 running}. */
    private static String states(List<Slurm.Listed> listed) {
        Map<String, Integer> states = new TreeMap<>();
        for (Slurm.Listed job : listed) {
            String reason = job.reason().equals("None") ? "" : " (" + job.reason() + ")";
            states.merge(job.state() + reason, 1, Integer::sum);
        }
        return states.isEmpty()
                ? "its jobs have ended, their results are not here yet"
                : states.entrySet().stream()
                        .map(state -> state.getValue() + " " + state.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** All trials are made: takes away jobs that nobody needs, and what lies between jobs and search. */
    void tidy() throws InterruptedException {
        try {
            slurm.cancel(waves(jobs.values()));
        } catch (QePerfException e) {
            progress.waiting("jobs that nobody needs could not be cancelled: " + e.getMessage());
        }
        folder.clear(failed);
        log.gather();
    }

    /** Leaves jobs as they are: the next search waits for them. */
    @Override
    public void close() {}

    /** Tells why nothing happens: once it has lasted a while, when the reason changes, and then every few minutes. */
    private static final class Silence {

        private static final long UNTIL_AGAIN = 300_000_000_000L;

        private final SearchProgress progress;
        private final long untilFirst;
        private long begin = System.nanoTime();
        private long told;
        private String last = "";

        Silence(SearchProgress progress, long millis) {
            this.progress = progress;
            this.untilFirst = millis * 1_000_000;
        }

        void end() {
            begin = System.nanoTime();
            last = "";
        }

        void tell(String reason) {
            long now = System.nanoTime();
            if (now - begin > untilFirst && (!reason.equals(last) || now - told > UNTIL_AGAIN)) {
                told = now;
                last = reason;
                progress.waiting(reason);
            }
        }
    }
}
