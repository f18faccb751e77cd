package org.qeperf.train.living;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.qeperf.api.ProviderException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.models.RunModels;
import org.qeperf.runtime.models.ShippedModels;
import org.qeperf.train.calibrate.Calibration;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.evaluate.SystemFolds;
import org.qeperf.train.plan.PlannedModel;
import org.qeperf.train.plan.TrainPlan;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;

/**
 * Makes a challenger of runs of a machine in two ways, and keeps the one whose median error on systems left out is smaller (of fewer than
 * {@value #FOLDS} systems on runs left out): the base model corrected by the runs, or, from {@value #FEWEST_RUNS_OF_FIT} runs of
 * {@value #FOLDS} systems on, a new fit of the runs alone by the recipe of the shipped model. Immutable.
 */
final class ChallengerTraining {

    static final int FEWEST_RUNS_OF_FIT = 30;
    static final int FOLDS = 5;
    private static final int VERIFICATION_ROWS = 10;
    private static final int LONGEST_NAME = 64;
    private static final int MOST_DIGITS = 18;

    private final FeatureExtractor extractor;
    private final RegressorCatalogue catalogue;
    private final LivingOptions options;
    private final ShippedModels shipped;

    ChallengerTraining(FeatureExtractor extractor, RegressorCatalogue catalogue, LivingOptions options) {
        this.extractor = extractor;
        this.catalogue = catalogue;
        this.options = options;
        this.shipped = ShippedModels.read(extractor.schemas());
    }

    /** A challenger before it is registered. */
    record Made(byte[] artifact, int runs, int systems, String how) {}

    private record Way(Made made, double error) {}

    /** Learns from runs of the slot's machine, of which the last stands for all in what the base is. */
    Made make(Slot slot, List<RunRecord> runs, int nodes, ServedModels served, LocalDate date) {
        String ids = runs.stream().map(RunRecord::id).collect(Collectors.joining("\n"));
        RunSet set = new RunSet("runs of " + slot.machine(), Digest.sha256(ids.getBytes(StandardCharsets.UTF_8)), runs);
        ModelId id = nextId(slot, served);
        List<Way> ways = new ArrayList<>();
        List<QePerfException> obstacles = new ArrayList<>();
        for (PortableModel base : bases(slot, runs.get(runs.size() - 1), nodes, served)) {
            if (ways.isEmpty()) {
                attempt(ways, obstacles, () -> correction(slot, set, id, base));
            }
        }
        if (runs.size() >= FEWEST_RUNS_OF_FIT
                && runs.stream().map(RunRecord::system).distinct().count() >= FOLDS) {
            attempt(ways, obstacles, () -> fit(slot, set, id, date));
        }
        if (ways.isEmpty()) {
            throw obstacles.isEmpty()
                    ? new TrainingException("there is no model file to correct, and " + runs.size()
                            + " runs are too few for a new fit; expected at least " + FEWEST_RUNS_OF_FIT + " of "
                            + FOLDS
                            + " systems")
                    : obstacles.get(0);
        }
        ways.sort(Comparator.comparingDouble(Way::error));
        Made better = ways.get(0).made();
        String not = ways.size() == 1 ? "" : "; not " + ways.get(1).made().how();
        return new Made(better.artifact(), better.runs(), better.systems(), better.how() + not);
    }

    /** A back-end may not be there, or the runs or the base may be nothing for this way. */
    private static void attempt(List<Way> ways, List<QePerfException> obstacles, Supplier<Way> way) {
        try {
            ways.add(way.get());
        } catch (ProviderException | TrainingException e) {
            obstacles.add(e);
        }
    }

