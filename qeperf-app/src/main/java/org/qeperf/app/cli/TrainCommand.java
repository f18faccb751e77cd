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
import java.util.concurrent.Callable;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.evaluate.CrossValidation;
import org.qeperf.train.evaluate.ErrorReport;
import org.qeperf.train.exchange.MlflowRuns;
import org.qeperf.train.plan.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a model as a plan says.",
            "A plan with 'techniques' or 'data', or an .ini file of aMLLibrary, is a search: on any CSV table or run file it",
            "tries techniques, features and hyperparameters, measures each on rows held out, and writes the best model,",
            "a leaderboard and a report to a folder. A search that was stopped goes on where it was.",
            "A plan with one 'algorithm' measures its error on systems that the model has not seen, then trains on all rows."
        },
        footer = {
            "",
            "Example: qeperf train times.yaml --output times",
            "         qeperf train example_configurations/faas_test.ini --output faas",
            "         qeperf train data/pwx-runs/seconds_per_scf_iteration.yaml"
        })
final class TrainCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "PLAN", description = "a plan: YAML, or an .ini configuration of aMLLibrary")
    @SuppressWarnings("NullAway.Init")
    private Path plan;

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        mlflow.check(spec.commandLine());
        Optional<AutoMlPlan> searched = search.plan(plan);
        if (searched.isPresent()) {
            search.run(searched.get(), plan, format, mlflow, spec.commandLine());
            return 0;
        }
        search.refuse(spec.commandLine());
        PrintWriter err = spec.commandLine().getErr();
        TrainingRun run = TrainingRun.carryOut(
                plan,
                Extractors.find(InputOptions.CODE),
                RegressorCatalogue.load(),
                (what, done, total) -> err.println(what + " " + done + " of " + total));
        mlflow.log(
                run.plan().target().target().name(),
                (started, ended) -> List.of(MlflowRuns.training(run, started, ended)),
                spec.commandLine());
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(document(run), out);
        } else {
            table(run, out);
        }
        return 0;
    }

    private static ObjectNode document(TrainingRun run) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("model")
                .put("name", run.model().model().name())
                .put("version", run.model().model().version());
        document.put("file", run.file().toString());
        document.put("rows", run.data().size()).put("systems", run.data().systems());
        ObjectNode dropped = document.putObject("dropped");
        run.data().dropped().forEach(dropped::put);
        ObjectNode errors = document.putObject("errors_on_unseen_systems");
        run.validation().reports().forEach((name, report) -> {
            ObjectNode row = errors.putObject(name);
            report.asMap().forEach(row::put);
        });
        document.put("coverage_90", run.validation().coverage());
        ObjectNode importance = document.putObject("importance");
        importance(run).forEach(cells -> importance.put(cells.get(0), Double.parseDouble(cells.get(1))));
        return document;
    }

    private static void table(TrainingRun run, PrintWriter out) {
        out.println(Quantities.counted(run.data().size(), "row") + " of "
                + Quantities.counted(run.data().systems(), "system") + "; left out: "
                + run.data().dropped());
        out.println("errors on unseen systems, " + run.plan().folds() + " folds, seed "
                + run.plan().seed() + ":");
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("", "median error", "MAPE", "median factor", "90 % below", "within 2x", "R2(log)"));
        for (Map.Entry<String, ErrorReport> entry : run.validation().reports().entrySet()) {
            ErrorReport r = entry.getValue();
            String name = entry.getKey().equals(CrossValidation.MODEL)
                    ? run.model().model().toString()
                    : entry.getKey();
            table.add(List.of(
                    name,
                    format("%.1f %%", 100 * r.medianError()),
                    format("%.1f %%", 100 * r.mape()),
                    format("%.2f", r.medianFactor()),
                    format("%.2f", r.factor90()),
                    format("%.0f %%", 100 * r.withinTwo()),
                    format("%.3f", r.r2Log())));
        }
        FormatOption.print(table, out);
        out.println(format(
                "coverage of the 90 %% interval on unseen systems: %.1f %%",
                100 * run.validation().coverage()));
        List<List<String>> importance = importance(run);
        if (!importance.isEmpty()) {
            out.println("importance:");
            FormatOption.print(importance.subList(0, Math.min(8, importance.size())), out);
        }
        out.println("written to " + run.file());
    }

    private static List<List<String>> importance(TrainingRun run) {
        List<List<String>> rows = new ArrayList<>();
        run.fitted().trained().insight(Insight.IMPORTANCE).ifPresent(insight -> {
            double[] shares = insight.values();
            for (int i = 0; i < shares.length; i++) {
                rows.add(List.of(run.data().schema().features().get(i).name(), format("%.4f", shares[i])));
            }
        });
        rows.sort((a, b) -> Double.compare(Double.parseDouble(b.get(1)), Double.parseDouble(a.get(1))));
        return rows;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
