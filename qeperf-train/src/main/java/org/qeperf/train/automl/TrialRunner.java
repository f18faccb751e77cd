package org.qeperf.train.automl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.qeperf.api.QePerfException;
import org.qeperf.api.train.Progress;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.SearchPlan.Resource;
import org.qeperf.train.data.Samples;
import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.fit.Recipe;
import org.qeperf.train.search.Proposal;
import org.qeperf.train.validate.Fold;

/**
 * Makes trials: fits on the rows of each fold that are learnt from, measures on those held out. What it gives depends on the
 * task alone, but for the times, and for what is slower than the limit of the plan. Safe for concurrent use.
 */
final class TrialRunner {

    /** A cheap trial learns from no fewer rows, if there are as many. */
    private static final int FEWEST_ROWS = 30;

    private final AutoMlPlan plan;
    private final Map<String, Technique> techniques;
    private final List<Round> rounds;

    /** Models that later trials may carry on, by key of the trial. */
    private final Map<String, List<Candidate>> carriedOn = new ConcurrentHashMap<>();

    TrialRunner(AutoMlPlan plan, Map<String, Technique> techniques, List<Round> rounds) {
        this.plan = plan;
        this.techniques = techniques;
        this.rounds = rounds;
    }

    /** Makes a trial; whatever goes wrong in it makes it a failed one. */
    Trial run(Task task) {
        long start = System.nanoTime();
        try {
            return measured(task, start);
        } catch (RuntimeException | Error e) {
            // Errors too, such as that of a native library that is not there: somebody waits for the trial.
            return Trial.failed(task, seconds(start), reason(e));
        }
    }

    /** Why nothing came of a fit. */
    static String reason(Throwable e) {
        if (e instanceof QePerfException) {
            return String.valueOf(e.getMessage());
        }
        return e instanceof OutOfMemoryError
                ? "not enough memory: " + e.getMessage()
                : "the technique stopped with " + e;
    }

    private Trial measured(Task task, long start) {
        Round round = rounds.get(task.round());
        List<Candidate> fitted = fit(task);
        double[] errors = new double[fitted.size()];
        double sum = 0;
        int rows = 0;
        for (int fold = 0; fold < errors.length; fold++) {
            Problem heldOut = round.heldOut().get(fold);
            double[] predictions = fitted.get(fold).predict(heldOut);
            errors[fold] = Accuracy.of(heldOut.targets(), predictions).mape();
            if (!Double.isFinite(errors[fold])) {
                return Trial.failed(task, seconds(start), "it predicts what is no number for rows held out");
            }
            sum += errors[fold] * predictions.length;
            rows += predictions.length;
        }
        double latency = Latency.microseconds(fitted.get(0), round.heldOut().get(0));
        if (latency > plan.search().latencyMicroseconds().orElse(Double.POSITIVE_INFINITY)) {
            return Trial.failed(task, seconds(start), tooSlow(latency));
        }
        Proposal proposal = task.proposal();
        return new Trial(
                task.round(),
                task.technique(),
                proposal.number(),
                proposal.values(),
                proposal.share(),
                proposal.parent(),
                sum / rows,
                errors,
                seconds(start),
                latency,
                "");
    }

    private String tooSlow(double latency) {
        return String.format(
                Locale.ROOT,
                latency < 10
                        ? "the prediction of a row takes %.2f us, the limit is %s us"
                        : "the prediction of a row takes %.0f us, the limit is %s us",
                latency,
                plan.search().latencyMicroseconds().orElseThrow());
    }

    /** One model for each fold: the mean of those of linear tasks. */
    List<Candidate> fit(List<Task> tasks) {
        List<List<Candidate>> all = tasks.stream().map(this::fit).toList();
        return IntStream.range(0, all.get(0).size())
                .mapToObj(fold -> Candidate.mean(
                        all.stream().map(folds -> folds.get(fold)).toList()))
                .toList();
    }

    /** A model of all rows of a problem: the mean of those of linear tasks. */
    Candidate fit(List<Task> tasks, Problem problem) {
        return Candidate.mean(tasks.stream().map(task -> fit(task, problem)).toList());
    }

    /** One model for each fold. */
    private List<Candidate> fit(Task task) {
        List<Candidate> known = carriedOn.get(task.key());
        if (known != null) {
            return known;
        }
        Round round = rounds.get(task.round());
        List<Candidate> earlier = task.ancestors().isEmpty() ? List.of() : fit(parent(task));
        List<Candidate> fitted = new ArrayList<>();
        for (int fold = 0; fold < round.folds().size(); fold++) {
            Fold rows = round.folds().get(fold);
            fitted.add(fit(
                    task,
                    earlier.isEmpty() ? Optional.empty() : Optional.of(earlier.get(fold)),
                    round.training(),
                    rows.training(),
                    round.seed() + fold));
        }
        if (isPopulation()) {
            carriedOn.put(task.key(), fitted);
        }
        return fitted;
    }

