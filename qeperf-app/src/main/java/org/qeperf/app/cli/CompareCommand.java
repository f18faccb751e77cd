package org.qeperf.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.train.compare.Comparison;
import org.qeperf.train.compare.Protocol;
import org.qeperf.train.compare.ThesisFigures;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.exchange.MlflowRuns;
import org.qeperf.train.figures.Figure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Trains and measures models as a published protocol does, and beside it as qeperf does.",
            "The protocol thesis: 14 features, the time over the complexity n_el^3 n_k / n_cores, linear regression (LR),",
            "kernel ridge regression (KRR), a network (FCNN) and a random forest (RF), one row in five held out at random.",
            "It prints the errors, then what changes where whole systems are held out and with qeperf's features and target,",
            "and draws the figures 4.1 to 4.3 of the thesis. The network is trained 23 times, which takes minutes."
        },
        footer = {"", "Example: qeperf compare --protocol thesis --data data/pwx-runs.jsonl.gz"})
final class CompareCommand implements Runnable {

    private static final String FIGURES = "thesis-figures";

    @Option(names = "--protocol", required = true, paramLabel = "PROTOCOL", description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init")
    private Protocol protocol;

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "a run file (.jsonl, .jsonl.gz)")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--rules",
            paramLabel = "RULES",
            defaultValue = Cleaning.DEFAULT,
            description = "cleaning that decides which runs to keep (default: ${DEFAULT-VALUE})")
    private String rules = Cleaning.DEFAULT;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "where all chance comes from (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description = "folder to write the figures to, PNG and SVG (default: " + FIGURES + " where you are)")
    private @Nullable Path figures;

    @Option(names = "--no-figures", description = "draw no figures")
    private boolean noFigures;

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Cleaning cleaning() {
        try {
            return Cleaning.find(rules);
        } catch (TrainingException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    @Override
    public void run() {
        mlflow.check(spec.commandLine());
        Cleaning cleaning = cleaning();
        Path folder = figures == null ? Path.of(FIGURES) : figures;
        if (noFigures) {
            if (figures != null) {
                throw new ParameterException(
                        spec.commandLine(), "--figures and --no-figures contradict each other; expected one of them");
            }
        } else {
            requireFolder(folder);
            Figure.requireFonts();
        }
        RunSet runs = RunSet.read(data);
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        PrintWriter err = spec.commandLine().getErr();
        Comparison comparison = Comparison.of(
                protocol.plan(extractor),
                runs,
                cleaning,
                new Comparison.Tools(extractor, RegressorCatalogue.load()),
                seed,
                (what, done, total) -> err.println(what + " " + (done + 1) + " of " + total));
        mlflow.log(
                "compare " + comparison.protocol(),
                (started, ended) -> MlflowRuns.comparison(comparison, started, ended),
                spec.commandLine());
        List<Path> files = noFigures ? List.of() : ThesisFigures.write(comparison, folder);
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(CompareReport.document(comparison, files), out);
        } else {
            CompareReport.print(comparison, files, out);
        }
    }

    /** Found out before minutes of training. */
    private void requireFolder(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "--figures is " + folder + ", which is a file; expected a folder");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
