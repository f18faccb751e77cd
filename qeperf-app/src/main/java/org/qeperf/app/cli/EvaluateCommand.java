package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.train.automl.Evaluation;
import org.qeperf.train.calibrate.Calibration;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.exchange.MlflowModel;
import org.qeperf.train.exchange.MlflowRuns;
import org.qeperf.train.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Predicts the rows of a table with a model, and measures its errors.",
            "The model was trained on a table. Errors are measured where the table has the column that is predicted. Columns are",
            "found by their names; others are ignored.",
            "A model of pw.x runs is scored on a table of runs with the columns of the public runs (docs/data.md)."
        },
        footer = {
            "",
            "Example: qeperf evaluate --model stereomatch/best.qeperf --data new.csv --predictions out.csv",
            "         qeperf evaluate --data runs.csv --calibrate 10 --group repo --seed 1"
        })
final class EvaluateCommand implements Runnable {

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "a model file (.qeperf) (default: the one for any machine that ships with qeperf)")
    private @Nullable Path model;

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "a table (.csv)")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--predictions",
            paramLabel = "FILE",
            description = "where to write measured and predicted values of every row (.csv)")
    private @Nullable Path predictions;

    @Option(
            names = "--calibrate",
            paramLabel = "N",
            defaultValue = "0",
            description = "calibrate on N random rows of each group and score the others (pw.x runs only; from 3 on)")
    private int calibrate;

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            description = "show each group by repo, machine or system (pw.x runs only; default for --calibrate: repo)")
    private Optional<String> group = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of the random rows (default: 1)")
    private long seed;

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        mlflow.check(spec.commandLine());
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        PortableModel read = model == null
                ? new ModelShelf(extractor.schemas(), Optional.empty()).anyMachine()
                : ArtifactReader.read(model, extractor.schemas());
        if (read.table().isEmpty()) {
            scoreRuns(read, extractor);
            return;
        }
        if (calibrate != 0 || group.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--calibrate and --group are for models of pw.x runs, not for one of a table");
        }
        Evaluation evaluation = Evaluation.of(read, Table.read(data));
        if (predictions != null) {
            evaluation.write(predictions);
        }
        evaluation.accuracy().ifPresent(accuracy -> log(read, accuracy.asMap()));
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("model", read.model().toString());
            document.put("target", read.target().name());
            document.put("rows", evaluation.predicted().length);
            evaluation
                    .accuracy()
                    .ifPresent(a -> a.asMap().forEach((name, value) -> {
                        if (!name.equals("rows")) {
                            document.put(name, Double.isFinite(value) ? value : null);
                        }
                    }));
            document.put("not_positive", evaluation.notPositive());
            document.put("outside_experience", evaluation.outside());
            FormatOption.print(document, out);
            return;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("rows", Integer.toString(evaluation.predicted().length)));
        evaluation.accuracy().ifPresent(a -> {
            table.add(List.of("MAPE", percent(a.mape())));
            table.add(List.of("median error", percent(a.medianApe())));
            table.add(List.of("RMSE", number(a.rmse())));
            table.add(List.of("mean error", number(a.mae())));
            table.add(List.of("R2", number(a.r2())));
            table.add(List.of("R2 of logarithms", number(a.r2Log())));
        });
        table.add(List.of("predictions not positive", Integer.toString(evaluation.notPositive())));
        table.add(List.of("rows outside what the model has seen", Integer.toString(evaluation.outside())));
        FormatOption.print(table, out);
        if (evaluation.accuracy().isEmpty()) {
            out.println(
                    evaluation.measured().isPresent()
                            ? "column " + read.target().name() + " is 0 in every row, so there are no errors"
                            : "the table has no column " + read.target().name() + ", so there are no errors");
        }
        if (predictions != null) {
            out.println("written: " + predictions);
        }
    }

    private void scoreRuns(PortableModel read, FeatureExtractor extractor) {
        if (predictions != null) {
            throw new ParameterException(spec.commandLine(), "--predictions is for models of tables only");
        }
        if (calibrate != 0 && calibrate < Calibration.FEWEST_RUNS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--calibrate is " + calibrate + "; expected 0 or at least " + Calibration.FEWEST_RUNS);
        }
        if (!read.target().equals(RunTarget.SECONDS_PER_SCF_ITERATION.target())) {
            throw new QePerfException(
                    "model " + read.model() + " of " + read.target().name()
                            + " can't be scored on runs; expected one of "
                            + RunTarget.SECONDS_PER_SCF_ITERATION.target().name());
        }
        RunEvaluation evaluation = RunEvaluation.of(read, data, extractor, calibrate, group, seed);
        log(read, evaluation.result().rows().errors().asMap());
        if (format.isJson()) {
            FormatOption.print(evaluation.document(), spec.commandLine().getOut());
        } else {
            evaluation.print(spec.commandLine().getOut());
        }
    }

    /** A model that ships with qeperf has no file to log. */
    private void log(PortableModel read, Map<String, Double> errors) {
        mlflow.log(
                read.target().name(),
                (started, ended) -> List.of(MlflowRuns.evaluation(
                        read.manifest(),
                        Optional.ofNullable(model).map(file -> MlflowModel.of(read, file)),
                        String.valueOf(data.getFileName()),
                        errors,
                        started,
                        ended)),
                spec.commandLine());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g %%", 100 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
