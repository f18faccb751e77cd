package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.models.RunModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Predicts the time of a self-consistency iteration and the memory of each rank.",
            "The time comes with the interval that holds it nine times out of ten; the memory is what pw.x itself",
            "would estimate."
        },
        footer = {"", "Example: qeperf predict si.in --pseudo-dir pseudo --nodes 1 --tasks-per-node 2 --pools 2"})
final class PredictCommand implements Runnable {

    private static final double MEBIBYTE = 1 << 20;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private LayoutOptions layoutOptions = new LayoutOptions();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "a model's name, name@version or file (default: the one that ships with qeperf)")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--explain",
            description = "say what each feature does to the time (models of trees, and linear ones)")
    private boolean explain;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        Layout layout = layoutOptions.layout(spec.commandLine());
        Machine machine = layoutOptions.machine(spec.commandLine());
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        ModelShelf shelf = models.shelf(extractor, spec.commandLine());
        RunModels shipped = shelf.shipped();
        RunModels chosenModels = model.map(shelf::find).map(shipped::withTime).orElse(shipped);
        RuntimePredictor chosen = chosenModels.secondsPerScfIteration();
        RunPredictor predictor = new RunPredictor(extractor, chosenModels);
        Workload run = predictor.read(input.files(spec.commandLine()));
        RunForecast forecast = predictor.predict(run, layout, machine, RunQuestion.DEFAULT);
        Optional<ExplanationView> why = explain
                ? Optional.of(ExplanationView.of(chosen, run.features(chosen.schema(), layout, machine)))
                : Optional.empty();
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            ObjectNode document = document(forecast);
            why.ifPresent(view -> document.set("explanation", view.document()));
            FormatOption.print(document, out);
        } else {
            table(forecast, out);
            why.ifPresent(view -> view.print(out));
            forecast.warnings()
                    .forEach(w -> spec.commandLine().getErr().println(w.contains(": warning: ") ? w : "warning: " + w));
        }
    }

    private static ObjectNode document(RunForecast forecast) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        Prediction time = forecast.time().secondsPerScfIteration();
        document.putObject("seconds_per_scf_iteration")
                .put("value", time.value())
                .put("lower", time.interval().lower())
                .put("upper", time.interval().upper())
                .put("level", time.interval().level());
        document.putObject("memory_per_rank_mb")
                .put("value", forecast.memory().perRank().value() / MEBIBYTE);
        document.putObject("memory_per_node_mb")
                .put("value", forecast.memory().perNode().value() / MEBIBYTE);
        document.putObject("model")
                .put("name", forecast.models().get(0).name())
                .put("version", forecast.models().get(0).version());
        document.putObject("layout")
                .put("nodes", forecast.layout().nodes())
                .put("tasks_per_node", forecast.layout().tasksPerNode())
                .put("threads_per_task", forecast.layout().threadsPerTask())
                .put("pools", forecast.layout().pools());
        document.putObject("machine")
                .put("name", forecast.machine().name())
                .put("cores_per_node", forecast.machine().coresPerNode())
                .put("memory_bytes_per_node", forecast.machine().memoryBytesPerNode());
        ArrayNode outside = document.putArray("outside_experience");
        time.extrapolation()
                .forEach(e -> outside.addObject()
                        .put("feature", e.feature())
                        .put("value", e.value())
                        .put("lowest_seen", e.lowestSeen())
                        .put("highest_seen", e.highestSeen()));
        ArrayNode warnings = document.putArray("warnings");
        forecast.warnings().forEach(warnings::add);
        return document;
    }

    private static void table(RunForecast forecast, PrintWriter out) {
        Interval interval = forecast.time().secondsPerScfIteration().interval();
        Layout layout = forecast.layout();
        FormatOption.print(
                List.of(
                        List.of("time per SCF iteration", time(forecast), range(interval)),
                        List.of(
                                "memory per rank",
                                memory(forecast.memory().perRank().value()),
                                "pw.x's own estimate"),
                        List.of(
                                "memory per node",
                                memory(forecast.memory().perNode().value()),
                                ""),
                        List.of("layout", layout.ranks() + " ranks", describe(layout)),
                        List.of(
                                "machine",
                                forecast.machine().name(),
                                forecast.machine().coresPerNode() + " cores per node"),
                        List.of("model", forecast.models().get(0).toString(), "")),
                out);
    }

    private static String time(RunForecast forecast) {
        return seconds(forecast.time().secondsPerScfIteration().value());
    }

    private static String range(Interval interval) {
        return String.format(
                Locale.ROOT,
                "%.0f %% between %s and %s",
                100 * interval.level(),
                seconds(interval.lower()),
                seconds(interval.upper()));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3g s", seconds);
    }

    private static String memory(double bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEBIBYTE);
    }

    private static String describe(Layout layout) {
        return layout.nodes() + (layout.nodes() == 1 ? " node x " : " nodes x ") + layout.tasksPerNode() + " tasks x "
                + layout.threadsPerTask() + " threads, " + layout.pools() + " pools";
    }
}