    /** A model of all rows of a problem. */
    private Candidate fit(Task task, Problem problem) {
        int[] rows = IntStream.range(0, problem.size()).toArray();
        Optional<Candidate> earlier =
                task.ancestors().isEmpty() ? Optional.empty() : Optional.of(fit(parent(task), problem));
        return fit(task, earlier, problem, rows, rounds.get(task.round()).seed());
    }

    private static Task parent(Task task) {
        int last = task.ancestors().size() - 1;
        return new Task(
                task.round(),
                task.technique(),
                task.ancestors().get(last),
                task.ancestors().subList(0, last));
    }

    /** A model of some rows of a problem. */
    private Candidate fit(Task task, Optional<Candidate> earlier, Problem problem, int[] rows, long seed) {
        Technique technique = Optional.ofNullable(techniques.get(task.technique()))
                .orElseThrow(() -> new IllegalArgumentException("no technique " + task.technique()));
        return earlier.isPresent()
                ? resume(technique, task, earlier.get(), problem, rows)
                : fresh(technique, task, problem, rows, seed);
    }

    /** Fits on some rows, of which a trial that spends less than the whole resource sees a part. */
    private Candidate fresh(Technique technique, Task task, Problem problem, int[] rows, long seed) {
        Proposal proposal = task.proposal();
        FeatureSet set = problem.features(technique.features(proposal.values()));
        boolean steps = technique.algorithm().steps().isPresent()
                && (plan.search().resource() == Resource.STEPS || isPopulation());
        int[] seen = steps ? rows : part(rows, proposal.share(), seed);
        Samples samples = set.samples().subset(seen);
        Map<String, String> changed = steps ? steps(technique, stepsOf(technique, task)) : Map.of();
        Recipe recipe = technique.recipe(proposal.values(), changed, samples.schema());
        int[] columns = plan.columnSelection()
                .map(selection ->
                        new ColumnSelector(selection, technique.catalogue(), plan.seed()).select(recipe, samples))
                .orElseGet(() -> ColumnSelector.all(samples));
        FittedModel model = new Fitter(recipe, plan.seed()).fit(samples.columns(columns), Progress.SILENT);
        return new Candidate(model, set.name(), columns);
    }

    private Candidate resume(Technique technique, Task task, Candidate earlier, Problem problem, int[] rows) {
        Proposal proposal = task.proposal();
        long steps = stepsOf(technique, task);
        if (steps <= 0) {
            return earlier;
        }
        Samples samples =
                problem.features(earlier.features()).samples().subset(rows).columns(earlier.columns());
        Recipe recipe = technique.recipe(proposal.values(), steps(technique, steps), samples.schema());
        FittedModel model =
                new Fitter(recipe, plan.seed() + proposal.number()).resume(earlier.model(), samples, Progress.SILENT);
        return new Candidate(model, earlier.features(), earlier.columns());
    }

    private static Map<String, String> steps(Technique technique, long steps) {
        return Map.of(technique.algorithm().steps().orElseThrow(), Long.toString(steps));
    }

    /** Steps that a trial takes in addition to those of its ancestors, so that all together take what the last one asks for. */
    private static long stepsOf(Technique technique, Task task) {
        String name = technique.algorithm().steps().orElseThrow();
        int all = Integer.parseInt(
                technique.hyperparameters(task.proposal().values()).getOrDefault(name, "1"));
        double spent = task.ancestors().stream().mapToDouble(Proposal::share).sum();
        long before = task.ancestors().isEmpty() ? 0 : Math.max(1, Math.round(all * spent));
        return Math.max(1, Math.round(all * (spent + task.proposal().share()))) - before;
    }

    /** Whether all models of the same features have the same columns. */
    boolean keepsAllColumns() {
        return plan.columnSelection().isEmpty();
    }

    private boolean isPopulation() {
        return plan.search().method().equals(SearchRun.POPULATION);
    }

    /** The first of the shuffled rows, so that a larger share holds a smaller one. */
    private static int[] part(int[] rows, double share, long seed) {
        int count = Math.min(rows.length, Math.max(FEWEST_ROWS, (int) Math.ceil(share * rows.length)));
        if (count == rows.length) {
            return rows;
        }
        int[] shuffled = rows.clone();
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(shuffled.length - i);
            int other = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = other;
        }
        int[] part = Arrays.copyOf(shuffled, count);
        Arrays.sort(part);
        return part;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
