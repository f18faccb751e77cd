package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.train.active.EffectiveSpeedup;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.fit.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "speedup",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what predictions are worth if each stands for a run.",
            "This is the effective speedup of Fox and Jha. Times of runs come from their records; training and prediction are timed",
            "here."
        },
        footer = {"", "Example: qeperf learn speedup --runs data/pwx-runs.jsonl.gz"})
final class LearnSpeedupCommand implements Runnable {

    private static final double[] LOOKUPS = {0, 100, 1e3, 1e4, 1e5, 1e6, 1e9};
    private static final int ROUNDS = 3;
    private static final double NANO = 1e-9;

    @Option(names = "--runs", required = true, paramLabel = "FILE", description = "the runs that are learnt from")
    @SuppressWarnings("NullAway.Init")
    private Path runs;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "a model whose recipe is trained: a name, name@version or file (default: the shipped one of the time"
                            + " of an iteration)")
    private Optional<String> model = Optional.empty();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        ModelShelf shelf = models.shelf(extractor, spec.commandLine());
        PortableModel asked = model(shelf);
        RunTarget target = RunTarget.find(asked.target().name());
        Dataset data =
                Dataset.of(RunSet.read(runs), Cleaning.find(Cleaning.DEFAULT), target, extractor, asked.schema());
        List<RunRecord> timed = data.runs().stream()
                .filter(run -> run.times().totalWall().isPresent())
                .toList();
        if (timed.isEmpty()) {
            throw new QePerfException("no run of " + runs + " tells its wall time; expected runs with times");
        }
        double wall = timed.stream()
                .mapToDouble(run -> run.times().totalWall().getAsDouble())
                .average()
                .orElseThrow();
        double cores = timed.stream()
                .mapToDouble(run -> run.times().totalWall().getAsDouble() * cores(run))
                .average()
                .orElseThrow();
        EffectiveSpeedup speedup = new EffectiveSpeedup(
                cores,
                wall,
                training(data, asked.manifest()) / data.size(),
                lookup(data, extractor, asked),
                data.size());
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(document(asked, speedup), out);
        } else {
            print(asked, speedup, out);
        }
    }

    private PortableModel model(ModelShelf shelf) {
        if (model.isEmpty()) {
            return (PortableModel) shelf.shipped().secondsPerScfIteration();
        }
        if (shelf.find(model.get()) instanceof PortableModel found
                && found.table().isEmpty()) {
            return found;
        }
        throw new QePerfException(
                "model " + model.get() + " was not trained on pw.x runs; expected a model file of theirs");
    }

    private static int cores(RunRecord run) {
        int threads = Math.max(1, run.place().layout().threads().orElse(1));
        return threads * run.place().layout().ranks().orElse(1);
    }

    /** The shortest of a few trainings, without cross-validation. */
    private static double training(Dataset data, Manifest recipe) {
        Fitter fitter = new Fitter(
                Recipe.of(
                        RegressorCatalogue.load(),
                        data.schema(),
                        recipe.normalizer(),
                        recipe.algorithm(),
                        recipe.hyperparameters()),
                1);
        double shortest = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            fitter.fit(data.samples(), Progress.SILENT);
            shortest = Math.min(shortest, NANO * (System.nanoTime() - begin));
        }
        return shortest;
    }

    /** From counts to a prediction with its interval, in the mean over all runs; the shortest of a few rounds. */
    private static double lookup(Dataset data, FeatureExtractor extractor, PortableModel model) {
        double shortest = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (RunRecord run : data.runs()) {
                model.predict(extractor
                        .restore(run.counts().known().orElseThrow())
                        .features(
                                model.schema(),
                                run.place().nearestLayout().orElseThrow(),
                                run.place().machine().orElseThrow()));
            }
            shortest = Math.min(shortest, NANO * (System.nanoTime() - begin) / data.size());
        }
        return shortest;
    }

    private static ObjectNode document(PortableModel model, EffectiveSpeedup speedup) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("model", model.model().toString())
                .put("runs", speedup.runs())
                .put("sequential_seconds", speedup.sequentialSeconds())
                .put("run_seconds", speedup.runSeconds())
                .put("learn_seconds", speedup.learnSeconds())
                .put("lookup_seconds", speedup.lookupSeconds())
                .put("without_model", speedup.withoutModel())
                .put("limit", speedup.limit());
        ArrayNode at = document.putArray("at");
        for (double lookups : LOOKUPS) {
            at.addObject().put("lookups", Math.round(lookups)).put("speedup", speedup.at(lookups));
        }
        return document;
    }

    private static void print(PortableModel model, EffectiveSpeedup speedup, PrintWriter out) {
        FormatOption.print(
                List.of(
                        List.of("model", model.model().toString()),
                        List.of("runs learnt from", Long.toString(speedup.runs())),
                        List.of("one run on one core, mean", shown("%.3f s", speedup.sequentialSeconds())),
                        List.of("one run as it was made, mean", shown("%.3f s", speedup.runSeconds())),
                        List.of("training, for each run", shown("%.2e s", speedup.learnSeconds())),
                        List.of("one prediction from counts", shown("%.2e s", speedup.lookupSeconds())),
                        List.of("without predictions", shown("%.2f x", speedup.withoutModel()))),
                out);
        for (double lookups : LOOKUPS) {
            out.println(shown("with %.0f predictions: %.3g x", lookups, speedup.at(lookups)));
        }
        out.println(shown("with ever more: %.3g x, if each prediction stands for a run", speedup.limit()));
    }

    private static String shown(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
