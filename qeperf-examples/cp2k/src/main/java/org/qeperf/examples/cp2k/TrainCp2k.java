package org.qeperf.examples.cp2k;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.predict.Target;
import org.qeperf.api.train.Progress;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.train.data.Samples;
import org.qeperf.train.evaluate.ErrorReport;
import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Fitter;

/** Measures models of CP2K's step on systems that they have not seen, and writes one of all runs. */
public final class TrainCp2k {

    /** What the model predicts: processor seconds of one step of self-consistency on one rank with one thread. */
    public static final Target TARGET = new Target("cp2k_processor_seconds_per_step", "s");

    private static final int FOLDS = 5;
    private static final long SEED = 42;
    private static final int VERIFICATION_ROWS = 16;

    private final FeatureExtractor extractor = Extractors.find(Cp2kExtractor.CODE);
    private final HeldOut measure = new HeldOut(FOLDS, SEED);
    private final CampaignRuns runs;
    private final double[] heldOut;
    private final Map<String, double[]> others = new LinkedHashMap<>();

    /**
     * Reads runs, and predicts each by what was learnt from other systems.
     *
     * @param folder with the table {@code runs.csv} and the folder {@code inputs}
     */
    public TrainCp2k(Path folder) {
        this.runs = CampaignRuns.read(folder, extractor);
        Samples samples = runs.samples();
        heldOut = measure.predict(samples, runs.systems(), measure::model);
        others.put("power of one feature", measure.predict(samples, runs.systems(), measure::law));
        others.put("mean", measure.predict(samples, runs.systems(), measure::mean));
    }

    /**
     * Prints the errors, and writes the model.
     *
     * @param arguments the campaign's folder, and the file to write
     */
    public static void main(String[] arguments) {
        TrainCp2k training = new TrainCp2k(Path.of(arguments[0]));
        training.errors()
                .forEach((name, error) -> System.out.printf(
                        Locale.ROOT,
                        "%-22s MAPE %5.1f %%, median %5.1f %%, 90 %% within a factor of %.2f%n",
                        name,
                        100 * error.mape(),
                        100 * error.medianError(),
                        error.factor90()));
        PortableModel model = training.model();
        System.out.println(
                model.manifest().algorithm() + " of " + training.runs.samples().size() + " inputs of "
                        + training.runs.systems().count() + " systems");
        AtomicFile.write(
                Path.of(arguments[1]),
                ArtifactWriter.toBytes(model, training.runs.samples().spread(VERIFICATION_ROWS)));
    }

    /**
     * Errors on systems held out, of the model and of what it is compared with.
     *
     * @return a report for each
     */
    public Map<String, ErrorReport> errors() {
        Map<String, ErrorReport> errors = new LinkedHashMap<>();
        errors.put("model", ErrorReport.of(runs.samples().targets(), heldOut));
        others.forEach((name, predicted) ->
                errors.put(name, ErrorReport.of(runs.samples().targets(), predicted)));
        return errors;
    }

    /**
     * The algorithm that does best on systems held out, fitted to all runs, with the errors made on systems held out.
     *
     * @return the model
     */
    public PortableModel model() {
        Samples samples = runs.samples();
        FeatureSchema schema = samples.schema();
        HeldOut.Candidate chosen = measure.choose(samples, runs.systems());
        Fitter fitter = measure.fitter(chosen, schema);
        FittedModel fitted = fitter.fit(samples, Progress.SILENT);
        PortableRegressor regressor = FittedModel.portable(fitted.trained().regressor(), chosen.algorithm());
        Manifest manifest = new Manifest(
                Manifest.CURRENT_FORMAT,
                "cp2k-step",
                "1",
                chosen.algorithm(),
                fitter.recipe().model().hyperparameters().asMap(),
                extractor.code(),
                schema.name(),
                schema.fingerprint(),
                TARGET.name(),
                TARGET.unit(),
                fitted.preparation().word(),
                fitted.preparation().targetForm().word(),
                chosen.normalizer(),
                fitted.preparation().normalizer().description(),
                Manifest.Function.of(regressor),
                provenance(fitter));
        double[][] range = samples.range();
        return new PortableModel(
                manifest, schema, fitted.preparation(), regressor, interval(), range[0], range[1], List.of());
    }

    private Manifest.Training provenance(Fitter fitter) {
        return new Manifest.Training(
                runs.table().name(),
                runs.table().sha256(),
                runs.samples().size(),
                runs.systems().count(),
                FOLDS + " folds, each system in one fold",
                SEED,
                LocalDate.now(ZoneOffset.UTC).toString(),
                fitter.recipe().model().provider().versions(),
                ErrorReport.of(runs.samples().targets(), heldOut).asMap());
    }

    private PredictionInterval interval() {
        double[] targets = runs.samples().targets();
        return new PredictionInterval(IntStream.range(0, targets.length)
                .mapToDouble(i -> Math.abs(Math.log(targets[i] / heldOut[i])))
                .toArray());
    }
}
