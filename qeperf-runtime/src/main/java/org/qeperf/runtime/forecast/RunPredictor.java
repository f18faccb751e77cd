package org.qeperf.runtime.forecast;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.FileException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Extrapolation;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.models.RunModels;

/**
 * Answers how long a run takes and how much memory it needs, from its input file. Immutable and safe for concurrent use.
 */
public final class RunPredictor {

    private static final String PW = "pw.x";

    /** Features that a warning names. */
    private static final int MOST_FEATURES = 5;

    private final FeatureExtractor extractor;
    private final RunModels models;

    /**
     * Puts an extractor and models together.
     *
     * @param extractor reads the input
     * @param models what to ask; their schemas are among the extractor's
     * @throws QePerfException if a model takes other rows
     */
    public RunPredictor(FeatureExtractor extractor, RunModels models) {
        models.requireSchemas(extractor.code(), extractor.schemas());
        this.extractor = extractor;
        this.models = models;
    }

    /**
     * The predictor for pw.x with the models that ship with qeperf.
     *
     * @return a predictor
     * @throws org.qeperf.api.QePerfException if extractor or models are not on the class path
     */
    public static RunPredictor load() {
        FeatureExtractor extractor = Extractors.find(PW);
        return new RunPredictor(extractor, new ModelShelf(extractor.schemas(), Optional.empty()).shipped());
    }

    /**
     * The predictor for pw.x on a machine: with the models that ship with qeperf, of which that of the time of an iteration is
     * the one of any machine where the machine is unlike the one that qeperf's own runs were made on.
     *
     * @param machine where runs go
     * @param nodes how many nodes layouts use, at most
     * @return a predictor
     * @throws org.qeperf.api.QePerfException if extractor or models are not on the class path
     */
    public static RunPredictor load(Machine machine, int nodes) {
        FeatureExtractor extractor = Extractors.find(PW);
        ModelShelf shelf = new ModelShelf(extractor.schemas(), Optional.empty());
        return new RunPredictor(extractor, shelf.shipped(machine, nodes));
    }

    /**
     * The models that are asked.
     *
     * @return the models
     */
    public RunModels models() {
        return models;
    }

    /**
     * Reads an input, for {@link #predict(Workload, Layout, Machine, RunQuestion)} with several layouts.
     *
     * @param files the input and where to look for its pseudopotentials
     * @return what the run consists of
     * @throws org.qeperf.api.InputException if the input is wrong or not understood
     * @throws FileException if a file is not there or cannot be read
     */
    public Workload read(SimulationFiles files) {
        try {
            return extractor.read(files);
        } catch (UncheckedIOException e) {
            throw FileException.of(e);
        }
    }

    /**
     * Reads an input at hand, and of what it names only the files beside it.
     *
     * @param contents the input and the files that it may name
     * @return what the run consists of
     * @throws org.qeperf.api.InputException if the input is wrong or not understood
     */
    public Workload read(SimulationContents contents) {
        return extractor.read(contents);
    }

    /**
     * Predicts a run.
     *
     * @param files the input and where to look for its pseudopotentials
     * @param layout how the run is spread
     * @param machine where it runs
     * @return what is to be expected
     * @throws org.qeperf.api.InputException if the input is wrong or not understood
     * @throws FileException if a file is not there or cannot be read
     */
    public RunForecast predict(SimulationFiles files, Layout layout, Machine machine) {
        return predict(read(files), layout, machine, RunQuestion.DEFAULT);
    }

    /**
     * Predicts a run that was read before.
     *
     * @param workload what the run consists of
     * @param layout how it is spread
     * @param machine where it runs
     * @param question at which levels, and within which limit
     * @return what is to be expected
     */
    public RunForecast predict(Workload workload, Layout layout, Machine machine, RunQuestion question) {
        return predict(workload, layout, machine, question, MemoryCheck::of);
    }

    /**
     * Predicts a run that was read before, without looking among other layouts for one that fits into memory. For whoever compares
     * many layouts.
     *
     * @param workload what the run consists of
     * @param layout how it is spread
     * @param machine where it runs
     * @param question at which levels, and within which limit
     * @return what is to be expected; there are no {@link MemoryForecast#remedies()}
     */
    public RunForecast predictWithoutRemedies(Workload workload, Layout layout, Machine machine, RunQuestion question) {
        return predict(workload, layout, machine, question, MemoryCheck::withoutRemedies);
    }

