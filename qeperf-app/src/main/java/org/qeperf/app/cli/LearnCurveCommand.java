package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.train.active.LearningCurve;
import org.qeperf.train.active.Rule;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.figures.Axis;
import org.qeperf.train.figures.Figure;
import org.qeperf.train.figures.Labels;
import org.qeperf.train.figures.Layer;
import org.qeperf.train.figures.Plot;
import org.qeperf.train.figures.Series;
import org.qeperf.train.figures.Tone;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.fit.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "curve",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how errors on unseen systems fall with the number of runs.",
            "It does so for each rule of choosing them: the model is made by the recipe of the shipped one from the first so many",
            "of the chosen runs."
        },
        footer = {"", "Example: qeperf learn curve --runs data/pwx-runs.jsonl.gz --figure curve.svg"})
final class LearnCurveCommand implements Runnable {

    /** What starting a run takes, core-seconds for each that an iteration is predicted to take. */
    private static final double START = 0.1;

    @Option(names = "--runs", required = true, paramLabel = "FILE", description = "runs with their times")
    @SuppressWarnings("NullAway.Init")
    private Path runs;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "20", description = "how often (default: 20)")
    private int seeds = 20;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            defaultValue = "10,20,40,80,160,320",
            description = "numbers of runs, ascending (default: ${DEFAULT-VALUE})")
    private List<Integer> sizes = new ArrayList<>();

    @Option(names = "--figure", paramLabel = "FILE", description = "write a figure, ends with .svg or .png")
    private Optional<Path> figure = Optional.empty();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        check();
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        ModelShelf shelf = new ModelShelf(extractor.schemas(), Optional.empty());
        PortableModel shipped = (PortableModel) shelf.shipped().secondsPerScfIteration();
        Manifest recipe = shipped.manifest();
        Dataset data = Dataset.of(
                RunSet.read(runs),
                Cleaning.find(Cleaning.DEFAULT),
                RunTarget.SECONDS_PER_SCF_ITERATION,
                extractor,
                shipped.schema());
        Fitter fitter = new Fitter(
                Recipe.of(
                        RegressorCatalogue.load(),
                        shipped.schema(),
                        recipe.normalizer(),
                        recipe.algorithm(),
                        recipe.hyperparameters()),
                1);
        PrintWriter err = spec.commandLine().getErr();
        LearningCurve curve = LearningCurve.of(
                data,
                costs(data, extractor, shelf.anyMachine()),
                fitter,
                sizes,
                List.of(Rule.values()),
                seeds,
                (what, done, total) -> err.println(what + " " + done + "/" + total));
        figure.ifPresent(file -> draw(curve, file));
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(document(curve), out);
        } else {
            print(curve, out);
        }
    }

    private void check() {
        boolean ascending = !sizes.isEmpty() && sizes.get(0) >= 3;
        for (int i = 1; i < sizes.size(); i++) {
            ascending &= sizes.get(i) > sizes.get(i - 1);
        }
        if (!ascending) {
            throw new ParameterException(
                    spec.commandLine(), "--sizes is " + sizes + "; expected numbers that ascend, from 3 on");
        }
        if (seeds < 2) {
            throw new ParameterException(spec.commandLine(), "--seeds is " + seeds + "; expected at least 2");
        }
        figure.filter(file ->
                        !file.toString().endsWith(".svg") && !file.toString().endsWith(".png"))
                .ifPresent(file -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "cannot write " + file + "; expected a file that ends with .svg or .png");
                });
    }

    /** By the model of any machine, which knows nothing of these runs. */
    private static double[] costs(Dataset data, FeatureExtractor extractor, PortableModel model) {
        double[] costs = new double[data.size()];
        for (int i = 0; i < costs.length; i++) {
            RunRecord run = data.runs().get(i);
            Layout layout = run.place().nearestLayout().orElseThrow();
            double seconds = model.predict(extractor
                            .restore(run.counts().known().orElseThrow())
                            .features(
                                    model.schema(),
                                    layout,
                                    run.place().machine().orElseThrow()))
                    .value();
            costs[i] = START + seconds * layout.ranks() * layout.threadsPerTask();
        }
        return costs;
    }

    private static void draw(LearningCurve curve, Path file) {
        Plot byRuns = plot(curve, "runs", LearningCurve.Point::runs);
        Plot byCost = plot(curve, "core-seconds of the runs", LearningCurve.Point::coreSeconds);
        Figure figure = Figure.plots("Time of an iteration on unseen systems", List.of(byRuns, byCost));
        AtomicFile.write(file, file.toString().endsWith(".svg") ? figure.svg() : figure.png());
    }

    private static Plot plot(LearningCurve curve, String label, ToDoubleFunction<LearningCurve.Point> across) {
        List<Rule> rules = List.of(Rule.RANDOM, Rule.SPREAD, Rule.GAIN, Rule.GAIN_PER_COST);
        List<String> names = List.of("random", "spread", "gain", "per cost");
        List<Tone> tones = List.of(Tone.QUIET, Tone.THIRD, Tone.MAIN, Tone.OTHER);
        List<Layer> layers = new ArrayList<>();
        double[] x = {Double.POSITIVE_INFINITY, 0};
        double[] y = {Double.POSITIVE_INFINITY, 0};
        for (int r = 0; r < rules.size(); r++) {
            Rule rule = rules.get(r);
            List<LearningCurve.Point> points =
                    curve.points().stream().filter(p -> p.rule() == rule).toList();
            double[] px = points.stream().mapToDouble(across).toArray();
            double[] py = points.stream().mapToDouble(p -> p.medianFactor() - 1).toArray();
            for (int i = 0; i < px.length; i++) {
                x[0] = Math.min(x[0], px[i]);
                x[1] = Math.max(x[1], px[i]);
                y[0] = Math.min(y[0], py[i]);
                y[1] = Math.max(y[1], py[i]);
            }
            layers.add(new Layer(new Series(names.get(r), px, py), Layer.Form.LINE_AND_POINTS, tones.get(r)));
        }
        return new Plot(
                new Labels("", label, "median factor less 1"),
                Axis.logarithmic(Axis.Form.NUMBER, x[0], x[1]),
                Axis.logarithmic(Axis.Form.PERCENT, y[0], y[1]),
                layers);
    }

    private static ObjectNode document(LearningCurve curve) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("seeds", curve.seeds());
        ArrayNode points = document.putArray("points");
        curve.points()
                .forEach(point -> points.addObject()
                        .put("rule", point.rule().word())
                        .put("runs", point.runs())
                        .put("median_factor", point.medianFactor())
                        .put("median_factor_p10", point.lowest())
                        .put("median_factor_p90", point.highest())
                        .put("factor_90", point.factor90())
                        .put("core_seconds", point.coreSeconds()));
        ArrayNode versus = document.putArray("versus_random");
        curve.versus()
                .forEach(one -> versus.addObject()
                        .put("rule", one.rule().word())
                        .put("error_ratio", one.ratio())
                        .put("wins", one.wins())
                        .put("probability", one.probability()));
        return document;
    }

    private static void print(LearningCurve curve, PrintWriter out) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("RULE", "RUNS", "MEDIAN FACTOR", "OF 80 % OF SEEDS", "90 % BELOW", "CORE-SECONDS"));
        for (LearningCurve.Point point : curve.points()) {
            table.add(List.of(
                    point.rule().word(),
                    Integer.toString(point.runs()),
                    format("%.3f", point.medianFactor()),
                    format("%.3f to %.3f", point.lowest(), point.highest()),
                    format("%.2f", point.factor90()),
                    format("%.0f", point.coreSeconds())));
        }
        FormatOption.print(table, out);
        for (LearningCurve.Versus one : curve.versus()) {
            out.println(format(
                    "%s: %.3f times the error of random choice, smaller in %d of %d seeds (p %.2g)",
                    one.rule().word(), one.ratio(), one.wins(), curve.seeds(), one.probability()));
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
