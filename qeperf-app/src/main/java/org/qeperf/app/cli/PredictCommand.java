package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.app.document.ForecastDocument;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.models.RunModels;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Predicts how long a run takes, what memory it needs and how likely it fails.",
            "It tells what to ask the batch system for. Each figure comes with the interval that holds the true value nine",
            "times out of ten.",
            "A layout in which pw.x stops is answered too, with exit status 2."
        },
        footer = {"", "Example: qeperf predict si.in --pseudo-dir pseudo --nodes 1 --tasks-per-node 2 --pools 2"})
final class PredictCommand implements Callable<Integer> {

    private static final int WRONG_LAYOUT = 2;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private LayoutOptions layoutOptions = new LayoutOptions();

    @Mixin
    private QuestionOptions questionOptions = new QuestionOptions();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "a model of the time per iteration: its name, name@version or file (default: the one that ships)")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--explain",
            description = "say what each feature does to the time (models of trees, and linear ones)")
    private boolean explain;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        Layout layout = layoutOptions.layout(command);
        Destination destination = layoutOptions.destination(command);
        Machine machine = destination.machine();
        RunQuestion question = questionOptions.question(destination, command);
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        ModelShelf shelf = models.shelf(extractor, command);
        RunModels shipped = shelf.shipped(machine, layout.nodes());
        RunModels chosen = model.map(name -> registry.find(name, shelf, extractor))
                .map(shipped::withTime)
                .orElse(shipped);
        RunPredictor predictor = new RunPredictor(extractor, chosen);
        Workload run = predictor.read(input.files(command));
        RunForecast forecast = predictor.predict(run, layout, machine, question);
        Optional<ExplanationView> why = explain
                ? Optional.of(explanation(chosen.secondsPerScfIteration(), run, layout, machine))
                : Optional.empty();
        List<String> warnings = new ArrayList<>(forecast.warnings());
        warnings.addAll(MachineOption.warnings(destination));
        PrintWriter out = command.getOut();
        if (format.isJson()) {
            ObjectNode document = ForecastDocument.of(forecast, warnings, question.level());
            why.ifPresent(view -> document.set("explanation", view.document()));
            FormatOption.print(document, out);
        } else {
            FormatOption.print(ForecastTable.of(forecast, question), out);
            why.ifPresent(view -> view.print(out));
            warnings.forEach(w -> command.getErr().println(w.contains(": warning: ") ? w : "warning: " + w));
        }
        Optional<LayoutProblem> stop = forecast.problems().stream()
                .filter(problem -> problem.severity() == Severity.STOPS)
                .findFirst();
        stop.ifPresent(problem -> command.getErr().println(InputOptions.CODE + " stops: " + problem));
        return stop.isPresent() ? WRONG_LAYOUT : 0;
    }

    private static ExplanationView explanation(RuntimePredictor model, Workload run, Layout layout, Machine machine) {
        return ExplanationView.of(model, run.features(model.schema(), layout, machine));
    }
}
