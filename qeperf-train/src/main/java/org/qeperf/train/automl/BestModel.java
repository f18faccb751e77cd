package org.qeperf.train.automl;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.train.Insight;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.table.Factor;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.runtime.table.Term;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.DataPlan.RunFile;
import org.qeperf.train.data.Samples;
import org.qeperf.train.fit.FittedModel;

/** Makes a model that can be written of a candidate. */
final class BestModel {

    /** The program that models of tables are for. */
    private static final String TABLE = "table";

    private static final int VERIFICATION_ROWS = 10;

    /** What counts as the error of a prediction that is not positive: a factor of a thousand. */
    private static final double WORST_LOG_ERROR = Math.log(1000);

    private final AutoMlPlan plan;
    private final Problem learntFrom;

    BestModel(AutoMlPlan plan, Problem learntFrom) {
        this.plan = plan;
        this.learntFrom = learntFrom;
    }

    /** The rows that the model has learnt from, in its columns. */
    Samples samples(Candidate candidate) {
        return learntFrom.features(candidate.features()).samples().columns(candidate.columns());
    }

    /** Rows for the reader to verify: those that the model predicts a positive number for. */
    FeatureMatrix verification(PortableModel model, Candidate candidate) {
        Samples samples = samples(candidate);
        int[] usable = java.util.stream.IntStream.range(0, samples.size())
                .filter(row -> model.value(row(samples, row)) > 0)
                .toArray();
        if (usable.length == 0) {
            throw new TrainingException(
                    "the best model predicts no positive number for any row; expected a target that is"
                            + " positive, such as a time");
        }
        return samples.subset(usable).spread(VERIFICATION_ROWS);
    }

    private static double[] row(Samples samples, int row) {
        int columns = samples.schema().size();
        return Arrays.copyOfRange(samples.rows(), row * columns, (row + 1) * columns);
    }

    /** The model of a candidate. */
    PortableModel of(
            Finalist finalist,
            Candidate candidate,
            Predictions unseen,
            Map<String, Double> metrics,
            double[] permutation) {
        FittedModel fitted = candidate.model();
        PortableRegressor regressor = FittedModel.portable(
                fitted.trained().regressor(), finalist.lane().technique().plan().id());
        Samples samples = samples(candidate);
        Manifest manifest = manifest(finalist, fitted.preparation(), regressor, samples.schema(), metrics);
        PredictionInterval interval = new PredictionInterval(logErrors(unseen));
        double[][] range = samples.range();
        List<Insight> insights = new ArrayList<>(fitted.trained().insights());
        if (permutation.length > 0) {
            insights.add(new Insight(Insight.PERMUTATION_IMPORTANCE, permutation));
        }
        Optional<TableFeatures> table =
                learntFrom.features(candidate.features()).table();
        return table.isPresent()
                ? new PortableModel(
                        manifest,
                        some(table.get(), candidate.columns()),
                        fitted.preparation(),
                        regressor,
                        interval,
                        range[0],
                        range[1],
                        insights)
                : new PortableModel(
                        manifest,
                        samples.schema(),
                        fitted.preparation(),
                        regressor,
                        interval,
                        range[0],
                        range[1],
                        insights);
    }

    private Manifest manifest(
            Finalist finalist,
            Preparation preparation,
            PortableRegressor regressor,
            FeatureSchema schema,
            Map<String, Double> metrics) {
        Technique technique = finalist.lane().technique();
        Map<String, String> hyperparameters = finalist.values();
        hyperparameters.keySet().removeIf(name -> name.startsWith("@"));
        return new Manifest(
                Manifest.CURRENT_FORMAT,
                plan.model().name(),
                plan.model().version(),
                technique.plan().id(),
                hyperparameters,
                plan.data() instanceof RunFile runs ? runs.code() : TABLE,
                schema.name(),
                schema.fingerprint(),
                learntFrom.target(),
                learntFrom.unit(),
                preparation.word(),
                preparation.targetForm().word(),
                preparation.normalizer().name(),
                preparation.normalizer().description(),
                Manifest.Function.of(regressor),
                new Manifest.Training(
                        learntFrom.source(),
                        learntFrom.sha256(),
                        learntFrom.size(),
                        systems(),
                        "chosen by " + Divisions.words(plan.selection()) + ", tested by "
                                + Divisions.words(plan.test()),
                        plan.seed(),
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        new TreeMap<>(technique.provider().versions()),
                        metrics));
    }

    /** Different physical systems; of a table, whose rows say nothing of systems, the rows. */
    private int systems() {
        String[] systems = learntFrom.labels().labels().get("system");
        return systems == null
                ? learntFrom.size()
                : (int) Arrays.stream(systems).distinct().count();
    }

    private static double[] logErrors(Predictions unseen) {
        double[] errors = new double[unseen.measured().length];
        for (int i = 0; i < errors.length; i++) {
            double error = Math.abs(Math.log(unseen.predicted()[i] / unseen.measured()[i]));
            errors[i] = Double.isFinite(error) ? error : WORST_LOG_ERROR;
        }
        return errors;
    }

    /** The features that a model uses and the columns that these read. */
    private static TableFeatures some(TableFeatures all, int[] chosen) {
        List<Term> terms = Arrays.stream(chosen).mapToObj(all.terms()::get).toList();
        List<String> read = terms.stream()
                .flatMap(term -> term.factors().stream())
                .map(Factor::column)
                .toList();
        List<TableColumn> columns =
                all.columns().stream().filter(c -> read.contains(c.name())).toList();
        return new TableFeatures(all.target(), columns, terms);
    }

    /** The figures that a model file holds. */
    static Map<String, Double> metrics(double validationMape, Optional<Accuracy> test) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("validation_mape", validationMape);
        test.ifPresent(t -> t.asMap().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                metrics.put("test_" + name, value);
            }
        }));
        return metrics;
    }
}
