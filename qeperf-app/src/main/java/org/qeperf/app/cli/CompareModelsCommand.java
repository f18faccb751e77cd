package org.qeperf.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.app.document.ModelComparisonDocument;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.evaluate.PairedComparison;
import org.qeperf.train.evaluate.PairedComparison.Side;
import org.qeperf.train.evaluate.PairedComparison.SystemErrors;
import org.qeperf.train.evaluate.SignedRank;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Asks two models of one quantity about the same finished runs, and says which is closer.",
            "Take runs that neither has learnt from. p: how likely so clear a difference is by chance (Wilcoxon's signed-rank",
            "test); runs of a system are alike, so believe the p over systems."
        },
        footer = {"", "Example: qeperf models compare pw-scf-any-machine mine@2 --runs new.jsonl --machine cluster"})
final class CompareModelsCommand implements Runnable {

    @Parameters(index = "0", paramLabel = "A", description = "a model's name, name@version or file")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "another of the same quantity")
    private String second = "";

    @Option(names = "--runs", required = true, paramLabel = "FILE", description = "run records, from 'harvest'")
    @SuppressWarnings("NullAway.Init")
    private Path runs;

    @Option(names = "--machine", paramLabel = "M", description = "only runs of this machine (default: all)")
    private Optional<String> machine = Optional.empty();

    @Option(
            names = "--rules",
            paramLabel = "RULES",
            defaultValue = Cleaning.DEFAULT,
            description = "cleaning that decides which runs to keep (default: ${DEFAULT-VALUE})")
    private String rules = Cleaning.DEFAULT;

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        Cleaning cleaning = cleaning();
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        ModelShelf shelf = models.shelf(extractor, spec.commandLine());
        PortableModel a = model(first, shelf, extractor);
        PortableModel b = model(second, shelf, extractor);
        PairedComparison comparison = PairedComparison.of(runs(), cleaning, extractor, a, b);
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(ModelComparisonDocument.of(comparison), out);
        } else {
            print(comparison, out);
        }
    }

    private Cleaning cleaning() {
        try {
            return Cleaning.find(rules);
        } catch (TrainingException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private PortableModel model(String reference, ModelShelf shelf, FeatureExtractor extractor) {
        if (registry.find(reference, shelf, extractor) instanceof PortableModel found
                && found.table().isEmpty()) {
            return found;
        }
        throw new QePerfException("model " + reference + " can't be asked about runs; expected a model file of runs");
    }

    private RunSet runs() {
        RunSet all = RunSet.read(runs);
        if (machine.isEmpty()) {
            return all;
        }
        RunSet own = new RunSet(
                all.name(),
                all.sha256(),
                all.runs().stream()
                        .filter(run -> run.place()
                                .machine()
                                .filter(m -> m.name().equalsIgnoreCase(machine.get()))
                                .isPresent())
                        .toList());
        if (own.runs().isEmpty()) {
            throw new TrainingException(
                    "no run of " + all.name() + " is of machine " + machine.get() + "; expected another --machine");
        }
        return own;
    }

    private static void print(PairedComparison comparison, PrintWriter out) {
        out.println(comparison.target().target().name() + " of " + Quantities.counted(comparison.runs(), "run") + " of "
                + Quantities.counted(comparison.systems().size(), "system"));
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("MODEL", "MEDIAN FACTOR", "90 % BELOW", "MAPE", "WITHIN 25 %", "IN 90 % INTERVAL"));
        for (Side side : List.of(comparison.first(), comparison.second())) {
            table.add(List.of(
                    side.model().toString(),
                    format("%.3f", side.errors().medianFactor()),
                    format("%.2f", side.errors().factor90()),
                    format("%.1f %%", 100 * side.errors().mape()),
                    format("%.0f %%", 100 * side.within25()),
                    format("%.0f %%", 100 * side.coverage())));
        }
        FormatOption.print(table, out);
        out.println("p over runs " + p(comparison.overRuns()) + ", over systems " + p(comparison.overSystems()));
        out.println();
        List<List<String>> systems = new ArrayList<>();
        systems.add(List.of(
                "SYSTEM",
                "RUNS",
                comparison.first().model().toString(),
                comparison.second().model().toString()));
        for (SystemErrors system : comparison.systems()) {
            systems.add(List.of(
                    system.system(),
                    Integer.toString(system.runs()),
                    format("%.3f", system.first()),
                    format("%.3f", system.second())));
        }
        FormatOption.print(systems, out);
        comparison.dropped().forEach((reason, count) -> out.println("left out: " + count + " " + reason));
    }

    private static String p(SignedRank test) {
        return format("%.2g", test.pValue()) + " (" + Quantities.counted(test.pairs(), "pair") + ")";
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
