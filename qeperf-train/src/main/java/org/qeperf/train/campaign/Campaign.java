package org.qeperf.train.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.harvest.HarvestOptions;
import org.qeperf.train.harvest.Harvester;

/**
 * A plan being carried out in a folder. It may be killed at any moment: the next one in the same folder goes on where it
 * stopped, without losing a finished run or making one again. Not safe for concurrent use.
 */
public final class Campaign implements AutoCloseable {

    private final CampaignPlan plan;
    private final RunStore store;
    private final FeatureExtractor extractor;
    private final List<PlannedRun> runs;
    private final List<String> missing;

    private Campaign(CampaignPlan plan, RunStore store, FeatureExtractor extractor) {
        this.plan = plan;
        this.store = store;
        this.extractor = extractor;
        store.requireMadeBy(plan.program(), plan.launch());
        this.missing = PseudopotentialStock.fill(plan, store.pseudopotentials());
        this.runs = RunList.of(plan, extractor, List.of(store.pseudopotentials()));
    }

    /**
     * Opens a campaign.
     *
     * @param plan what to run
     * @param folder where to; made if missing, continued if there
     * @param extractor counts the inputs
     * @return the campaign, nothing of it running yet
     * @throws InputException if an input of the plan is wrong
     * @throws QePerfException if another campaign is at work in the folder, or its runs are of another program or launcher
     */
    public static Campaign open(CampaignPlan plan, Path folder, FeatureExtractor extractor) {
        RunStore store = RunStore.open(folder);
        try {
            return new Campaign(plan, store, extractor);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Hears of every finished run. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A run is finished.
         *
         * @param run the run
         * @param done number of finished runs, this one included
         * @param total number of runs of the plan
         * @param seconds wall time of its attempt
         * @param disturbed whether something else took the processors, even in its best attempt
         * @param left expected time of the rest
         */
        void finished(PlannedRun run, int done, int total, double seconds, boolean disturbed, Duration left);
    }

    /**
     * The runs of the plan in their order.
     *
     * @return an unmodifiable list
     */
    public List<PlannedRun> runs() {
        return runs;
    }

    /**
     * Where the pseudopotentials of the runs are, those made of the table among them.
     *
     * @return a folder
     */
    public Path pseudopotentials() {
        return store.pseudopotentials();
    }

    /**
     * Pseudopotentials that no folder has; runs with them will fail.
     *
     * @return an unmodifiable list of file names
     */
    public List<String> missingPseudopotentials() {
        return List.copyOf(missing);
    }

    /**
     * Makes the records of the finished runs of the plan and writes them to {@code runs.jsonl} in the campaign's folder.
     *
     * @param problems told of what could not be read
     * @return the records, in the order of the runs' names
     */
    public List<RunRecord> harvest(Consumer<String> problems) {
        Harvester harvester = new Harvester(
                extractor, new HarvestOptions(Optional.empty(), List.of(store.pseudopotentials()), line -> {}));
        harvester.harvest(store.finished());
        harvester.problems().forEach(problems);
        Set<String> planned = runs.stream().map(PlannedRun::id).collect(Collectors.toSet());
        List<RunRecord> records = harvester.records().stream()
                .filter(record -> planned.contains(record.origin().source().split("/", 2)[0]))
                .toList();
        RunSet.write(recordFile(), records);
        return records;
    }

    /**
     * Where the records are written.
     *
     * @return a file
     */
    public Path recordFile() {
        return store.folder().resolve("runs.jsonl");
    }

    /**
     * Number of runs of the plan that are finished.
     *
     * @return at most the number of runs
     */
    public int done() {
        return (int) runs.stream().filter(store::isFinished).count();
    }

    /**
     * Makes what is left, one run at a time on this machine.
     *
     * @param nice priority of the runs, from -20 to 19
     * @param listener told of every finished run
     * @throws InterruptedException if the thread is interrupted; what was running is ended
     */
    public void runHere(int nice, Listener listener) throws InterruptedException {
        run(new LocalRunner(store, script(nice)), listener);
    }

    /**
     * Makes what is left through Slurm job arrays, one run at a time on a node of its own.
     *
     * @param options further options of {@code sbatch}, such as {@code --partition=batch}
     * @param listener told of every finished run
     * @throws InterruptedException if the thread is interrupted; what was submitted goes on
     * @throws QePerfException if Slurm refuses a job
     */
    public void runThroughSlurm(List<String> options, Listener listener) throws InterruptedException {
        run(new SlurmRunner(store, script(0), options), listener);
    }

    /**
     * Writes the plan as a benchmark of JUBE 2, with its inputs and pseudopotentials.
     *
     * @param target folder to write to
     * @return the file to give to {@code jube run}
     */
    public Path writeJubeBenchmark(Path target) {
        return JubeBenchmark.write(plan, runs, store.pseudopotentials(), target);
    }

    private AttemptScript script(int nice) {
        return new AttemptScript(plan.program(), plan.launch(), store.pseudopotentials(), nice, store.folder());
    }

    private void run(Runner runner, Listener listener) throws InterruptedException {
        runner.clear();
        Pace pace = new Pace(runs.size(), done());
        List<PlannedRun> left = new ArrayList<>();
        for (PlannedRun run : runs) {
            if (store.isFinished(run)) {
                store.tidy(run);
            } else if (store.attempts(run).isEmpty() || isToRepeat(run)) {
                left.add(run);
            } else {
                finish(run, pace, listener);
            }
        }
        runner.run(left, run -> {
            boolean again = isToRepeat(run);
            if (!again) {
                finish(run, pace, listener);
            }
            return again;
        });
    }

    private boolean isToRepeat(PlannedRun run) {
        List<Path> attempts = store.attempts(run);
        return attempts.size() < plan.attempts()
                && AttemptEnd.read(attempts.get(attempts.size() - 1)).isDisturbed();
    }

    private void finish(PlannedRun run, Pace pace, Listener listener) {
        AttemptEnd end = store.finish(run, plan.machine());
        Duration left = pace.afterAnother();
        listener.finished(run, pace.done(), runs.size(), end.wallSeconds(), end.isDisturbed(), left);
    }

    @Override
    public void close() {
        store.close();
    }

    /** How fast it goes. The order is shuffled, so what is left is like what is done. */
    private static final class Pace {
        private final long start = System.nanoTime();
        private final int total;
        private final int before;
        private int done;

        Pace(int total, int before) {
            this.total = total;
            this.before = before;
            this.done = before;
        }

        Duration afterAnother() {
            done++;
            return Duration.ofNanos((System.nanoTime() - start) / (done - before) * (total - done));
        }

        int done() {
            return done;
        }
    }
}
