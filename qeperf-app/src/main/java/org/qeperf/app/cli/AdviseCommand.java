package org.qeperf.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.app.document.AdviceDocument;
import org.qeperf.app.question.LayoutSearch;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.models.RunModels;
import org.qeperf.train.figures.Figure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "advise",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the layout to ask for: nodes, tasks, threads, pools and linear algebra group.",
            "All layouts that the machine allows are looked at; the best are listed, with why the first is the best."
        },
        footer = {
            "",
            "Example: two hours, which resources? The cheapest that are enough:",
            "  qeperf advise si.in --pseudo-dir pseudo --machine cluster.json --max-time 2h --objective cost"
        })
final class AdviseCommand implements Runnable {

    private static final String PNG = ".png";
    private static final String SVG = ".svg";

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private AdviseOptions options = new AdviseOptions();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--top", paramLabel = "N", defaultValue = "10", description = "layouts to list (default: 10)")
    private int top = 10;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "a model's name, name@version or file (default: the one that ships with qeperf)")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description =
                    "draw time, efficiency, nodes and pools, and the Pareto front into this file (*.png or *.svg)")
    private Optional<Path> plot = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        Destination destination = options.destination(spec.commandLine());
        LayoutSearch search = options.search(spec.commandLine());
        AdviceRequest request = options.request(destination, top, Objective.TIME, spec.commandLine());
        plot.ifPresent(this::requirePicture);
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        ModelShelf shelf = models.shelf(extractor, spec.commandLine());
        RunModels shipped =
                shelf.shipped(request.machine(), request.bounds().nodes().most());
        RunModels chosen = model.map(name -> registry.find(name, shelf, extractor))
                .map(shipped::withTime)
                .orElse(shipped);
        RunPredictor predictor = new RunPredictor(extractor, chosen);
        Advice advice = new Advisor(predictor)
                .advise(predictor.read(input.files(spec.commandLine())), request)
                .with(search.reasons(destination), search.warnings(destination));
        plot.ifPresent(file -> draw(advice, file));
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(AdviceDocument.of(advice), out);
        } else {
            AdviceTable.print(advice, out);
            plot.ifPresent(file -> out.println("written to " + file));
            advice.warnings()
                    .forEach(w -> spec.commandLine().getErr().println(w.contains(": warning: ") ? w : "warning: " + w));
        }
    }

    /** Found out before the search. */
    private void requirePicture(Path file) {
        if (!isSvg(file) && !file.toString().endsWith(PNG)) {
            throw new ParameterException(
                    spec.commandLine(), "--plot is " + file + "; expected a file that ends with " + PNG + " or " + SVG);
        }
        Figure.requireFonts();
    }

    private static void draw(Advice advice, Path file) {
        Figure figure = AdviceFigure.of(advice);
        AtomicFile.write(file, isSvg(file) ? figure.svg() : figure.png());
    }

    private static boolean isSvg(Path file) {
        return file.toString().endsWith(SVG);
    }
}
