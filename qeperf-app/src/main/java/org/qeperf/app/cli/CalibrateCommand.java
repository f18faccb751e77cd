package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.predict.ModelId;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.train.calibrate.Calibration;
import org.qeperf.train.calibrate.Calibration.Point;
import org.qeperf.train.calibrate.NextRun;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.evaluate.ErrorReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Corrects a model by 3 to 30 runs of a machine.",
            "It tells how far the model was from them before, and is after: each run is predicted by a model corrected by the",
            "others."
        },
        footer = {
            "",
            "Example: qeperf harvest results --machine our-cluster.json -o runs.jsonl",
            "         qeperf models calibrate --runs runs.jsonl --name our-cluster",
            "         qeperf predict si.in --machine our-cluster.json --nodes 4 --tasks-per-node 48 --model our-cluster.qeperf"
        })
final class CalibrateCommand implements Runnable {

    private static final int NEXT_RUNS = 3;

    /** A relative change of the error that is less than this is not worth runs. */
    private static final double FLAT = 0.05;

    /** Two-sided normal quantile at 90 %. */
    private static final double QUANTILE_90 = 1.645;

    private static final int VERIFICATION_ROWS = 10;

    @Option(names = "--runs", required = true, paramLabel = "FILE", description = "runs of the machine, from 'harvest'")
    @SuppressWarnings("NullAway.Init")
    private Path runs;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "the model to correct: a name, name@version or file (default: the one for any machine)")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NEW",
            defaultValue = "calibrated",
            description = "name of the corrected model (default: ${DEFAULT-VALUE})")
    private String name = "calibrated";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "where to write it, ends with .qeperf (default: NEW.qeperf)")
    private Optional<Path> output = Optional.empty();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private record Result(
            PortableModel model,
            Calibration calibration,
            Dataset data,
            List<Point> curve,
            List<NextRun> next,
            Path file) {

        /** Whether the last runs still made a difference. */
        boolean wantsMore() {
            if (curve.size() < 2) {
                return true;
            }
            double earlier = Math.log(curve.get(curve.size() - 2).medianFactor());
            double last = Math.log(curve.get(curve.size() - 1).medianFactor());
            return last < (1 - FLAT) * earlier;
        }
    }

    @Override
    public void run() {
        Path file = output.orElse(Path.of(name + ModelShelf.ENDING));
        if (!file.toString().endsWith(ModelShelf.ENDING) || Files.isDirectory(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "cannot write " + file + "; expected a file that ends with " + ModelShelf.ENDING);
        }
        ModelId id = id();
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        PortableModel base = base(models.shelf(extractor, spec.commandLine()));
        RunSet set = RunSet.read(runs);
        Dataset data = Dataset.of(
                set,
                Cleaning.find(Cleaning.ANY_MACHINE),
                RunTarget.SECONDS_PER_SCF_ITERATION,
                extractor,
                base.schema());
        Calibration calibration = Calibration.of(base, data.samples());
        PortableModel corrected = calibration.model(id, set.name(), set.sha256());
        Result result = new Result(
                corrected,
                calibration,
                data,
                calibration.curve(1),
                NextRun.of(calibration, data, extractor, NEXT_RUNS),
                file);
        AtomicFile.write(file, ArtifactWriter.toBytes(corrected, data.samples().spread(VERIFICATION_ROWS)));
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(document(result), out);
        } else {
            print(result, out);
        }
    }

    private ModelId id() {
        try {
            return new ModelId(name, "1");
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private PortableModel base(ModelShelf shelf) {
        if (model.isEmpty()) {
            return shelf.anyMachine();
        }
        if (shelf.find(model.get()) instanceof PortableModel found
                && found.table().isEmpty()
                && found.target().equals(RunTarget.SECONDS_PER_SCF_ITERATION.target())) {
            return found;
        }
        throw new QePerfException("model " + model.get() + " can't be calibrated; expected a model file of "
                + RunTarget.SECONDS_PER_SCF_ITERATION.target().name());
    }

    private static ObjectNode document(Result result) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("model", result.model().model().toString())
                .put("file", result.file().toString());
        document.put("runs_used", result.calibration().runs().size());
        ObjectNode dropped = document.putObject("left_out");
        result.data().dropped().forEach(dropped::put);
        result.calibration().before().asMap().forEach(document.putObject("before")::put);
        result.calibration().after().asMap().forEach(document.putObject("after")::put);
        document.put("interval_90_factor", result.model().interval().factor(0.9));
        ArrayNode curve = document.putArray("curve");
        result.curve()
                .forEach(point -> curve.addObject()
                        .put("runs", point.runs())
                        .put("median_factor", point.medianFactor())
                        .put("factor_90", point.factor90()));
        document.put("more_runs_help", result.wantsMore());
        ArrayNode next = document.putArray("next_runs");
        for (NextRun run : result.next()) {
            next.addObject()
                    .put("system", run.system())
                    .put("like", run.like().origin().source())
                    .put("nodes", run.layout().nodes())
                    .put("tasks_per_node", run.layout().tasksPerNode())
                    .put("pools", run.layout().pools())
                    .put("factor_90", Math.exp(QUANTILE_90 * run.deviation()));
        }
        return document;
    }

    private static void print(Result result, PrintWriter out) {
        out.println(Quantities.counted(result.calibration().runs().size(), "run") + " used");
        result.data().dropped().forEach((reason, count) -> out.println("left out: " + count + " " + reason));
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("", "median factor", "90 % below", "within 2x"));
        table.add(line("before", result.calibration().before()));
        table.add(line("after, each run by the others", result.calibration().after()));
        FormatOption.print(table, out);
        result.curve()
                .forEach(point -> out.println(format(
                        "with %d runs: median factor %.2f, 90 %% below %.2f",
                        point.runs(), point.medianFactor(), point.factor90())));
        out.println(
                result.wantsMore()
                        ? "more runs would help, these most:"
                        : "more runs like these would hardly help; the least known are:");
        for (NextRun run : result.next()) {
            Layout layout = run.layout();
            out.println(format(
                    "  %s, such as %s, on %s x %s with %s: known to a factor of %.2f",
                    run.system(),
                    run.like().origin().source(),
                    Quantities.counted(layout.nodes(), "node"),
                    Quantities.counted(layout.tasksPerNode(), "task"),
                    Quantities.counted(layout.pools(), "pool"),
                    Math.exp(QUANTILE_90 * run.deviation())));
        }
        out.println(format(
                "9 of 10 times are within a factor of %.2f",
                result.model().interval().factor(0.9)));
        out.println("written to " + result.file() + "; use it with 'predict --model " + result.file() + "'");
    }

    private static List<String> line(String name, ErrorReport report) {
        return List.of(
                name,
                format("%.2f", report.medianFactor()),
                format("%.2f", report.factor90()),
                format("%.0f %%", 100 * report.withinTwo()));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
