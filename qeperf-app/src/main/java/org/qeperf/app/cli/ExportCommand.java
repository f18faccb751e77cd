package org.qeperf.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.exchange.OpenMl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the rows of a run set as OpenML takes them.",
            "These are the table (data.arff), its description, the division into folds by system (splits.arff) and, with --model,",
            "the predictions of a model (predictions.arff)."
        },
        footer = {"", "Example: qeperf data export runs.jsonl --schema qeperf-1 --licence CC-BY-4.0 -o openml"})
final class ExportCommand implements Runnable {

    @Parameters(paramLabel = "FILE", description = "a run file")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--schema", required = true, paramLabel = "NAME", description = "columns of the rows")
    private String schemaName = "";

    @Option(
            names = "--target",
            paramLabel = "NAME",
            defaultValue = "seconds_per_scf_iteration",
            description = "what is to be predicted (default: ${DEFAULT-VALUE})")
    private String targetName = "";

    @Option(
            names = "--rules",
            paramLabel = "RULES",
            defaultValue = Cleaning.DEFAULT,
            description = "cleaning that decides which runs to keep (default: ${DEFAULT-VALUE})")
    private String rules = Cleaning.DEFAULT;

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "5",
            description = "folds of the division (default: ${DEFAULT-VALUE})")
    private int folds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "of the division (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "qeperf-runs",
            description = "name of the data set (default: ${DEFAULT-VALUE})")
    private String name = "";

    @Option(names = "--licence", paramLabel = "NAME", description = "licence of the data, such as CC-BY-4.0")
    private Optional<String> licence = Optional.empty();

    @Option(names = "--creator", paramLabel = "NAME", description = "who made the data; may be repeated")
    private List<String> creators = new ArrayList<>();

    @Option(names = "--model", paramLabel = "FILE", description = "a model file (.qeperf) to predict the rows with")
    private @Nullable Path modelFile;

    @Option(names = "-o", required = true, paramLabel = "DIR", description = "folder to write to")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        RunSet set = RunSet.read(file);
        OpenMl.Source source = source(set);
        FeatureSchema schema = schema(extractor);
        Dataset data = Dataset.of(set, Cleaning.find(rules), target(), extractor, schema);
        OpenMl exported = OpenMl.of(data, source);
        Map<String, String> files = new LinkedHashMap<>(exported.files());
        if (modelFile != null) {
            files.put("predictions.arff", exported.predictions(model(modelFile, extractor, data, set)));
        }
        OpenMl.write(files, folder);
        spec.commandLine()
                .getErr()
                .println(Quantities.counted(data.size(), "row") + " of " + Quantities.counted(data.systems(), "system")
                        + " in " + folder + "; left out: " + data.dropped());
    }

    private OpenMl.Source source(RunSet set) {
        try {
            return new OpenMl.Source(name, set.name(), set.sha256(), rules, folds, seed, licence, creators);
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, spec.commandLine());
        }
    }

    private RunTarget target() {
        try {
            return RunTarget.find(targetName);
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, spec.commandLine());
        }
    }

    private FeatureSchema schema(FeatureExtractor extractor) {
        return extractor.schemas().stream()
                .filter(one -> one.name().equals(schemaName))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no schema " + InputException.quote(schemaName) + "; expected one of "
                                + String.join(
                                        ", ",
                                        extractor.schemas().stream()
                                                .map(FeatureSchema::name)
                                                .toList())));
    }

    private PortableModel model(Path path, FeatureExtractor extractor, Dataset data, RunSet set) {
        PortableModel model = ArtifactReader.read(path, extractor.schemas());
        if (!model.schema().name().equals(schemaName) || !model.target().name().equals(targetName)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "model " + model.model() + " predicts " + model.target().name() + " of "
                            + model.schema().name() + "; expected " + targetName + " of " + schemaName);
        }
        if (model.manifest().training().datasetSha256().equals(set.sha256())) {
            spec.commandLine()
                    .getErr()
                    .println("note: model " + model.model()
                            + " has learnt from this file, so its predictions do not tell"
                            + " its error on other systems");
        }
        return model;
    }
}
