package org.qeperf.runtime.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Extrapolation;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.models.ModelShelf;

/**
 * Answers how long a run takes and how much memory it needs, from its input file. Immutable and safe for concurrent use.
 */
public final class RunPredictor {

    private static final String PW = "pw.x";

    private final FeatureExtractor extractor;
    private final RuntimePredictor model;

    /**
     * Puts an extractor and a model together.
     *
     * @param extractor reads the input
     * @param model predicts seconds per self-consistency iteration; its schema is one of the extractor's
     * @throws QePerfException if the model takes other rows or predicts something else
     */
    public RunPredictor(FeatureExtractor extractor, RuntimePredictor model) {
        if (!extractor.schemas().contains(model.schema())) {
            throw new QePerfException("model " + model.model() + " takes rows of schema "
                    + model.schema().name() + ", which the extractor of " + extractor.code()
                    + " does not make; expected one of "
                    + extractor.schemas().stream().map(FeatureSchema::name).collect(Collectors.joining(", ")));
        }
        if (!model.target().equals(Target.SECONDS_PER_SCF_ITERATION)) {
            Target expected = Target.SECONDS_PER_SCF_ITERATION;
            throw new QePerfException("model " + model.model() + " predicts "
                    + InputException.quote(model.target().name()) + " in "
                    + InputException.quote(model.target().unit()) + "; expected " + expected.name() + " in "
                    + expected.unit());
        }
        this.extractor = extractor;
        this.model = model;
    }

    /**
     * The predictor for pw.x with the model that ships with qeperf.
     *
     * @return a predictor
     * @throws org.qeperf.api.QePerfException if extractor or model are not on the class path
     */
    public static RunPredictor load() {
        FeatureExtractor extractor = Extractors.find(PW);
        return new RunPredictor(extractor, new ModelShelf(extractor.schemas(), Optional.empty()).shipped());
    }

    /**
     * Reads an input, for {@link #predict(Workload, Layout, Machine)} with several layouts.
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
        return predict(read(files), layout, machine);
    }

    /**
     * Predicts a run that was read before.
     *
     * @param workload what the run consists of
     * @param layout how it is spread
     * @param machine where it runs
     * @return what is to be expected
     */
    public RunForecast predict(Workload workload, Layout layout, Machine machine) {
        FeatureVector row = workload.features(model.schema(), layout, machine);
        Prediction prediction = model.predict(row);
        double memory = workload.memoryPerRankBytes(layout);
        List<String> warnings = new ArrayList<>();
        for (Diagnostic diagnostic : workload.warnings()) {
            warnings.add(diagnostic.toString());
        }
        warnings.addAll(workload.warnings(layout));
        warnings.addAll(layoutWarnings(layout, machine, memory));
        if (!prediction.extrapolation().isEmpty()) {
            warnings.add("the time is a guess beyond the model's experience: "
                    + prediction.extrapolation().stream()
                            .map(RunPredictor::describe)
                            .collect(Collectors.joining(", ")));
        }
        return new RunForecast(prediction, memory, model.model(), layout, machine, warnings);
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

    private static List<String> layoutWarnings(Layout layout, Machine machine, double memory) {
        List<String> warnings = new ArrayList<>();
        int used = layout.tasksPerNode() * layout.threadsPerTask();
        if (used > machine.coresPerNode()) {
            warnings.add("the layout asks for " + used + " cores of a node, machine '" + machine.name() + "' has "
                    + machine.coresPerNode());
        }
        if (memory * layout.tasksPerNode() > machine.memoryBytesPerNode()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the ranks of a node need about %.1f GiB, a node of machine '%s' has %.1f GiB: the run will fail",
                    memory * layout.tasksPerNode() / (1L << 30),
                    machine.name(),
                    (double) machine.memoryBytesPerNode() / (1L << 30)));
        }
        return warnings;
    }
}
