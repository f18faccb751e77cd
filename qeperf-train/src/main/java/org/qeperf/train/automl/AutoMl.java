package org.qeperf.train.automl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.validate.Divider;
import org.qeperf.train.validate.Fold;
import org.qeperf.train.validate.Validation;

/**
 * Finds the best technique for what a plan says, and writes it.
 *
 * <p>The rows of the test are taken out first. Every trial is fitted on the training rows of the folds of those that are left,
 * and judged by the rows that the folds hold out; the technique with the least error wins. Only then are the rows of the test
 * looked at, once.
 */
public final class AutoMl {

    /** The file that the best model is written to. */
    public static final String BEST = "best.qeperf";

    /** Changes where the same plan, data and back-ends make other trials than before. */
    private static final String TRIALS = "qeperf-trials/1 ";

    private static final String LAST =
            "all trials are made; now the best of each technique learns from all rows searched";

    /** Seeds of rounds lie this far apart, since folds count on from them. */
    private static final long SEEDS_APART = 1_000_003;

    /** How often a search looks whether jobs of Slurm have written something. */
    private static final long POLL_MILLIS = 500;

    private final AutoMlPlan plan;
    private final Path output;
    private final RegressorCatalogue catalogue;
    private final long start = System.nanoTime();

    private final Problem problem;
    private final Map<String, Technique> techniques = new LinkedHashMap<>();
    private final List<Round> rounds = new ArrayList<>();
    private final TestRows tests;

    /**
     * Reads the data of a plan and takes the rows of the test out.
     *
     * @param plan what to search for
     * @param output folder for the trials and the model; made where it is not there
     * @param catalogue the training back-ends at hand
     * @throws org.qeperf.api.QePerfException if the data or the techniques cannot be used
     */
    public AutoMl(AutoMlPlan plan, Path output, RegressorCatalogue catalogue) {
        this.plan = plan;
        this.output = output;
        this.catalogue = catalogue;
        this.problem = ProblemReader.read(plan);
        plan.techniques().forEach(t -> techniques.put(t.name(), new Technique(t, plan, problem, catalogue)));
        if (techniques.size() < plan.techniques().size()) {
            throw new TrainingException("two techniques of the plan have one name; expected different ones");
        }
        List<Optional<Problem>> heldOut = new ArrayList<>();
        for (int run = 0; run < plan.runs(); run++) {
            long seed = plan.seed() + run * SEEDS_APART;
            for (Fold fold : Divider.divide(plan.test(), problem.labels(), seed)) {
                Problem training = problem.subset(fold.training());
                Validation selection = plan.selection().forSelection(plan.test(), training.labels());
                rounds.add(Round.of(training, Divider.divide(selection, training.labels(), seed), seed));
                heldOut.add(
                        plan.test() instanceof Validation.None
                                ? Optional.empty()
                                : Optional.of(problem.subset(fold.heldOut())));
            }
        }
        this.tests = new TestRows(heldOut);
    }

    /**
     * Searches in threads of this process.
     *
     * @param threads how many trials are made at once
     * @param progress hears of every trial
     * @return what came of it; the best model is written
     * @throws InterruptedException if the thread is interrupted; trials that have ended are not lost
     * @throws org.qeperf.api.QePerfException if no technique gives a model, or another search is under way in the folder
     */
    public AutoMlResult run(int threads, SearchProgress progress) throws InterruptedException {
        TrialRunner runner = new TrialRunner(plan, techniques, rounds);
        try (TrialLog log = TrialLog.ofSearch(output, identity());
                Workers workers = new LocalWorkers(threads, runner)) {
            List<Lane> lanes = search(workers, log, progress);
            return finish(lanes, runner, progress);
        }
    }

    /**
     * Searches in jobs of Slurm, which share the file system of the output folder with this process. What is tried is the same
     * as in threads.
     *
     * @param jobs how the jobs are made
     * @param progress hears of every trial
     * @return what came of it; the best model is written
     * @throws InterruptedException if the thread is interrupted; trials that have ended are not lost
     * @throws org.qeperf.api.QePerfException if no technique gives a model, Slurm cannot be used, or another search is under
     *     way in the folder
     */
    public AutoMlResult run(SlurmJobs jobs, SearchProgress progress) throws InterruptedException {
        TrialRunner runner = new TrialRunner(plan, techniques, rounds);
        try (TrialLog log = TrialLog.ofSearch(output, identity())) {
            SlurmFolder folder = new SlurmFolder(output);
            folder.writeScript(jobs.command());
            boolean timed = plan.search().seconds().isPresent();
            Slurm slurm = new SlurmCommands(folder, jobs.options());
            try (SlurmWorkers workers =
                    new SlurmWorkers(slurm, jobs.jobs(), timed, folder, log, progress, POLL_MILLIS)) {
                List<Lane> lanes = search(workers, log, progress);
                workers.tidy();
                return finish(lanes, runner, progress);
            }
        }
    }

