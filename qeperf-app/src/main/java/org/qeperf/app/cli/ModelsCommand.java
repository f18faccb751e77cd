package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.ProviderException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.app.document.ModelsDocument;
import org.qeperf.onnx.OnnxExport;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.RegistryEvent;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {
            "Shows models and algorithms, and keeps the registry of models that answer.",
            "It also fits a model to a machine. See docs/registry.md and docs/machines.md."
        },
        subcommands = {CalibrateCommand.class, CompareModelsCommand.class},
        footer = {
            "",
            "Example: qeperf models list",
            "         qeperf models calibrate --runs cluster.jsonl --name cluster",
            "         qeperf models register cluster.qeperf",
            "         qeperf models compare pw-scf-any-machine cluster@1 --runs newer.jsonl",
            "         qeperf models promote cluster@1 --machine cluster --reason 'closer on the runs of May'",
            "         qeperf models rollback seconds_per_scf_iteration --machine cluster --reason 'too slow since the update'"
        })
final class ModelsCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ONNX = ".onnx";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "expected one of: list, show, explain, export, algorithms, calibrate, register, promote, rollback, withdraw,"
                        + " history, compare");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the models at hand, and those of the registry with their aliases.")
    void list(@Mixin ModelOptions models, @Mixin RegistryOption registry, @Mixin FormatOption format) {
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        ModelList list = new ModelList(models.shelf(extractor, spec.commandLine()), registry.served(extractor));
        list.problems().forEach(spec.commandLine().getErr()::println);
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(list.document(), out);
        } else {
            list.print(out);
        }
    }

    @Command(
            name = "register",
            mixinStandardHelpOptions = true,
            description = {"Adds a model to the registry.", "Its content never changes; it answers once it is promoted."
            })
    void register(
            @Parameters(paramLabel = "FILE", description = "a model file (.qeperf)") Path file,
            @Option(
                            names = "--origin",
                            paramLabel = "TEXT",
                            description = "where it comes from, in one line (default: the name of the file)")
                    Optional<String> origin,
            @Mixin RegistryOption option,
            @Mixin FormatOption format) {
        ModelRegistry registry = option.open(Extractors.find(InputOptions.CODE));
        ModelVersion version = RegistryChanges.register(registry, file, origin);
        report(
                version,
                registry.current(),
                "registered " + version.model() + " of " + version.target().name() + ", SHA-256 " + version.sha256()
                        + "; 'qeperf models promote " + version.model() + " --machine M --reason TEXT' makes it answer",
                format);
    }

    @Command(
            name = "promote",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a registered or shipped model the champion of its quantity on a machine.",
                "The champion answers. A service that runs on the same data folder follows within a second."
            })
    void promote(
            @Parameters(paramLabel = "NAME@VERSION", description = "the model") String model,
            @Mixin SlotOption slot,
            @Option(
                            names = "--challenger",
                            description = "make it the challenger: it predicts beside the champion, to be compared")
                    boolean challenger,
            @Mixin RegistryOption option,
            @Mixin FormatOption format) {
        ModelRegistry registry = option.open(Extractors.find(InputOptions.CODE));
        ModelVersion version = RegistryChanges.version(registry, model, spec.commandLine());
        Slot place = slot.slot(version.target(), spec.commandLine());
        Alias alias = challenger ? Alias.CHALLENGER : Alias.CHAMPION;
        registry.assign(place, alias, version.model(), slot.reason());
        report(
                version,
                registry.current(),
                version.model() + " is the " + (challenger ? "challenger" : "champion") + " of "
                        + RegistryOption.words(place),
                format);
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = {
                "Undoes the last promotion on a machine, or the last withdrawal of a champion.",
                "Done again, it goes further back."
            })
    void rollback(
            @Parameters(paramLabel = "TARGET", description = "the quantity, such as seconds_per_scf_iteration")
                    String target,
            @Mixin SlotOption slot,
            @Mixin RegistryOption option,
            @Mixin FormatOption format) {
        Slot place = slot.slot(target, spec.commandLine());
        ModelRegistry registry = option.open(Extractors.find(InputOptions.CODE));
        answers(place, registry.rollBack(place, slot.reason()), registry, format);
    }

    @Command(
            name = "withdraw",
            mixinStandardHelpOptions = true,
            description = {
                "Takes the champion of a machine away, or the challenger.",
                "Without a champion the one of any machine answers, or the shipped one."
            })
    void withdraw(
            @Parameters(paramLabel = "TARGET", description = "the quantity, such as seconds_per_scf_iteration")
                    String target,
            @Mixin SlotOption slot,
            @Option(names = "--challenger", description = "take the challenger away instead") boolean challenger,
            @Mixin RegistryOption option,
            @Mixin FormatOption format) {
        Slot place = slot.slot(target, spec.commandLine());
        ModelRegistry registry = option.open(Extractors.find(InputOptions.CODE));
        registry.withdraw(place, challenger ? Alias.CHALLENGER : Alias.CHAMPION, slot.reason());
        answers(place, registry.current().answering(place), registry, format);
    }

    private void answers(Slot place, ModelVersion version, ModelRegistry registry, FormatOption format) {
        String shipped = RegistryChanges.isOwn(place, registry.current())
                ? version.model().toString()
                : "what ships with qeperf";
        report(version, registry.current(), RegistryOption.words(place) + ": " + shipped + " answers", format);
    }

    private void report(ModelVersion version, ServedModels served, String text, FormatOption format) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(ModelsDocument.of(version, served), out);
        } else {
            out.println(text);
        }
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Shows what was registered, promoted, rolled back and withdrawn, when and why.")
    void history(@Mixin RegistryOption option, @Mixin FormatOption format) {
        List<RegistryEvent> history =
                option.open(Extractors.find(InputOptions.CODE)).history();
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(ModelsDocument.history(history), out);
        } else {
            FormatOption.print(RegistryChanges.table(history), out);
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows what a model file says of itself.")
    void show(
            @Parameters(paramLabel = "NAME", description = "a model's name, name@version or file") String name,
            @Mixin ModelOptions models,
            @Mixin RegistryOption registry,
            @Mixin FormatOption format) {
        PortableModel model = modelFile(name, models, registry);
        ObjectNode manifest = JSON.valueToTree(model.manifest());
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(manifest, out);
            return;
        }
        ObjectNode training = (ObjectNode) manifest.remove("training");
        List<List<String>> table = new ArrayList<>();
        manifest.properties()
                .forEach(e -> table.add(List.of(e.getKey(), e.getValue().toString())));
        training.properties()
                .forEach(e -> table.add(List.of(e.getKey(), e.getValue().toString())));
        FormatOption.print(table, out);
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {
                "Writes a model as ONNX, for programs in other languages.",
                "The graph takes raw features; 'predict --model FILE' reads it too."
            })
    void export(
            @Parameters(index = "0", paramLabel = "NAME", description = "a model's name, name@version or file")
                    String name,
            @Parameters(index = "1", paramLabel = "FILE", description = "where to; ends with .onnx") Path file,
            @Mixin ModelOptions models,
            @Mixin RegistryOption registry) {
        if (!file.toString().endsWith(ONNX) || Files.isDirectory(file)) {
            throw new ParameterException(
                    spec.commandLine(), "cannot write " + file + "; expected a file that ends with " + ONNX);
        }
        AtomicFile.write(file, OnnxExport.toBytes(modelFile(name, models, registry)));
    }

    /** A model with its manifest, which other formats don't have. */
    private PortableModel modelFile(String name, ModelOptions models, RegistryOption registry) {
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        RuntimePredictor found = registry.find(name, models.shelf(extractor, spec.commandLine()), extractor);
        if (found instanceof PortableModel model) {
            return model;
        }
        throw new QePerfException("model " + found.model() + " of " + name
                + " has no manifest; expected a model file that ends with " + ModelShelf.ENDING);
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description = {
                "Shows what a model relies on, feature by feature.",
                "importance: share of what the splits of its trees gained in training. permutation: growth of the mean",
                "absolute log error on unseen systems when the feature is shuffled. coefficient: of a linear model, in the",
                "form in which it sees the feature. cost: seconds per unit in the law that the target was divided by.",
                "A linear model also shows its formula in the units of the data, numbers to six digits (JSON has all)."
            })
    void explain(
            @Parameters(paramLabel = "NAME", description = "a model's name, name@version or file") String name,
            @Mixin ModelOptions models,
            @Mixin RegistryOption registry,
            @Mixin FormatOption format) {
        InsightView view = InsightView.of(modelFile(name, models, registry));
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(view.document(), out);
        } else {
            view.print(out);
        }
    }

    @Command(
            name = "algorithms",
            mixinStandardHelpOptions = true,
            description = {
                "Lists the algorithms that can train models, with their settings.",
                "Of each setting: the default, what it does, what is allowed, what a search tries, and whether it counts the steps",
                "that can be added to a trained model."
            })
    void algorithms(@Mixin FormatOption format) {
        RegressorCatalogue catalogue = RegressorCatalogue.load();
        PrintWriter out = spec.commandLine().getOut();
        for (ProviderException e : catalogue.unavailable()) {
            spec.commandLine().getErr().println(e.getMessage());
        }
        if (format.isJson()) {
            FormatOption.print(AlgorithmList.document(catalogue), out);
        } else {
            AlgorithmList.print(catalogue, out);
        }
    }
}
