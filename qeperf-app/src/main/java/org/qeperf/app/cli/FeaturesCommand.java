package org.qeperf.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Workload;
import org.qeperf.app.document.FeaturesDocument;
import org.qeperf.app.question.Schemas;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.train.data.RunRecordJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "features",
        mixinStandardHelpOptions = true,
        description = "Counts what pw.x will count: electrons, states, k-points, grids, G-vectors, memory.",
        footer = {"", "Example: qeperf features si.in --pseudo-dir pseudo --schema thesis-14 --tasks-per-node 4"})
final class FeaturesCommand implements Runnable {

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private LayoutOptions layout = new LayoutOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description =
                    "also the feature row of a schema, for the layout given: one of docs/features.md, such as qeperf-2")
    private Optional<String> schema = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        Optional<FeatureSchema> wanted = schema.map(name -> schema(extractor, name));
        Workload workload = extractor.read(input.files(spec.commandLine()));
        Optional<FeatureVector> row = wanted.map(s -> workload.features(
                s,
                layout.layout(spec.commandLine()),
                layout.destination(spec.commandLine()).machine()));
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(FeaturesDocument.of(workload, row), out);
            return;
        }
        List<List<String>> table = new ArrayList<>();
        RunRecordJson.write(workload.counts())
                .properties()
                .forEach(entry ->
                        table.add(List.of(entry.getKey(), entry.getValue().toString())));
        FormatOption.print(table, out);
        row.ifPresent(vector -> {
            out.println();
            FormatOption.print(values(vector), out);
        });
        for (Diagnostic warning : workload.warnings()) {
            spec.commandLine().getErr().println(warning);
        }
    }

    private FeatureSchema schema(FeatureExtractor extractor, String name) {
        try {
            return Schemas.find(extractor, name);
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, spec.commandLine());
        }
    }

    private static List<List<String>> values(FeatureVector row) {
        List<List<String>> rows = new ArrayList<>();
        for (FeatureSpec feature : row.schema().features()) {
            rows.add(List.of(feature.name(), Double.toString(row.get(feature.name())), feature.unit()));
        }
        return rows;
    }
}