    /**
     * Makes the trials of a file that a search in jobs of Slurm wrote, and logs them.
     *
     * @param tasks the file, in the output folder of the search
     * @throws org.qeperf.api.TrainingException if the output folder is that of another search
     */
    public void work(Path tasks) {
        TrialRunner runner = new TrialRunner(plan, techniques, rounds);
        try (TrialLog log = TrialLog.ofJob(output, identity(), SlurmFolder.job(tasks))) {
            for (String line : Files.readAllLines(tasks, StandardCharsets.UTF_8)) {
                Task task = TrialJson.task(line);
                if (log.find(task).isEmpty()) {
                    log.append(runner.run(task));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Lane> search(Workers workers, TrialLog log, SearchProgress progress) throws InterruptedException {
        return new SearchRun(plan, techniques, rounds, log, progress).run(workers);
    }

    /**
     * What decides the trials: the data and the features made of them, the techniques with their defaults, and all of the plan
     * but its limit of time and what becomes of the best.
     */
    private String identity() {
        AutoMlPlan timeless = new AutoMlPlan(
                new AutoMlPlan.ModelName("", ""),
                plan.data().anywhere(),
                plan.features(),
                plan.standardize(),
                plan.targets(),
                plan.columnSelection(),
                plan.test(),
                plan.selection(),
                plan.techniques(),
                plan.search().within(OptionalDouble.empty()),
                plan.runs(),
                plan.seed(),
                true,
                List.of());
        String spaces = techniques.values().stream()
                .map(t -> t.name()
                        + t.space()
                        + t.hyperparameters(Map.of())
                        + t.provider().versions())
                .toList()
                .toString();
        String rows = problem.features().stream()
                .map(set -> set.samples().schema().fingerprint()
                        + Arrays.hashCode(set.samples().rows()))
                .toList()
                .toString();
        return Digest.sha256((TRIALS + timeless.toString() + spaces + rows + problem.sha256())
                        .getBytes(StandardCharsets.UTF_8))
                + "\n";
    }

    private AutoMlResult finish(List<Lane> lanes, TrialRunner runner, SearchProgress progress) {
        if (lanes.stream().anyMatch(lane -> lane.best().isPresent())) {
            progress.waiting(LAST);
        }
        Finalist.Selection selection = Finalist.Selection.of(lanes, rounds, runner);
        if (techniques.keySet().stream().noneMatch(name -> selection.of(name).size() == rounds.size())) {
            throw new TrainingException("no technique gives a model: " + reasons(lanes));
        }
        List<Optional<Problem>> heldOut = tests.open(selection);
        Leaderboard board = new Leaderboard(plan, rounds, lanes, selection, heldOut);
        List<LeaderboardRow> rows = board.rows();
        LeaderboardRow best = Leaderboard.best(rows);
        Finalist winner = selection.of(best.technique()).stream()
                .min(Comparator.comparingDouble(board::relativeError))
                .orElseThrow();
        return new Winner(plan, problem, rounds, runner, output)
                .finish(winner, selection.of(best.technique()), board, rows, lanes, start);
    }

    private static String reasons(List<Lane> lanes) {
        List<String> reasons = lanes.stream()
                .flatMap(lane -> lane.trials().stream())
                .filter(Trial::failed)
                .map(trial -> trial.technique() + ": " + trial.reason())
                .distinct()
                .limit(5)
                .collect(Collectors.toCollection(ArrayList::new));
        lanes.stream()
                .filter(lane -> !lane.rejected().isEmpty())
                .map(lane -> lane.technique().name() + ": " + lane.rejected())
                .distinct()
                .limit(5)
                .forEach(reasons::add);
        return reasons.isEmpty()
                ? "there was no time for a whole trial; expected more seconds"
                : String.join("; ", reasons);
    }
}
