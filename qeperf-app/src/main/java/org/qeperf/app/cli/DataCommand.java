package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.PublicRuns;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunSetSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Describes, cleans, imports and exports run sets: files of run records, also compressed (.gz).",
        subcommands = ExportCommand.class,
        footer = {"", "Example: qeperf data describe runs.jsonl"})
final class DataCommand implements Runnable {

    private static final String PUBLIC_RUNS = "public-runs";
    private static final int MOST_SHOWN = 8;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected one of: describe, clean, import, export");
    }

    @Command(name = "describe", mixinStandardHelpOptions = true, description = "Shows what a run set holds.")
    void describe(
            @Parameters(paramLabel = "FILE", description = "a run file") Path file,
            @Option(
                            names = "--rules",
                            paramLabel = "RULES",
                            defaultValue = Cleaning.DEFAULT,
                            description = "cleaning to show the effect of (default: ${DEFAULT-VALUE})")
                    String rules,
            @Mixin FormatOption format) {
        Cleaning cleaning = Cleaning.find(rules);
        RunSet set = RunSet.read(file);
        RunSetSummary summary = RunSetSummary.of(set);
        Cleaning.Result clean = cleaning.apply(set.runs(), InputOptions.CODE);
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(json(set, summary, cleaning, clean), out);
        } else {
            out.println(set.name() + ": " + Quantities.counted(summary.runs(), "run") + " of "
                    + Quantities.counted(summary.systems(), "system") + " with "
                    + Quantities.counted(summary.elements().size(), "element") + ", " + summary.ok()
                    + " of them converged");
            FormatOption.print(table(summary, cleaning, clean), out);
        }
    }

    @Command(name = "clean", mixinStandardHelpOptions = true, description = "Writes the runs that a cleaning keeps.")
    void clean(
            @Parameters(paramLabel = "FILE", description = "a run file") Path file,
            @Option(
                            names = "--rules",
                            required = true,
                            paramLabel = "RULES",
                            description = "default, thesis, native, balanced or any-machine, or several joined by +")
                    String rules,
            @Option(names = "-o", required = true, paramLabel = "OUT", description = "run file to write") Path output) {
        Cleaning cleaning = Cleaning.find(rules);
        RunSet set = RunSet.read(file);
        Cleaning.Result clean = cleaning.apply(set.runs(), InputOptions.CODE);
        if (clean.kept().isEmpty()) {
            throw new QePerfException("no run of " + set.name() + " is kept, so " + output + " was not written");
        }
        RunSet.write(output, clean.kept());
        PrintWriter err = spec.commandLine().getErr();
        err.println(Quantities.counted(clean.kept().size(), "run") + " in " + output + ", "
                + (set.runs().size() - clean.kept().size()) + " left out");
        clean.dropped().forEach((reason, n) -> err.println("  " + n + " " + reason));
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Makes run records of a table of runs in another form.")
    void importTable(
            @Parameters(
                            paramLabel = "FORM",
                            description = "public-runs: figures of pw.x runs in public repositories (runs.csv)")
                    String form,
            @Parameters(paramLabel = "FILE", description = "the table") Path file,
            @Option(names = "-o", required = true, paramLabel = "OUT", description = "run file to write") Path output) {
        if (!form.equals(PUBLIC_RUNS)) {
            throw new ParameterException(
                    spec.commandLine(), "unknown form " + InputException.quote(form) + "; expected " + PUBLIC_RUNS);
        }
        List<RunRecord> runs = PublicRuns.read(file);
        RunSet.write(output, runs);
        spec.commandLine().getErr().println(Quantities.counted(runs.size(), "run") + " in " + output);
    }

    private static ObjectNode json(RunSet set, RunSetSummary summary, Cleaning cleaning, Cleaning.Result clean) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("file", set.name())
                .put("sha256", set.sha256())
                .put("runs", summary.runs())
                .put("ok", summary.ok())
                .put("failed", summary.runs() - summary.ok())
                .put("systems", summary.systems())
                .put("elements", summary.elements().size());
        summary.elements().forEach(document.putArray("element_list")::add);
        summary.tallies().forEach((key, tally) -> tally.forEach(document.withObjectProperty(key)::put));
        document.put("disturbed", summary.disturbed()).put("gpu", summary.gpu());
        summary.quantiles().forEach((key, quantiles) -> put(document.putObject(key), quantiles));
        ObjectNode repeats = document.putObject("repeats")
                .put("groups", summary.repeats().groups())
                .put("runs", summary.repeats().runs());
        summary.repeats()
                .noise()
                .ifPresentOrElse(noise -> put(repeats.putObject("noise"), noise), () -> repeats.putNull("noise"));
        ObjectNode cleaned = document.putObject("cleaning")
                .put("rules", cleaning.name())
                .put("kept", clean.kept().size());
        clean.dropped().forEach(cleaned.putObject("dropped")::put);
        return document;
    }

    private static void put(ObjectNode object, RunSetSummary.Quantiles quantiles) {
        object.put("count", quantiles.count())
                .put("min", quantiles.lowest())
                .put("q10", quantiles.lowDecile())
                .put("median", quantiles.median())
                .put("q90", quantiles.highDecile())
                .put("max", quantiles.highest());
    }

    private static List<List<String>> table(RunSetSummary summary, Cleaning cleaning, Cleaning.Result clean) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("elements", String.join(" ", summary.elements())));
        summary.tallies().forEach((key, tally) -> table.add(List.of(key.replace('_', ' '), largest(tally))));
        table.add(List.of("disturbed", Integer.toString(summary.disturbed())));
        table.add(List.of("on graphics processors", Integer.toString(summary.gpu())));
        summary.quantiles().forEach((key, quantiles) -> table.add(List.of(key.replace('_', ' '), text(quantiles))));
        table.add(List.of(
                "repeats",
                Quantities.counted(summary.repeats().runs(), "run") + " in "
                        + Quantities.counted(summary.repeats().groups(), "group")
                        + summary.repeats()
                                .noise()
                                .map(noise -> String.format(
                                        Locale.ROOT,
                                        ", slowest and fastest differ by %.1f %% (median), %.1f %% (one in ten)",
                                        100 * noise.median(),
                                        100 * noise.highDecile()))
                                .orElse("")));
        table.add(List.of("cleaning " + cleaning.name(), clean.kept().size() + " kept"));
        clean.dropped().forEach((reason, n) -> table.add(List.of("", n + " " + reason)));
        return table;
    }

    private static String largest(Map<String, Integer> tally) {
        String shown = tally.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_SHOWN)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining("; "));
        return tally.size() > MOST_SHOWN ? shown + "; and " + (tally.size() - MOST_SHOWN) + " more" : shown;
    }

    private static String text(RunSetSummary.Quantiles quantiles) {
        return String.format(
                Locale.ROOT,
                "%.4g to %.4g, median %.4g, 80 %% from %.4g to %.4g",
                quantiles.lowest(),
                quantiles.highest(),
                quantiles.median(),
                quantiles.lowDecile(),
                quantiles.highDecile());
    }
}
