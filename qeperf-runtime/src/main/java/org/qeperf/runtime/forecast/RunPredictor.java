package org.qeperf.runtime.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Extrapolation;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.models.RunModels;

/**
 * Answers how long a run takes and how much memory it needs, from its input file. Immutable and safe for concurrent use.
 */
public final class RunPredictor {

    private static final String PW = "pw.x";

    private static final double SECONDS_PER_MINUTE = 60;

    /** Of the time to ask for, what is kept for the final write, at least. */
    private static final double SHARE_TO_WRITE = 0.05;

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
     */
    public Workload read(SimulationFiles files) {
        return extractor.read(files);
    }

    /**
     * Predicts a run.
     *
     * @param files the input and where to look for its pseudopotentials
     * @param layout how the run is spread
     * @param machine where it runs
     * @return what is to be expected
     * @throws org.qeperf.api.InputException if the input is wrong or not understood
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
        Rows rows = new Rows(workload, layout, machine, new HashMap<>());
        Prediction perIteration = rows.ask(models.secondsPerScfIteration());
        Prediction iterations = rows.ask(models.scfIterations());
        Prediction steps = rows.ask(models.ionicSteps());
        Prediction outside = rows.ask(models.secondsOutsideScf());
        TotalTime total = TotalTime.of(perIteration, iterations, steps, outside);
        long request = request(total.quantile(question.requestLevel()), question.timeLimitSeconds());
        TimeForecast time = new TimeForecast(
                perIteration,
                iterations,
                steps,
                outside,
                total.estimate(question.level()),
                request,
                maxSeconds(request, perIteration, outside));
        List<LayoutProblem> problems = workload.problems(layout, machine);
        MemoryForecast memory = MemoryCheck.of(workload, layout, machine, models.peakMemoryPerRank(), question.level());
        boolean starts = problems.stream().noneMatch(p -> p.severity() == Severity.STOPS);
        Risk risk = new Risk(
                MemoryCheck.risk(memory, machine),
                Math.min(1, rows.ask(models.notConverged()).value()),
                question.timeLimitSeconds().isPresent()
                        ? total.beyond(question.timeLimitSeconds().getAsDouble())
                        : 0,
                starts ? 0 : 1);
        return new RunForecast(
                time,
                memory,
                risk,
                problems,
                models.all().stream().map(RuntimePredictor::model).distinct().toList(),
                layout,
                machine,
                warnings(workload, layout, perIteration));
    }

    /** The rows of one run, one for each schema. */
    private record Rows(Workload workload, Layout layout, Machine machine, Map<FeatureSchema, FeatureVector> known) {
        Prediction ask(RuntimePredictor model) {
            return model.predict(
                    known.computeIfAbsent(model.schema(), schema -> workload.features(schema, layout, machine)));
        }
    }

    /** Whole minutes, and not more than the limit. */
    private static long request(double seconds, OptionalDouble limit) {
        double minutes = Math.ceil(seconds / SECONDS_PER_MINUTE);
        return (long) Math.min(minutes * SECONDS_PER_MINUTE, limit.orElse(Double.MAX_VALUE));
    }

    /**
     * Pw.x looks at the clock after each iteration ({@code check_stop_now} in {@code Modules/check_stop.f90}), so an
     * iteration that has begun and the final write must still fit in.
     */
    private static long maxSeconds(long request, Prediction perIteration, Prediction outside) {
        double iteration = perIteration.interval().upper();
        double write = Math.max(SHARE_TO_WRITE * request, outside.interval().upper());
        return (long) Math.max(request / 2.0, Math.floor(request - iteration - write));
    }

    private static List<String> warnings(Workload workload, Layout layout, Prediction time) {
        List<String> warnings = new ArrayList<>();
        for (Diagnostic diagnostic : workload.warnings()) {
            warnings.add(diagnostic.toString());
        }
        warnings.addAll(workload.warnings(layout));
        if (!time.extrapolation().isEmpty()) {
            warnings.add("the time is a guess beyond the model's experience: "
                    + time.extrapolation().stream().map(RunPredictor::describe).collect(Collectors.joining(", ")));
        }
        return warnings;
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