    private RunForecast predict(
            Workload workload,
            Layout layout,
            Machine machine,
            RunQuestion question,
            BiFunction<MemoryCheck, Layout, MemoryForecast> checked) {
        Rows rows = new Rows(workload, layout, machine, new IdentityHashMap<>());
        RunLength length = workload.length();
        Prediction perIteration = KnownDensity.widened(rows.ask(models.secondsPerScfIteration()), length);
        CountForecast iterations = ScfIterations.of(length, rows.ask(models.scfIterations()));
        CountForecast steps = IonicSteps.of(length, () -> rows.ask(models.ionicSteps()));
        Prediction outside = rows.ask(models.secondsOutsideScf());
        TotalTime total = TotalTime.of(perIteration, iterations, steps, outside, length);
        WallTimeRequest request = WallTimeRequest.of(
                total.quantile(question.requestLevel()), question.timeLimitSeconds(), perIteration, outside, length);
        TimeForecast time = new TimeForecast(
                perIteration,
                iterations,
                steps,
                outside,
                total.estimate(question.level()),
                request.requestSeconds(),
                request.maxSeconds(),
                KernelShares.of(models.secondsPerScfIteration(), rows.of(models.secondsPerScfIteration())),
                length);
        List<LayoutProblem> problems = workload.problems(layout, machine);
        MemoryCheck check = new MemoryCheck(workload, machine, models.peakMemoryPerRank(), question.level());
        MemoryForecast memory = checked.apply(check, layout);
        Risk risk = new Risk(
                check.risk(memory, layout),
                ScfIterations.notConverged(length, iterations),
                question.timeLimitSeconds().isPresent()
                        ? total.beyond(question.timeLimitSeconds().getAsDouble())
                        : 0,
                problems.stream().anyMatch(p -> p.severity() == Severity.STOPS) ? 1 : 0);
        Map<Target, ModelId> asked = new LinkedHashMap<>();
        models.all().forEach(model -> asked.put(model.target(), model.model()));
        return new RunForecast(
                time,
                memory,
                risk,
                problems,
                asked,
                layout,
                machine,
                warnings(workload, layout, problems, time, memory));
    }

    /** The rows of one run, one for each schema; schemas are long to compare. */
    private record Rows(Workload workload, Layout layout, Machine machine, Map<FeatureSchema, FeatureVector> known) {
        FeatureVector of(RuntimePredictor model) {
            return known.computeIfAbsent(model.schema(), schema -> workload.features(schema, layout, machine));
        }

        Prediction ask(RuntimePredictor model) {
            return model.predict(of(model));
        }
    }

    private static List<String> warnings(
            Workload workload, Layout layout, List<LayoutProblem> problems, TimeForecast time, MemoryForecast memory) {
        List<String> warnings = new ArrayList<>();
        for (Diagnostic diagnostic : workload.warnings()) {
            warnings.add(diagnostic.toString());
        }
        warnings.addAll(workload.warnings(layout));
        if (!time.length().selfConsistent()) {
            warnings.add(KnownDensity.WARNING);
        }
        problems.stream()
                .filter(problem -> problem.severity() == Severity.WASTES)
                .forEach(problem -> warnings.add(problem.message()));
        Map<String, List<String>> guesses = new LinkedHashMap<>();
        addGuess("time", time.secondsPerScfIteration(), guesses);
        addGuess("number of iterations", time.scfIterations().free(), guesses);
        addGuess("number of ionic steps", time.ionicSteps().free(), guesses);
        addGuess("time outside of SCF", time.secondsOutsideScf(), guesses);
        addGuess("memory", memory.perRank(), guesses);
        guesses.forEach((features, what) -> warnings.add("the " + String.join(", the ", what)
                + (what.size() == 1 ? " is a guess" : " are guesses") + " beyond the model's experience: " + features));
        return warnings;
    }

    /** Several models often have seen the same. */
    private static void addGuess(String what, Prediction prediction, Map<String, List<String>> guesses) {
        if (!prediction.extrapolation().isEmpty()) {
            List<Extrapolation> outside = prediction.extrapolation();
            String farthest = outside.stream()
                    .sorted(Comparator.comparingDouble(Extrapolation::distance).reversed())
                    .limit(MOST_FEATURES)
                    .map(RunPredictor::describe)
                    .collect(Collectors.joining(", "));
            int more = outside.size() - MOST_FEATURES;
            String features = more > 0 ? farthest + " and " + more + " more" : farthest;
            guesses.computeIfAbsent(features, key -> new ArrayList<>()).add(what);
        }
    }

    private static String describe(Extrapolation outside) {
        return outside.feature() + " is " + show(outside.value()) + " (seen " + show(outside.lowestSeen()) + " to "
                + show(outside.highestSeen()) + ")";
    }

    private static String show(double value) {
        BigDecimal rounded = new BigDecimal(value, new MathContext(4)).stripTrailingZeros();
        boolean plain = rounded.signum() == 0 || Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6;
        return plain ? rounded.toPlainString() : rounded.toString();
    }
}