    private Way correction(Slot slot, RunSet set, ModelId id, PortableModel base) {
        RunTarget target = RunTarget.find(slot.target().name());
        Dataset data = Dataset.of(set, Cleaning.find(options.cleaning()), target, extractor, base.schema());
        Calibration calibration = Calibration.of(base, data.samples());
        PortableModel model = calibration.model(id, set.name(), set.sha256());
        double error = data.systems() < FOLDS ? calibration.after().medianFactor() : ofUnseen(data, base);
        String how = String.format(
                Locale.ROOT,
                "%s corrected by %d runs, median factor %.3f",
                base.model(),
                calibration.runs().size(),
                error);
        byte[] artifact = ArtifactWriter.toBytes(model, data.samples().spread(VERIFICATION_ROWS));
        return new Way(new Made(artifact, calibration.runs().size(), data.systems(), how), error);
    }

    /** The median factor on systems left out of the correction. */
    private double ofUnseen(Dataset data, PortableModel base) {
        SystemFolds folds = SystemFolds.of(Grouping.of(data, Grouping.SYSTEM), FOLDS, options.seed());
        int columns = data.schema().size();
        double[] errors = new double[data.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int[] train = folds.training(fold);
            if (train.length < Calibration.FEWEST_RUNS) {
                return Double.POSITIVE_INFINITY;
            }
            PortableModel model = Calibration.of(base, data.samples().subset(train))
                    .model(new ModelId("fold", Integer.toString(fold)), "", "");
            for (int row : folds.heldOut(fold)) {
                double value = model.value(Arrays.copyOfRange(data.rows(), row * columns, (row + 1) * columns));
                errors[row] = Math.abs(StrictMath.log(data.targets()[row] / value));
            }
        }
        return Math.exp(Comparison.median(errors));
    }

    private Way fit(Slot slot, RunSet set, ModelId id, LocalDate date) {
        Manifest recipe = ((PortableModel) of(shipped.own(), slot)).manifest();
        TrainPlan plan = new TrainPlan(
                new TrainPlan.ModelName(id.name(), id.version()),
                set.name(),
                options.cleaning(),
                RunTarget.find(slot.target().name()),
                recipe.code(),
                recipe.schema(),
                recipe.normalizer(),
                recipe.algorithm(),
                recipe.hyperparameters(),
                Grouping.SYSTEM,
                FOLDS,
                options.seed(),
                "");
        PlannedModel made = PlannedModel.of(plan, set, extractor, catalogue, date, Progress.SILENT);
        double error = made.validation().model().medianFactor();
        int runs = made.data().size();
        String how =
                String.format(Locale.ROOT, "%s fitted to %d runs, median factor %.3f", recipe.algorithm(), runs, error);
        return new Way(new Made(made.artifact(), runs, made.data().systems(), how), error);
    }

    /** What is corrected: the champion of any machine, or else what ships for such a machine. */
    private List<PortableModel> bases(Slot slot, RunRecord like, int nodes, ServedModels served) {
        List<RuntimePredictor> models = new ArrayList<>();
        served.version(new Slot(slot.target(), Slot.ANY_MACHINE), Alias.CHAMPION)
                .ifPresent(version -> models.add(served.find(version.model().toString())));
        models.add(of(shipped.of(like.place().machine().orElseThrow(), nodes), slot));
        return models.stream()
                .filter(PortableModel.class::isInstance)
                .map(PortableModel.class::cast)
                .toList();
    }

    private static RuntimePredictor of(RunModels models, Slot slot) {
        return models.all().stream()
                .filter(model -> model.target().equals(slot.target()))
                .findFirst()
                .orElseThrow();
    }

    private static ModelId nextId(Slot slot, ServedModels served) {
        String name = (slot.target().name() + "-" + slot.machine()).replaceAll("[._]", "-");
        String fitting = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        long highest = served.versions().stream()
                .map(ModelVersion::model)
                .filter(model -> model.name().equals(fitting) && isWhole(model.version()))
                .mapToLong(model -> Long.parseLong(model.version()))
                .max()
                .orElse(0);
        return new ModelId(fitting, Long.toString(highest + 1));
    }

    /** Others may have registered versions of any form under this name. */
    private static boolean isWhole(String version) {
        return version.length() <= MOST_DIGITS && version.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
