package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qeperf.api.ProviderException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.onnx.OnnxExport;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.models.ModelShelf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Shows the models at hand and the algorithms that can train more, and fits a model to a machine.",
        subcommands = CalibrateCommand.class,
        footer = {"", "Example: qeperf models list"})
final class ModelsCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ONNX = ".onnx";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected one of: list, show, explain, export, algorithms, calibrate");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the models at hand.")
    void list(@Mixin ModelOptions models, @Mixin FormatOption format) {
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        ModelShelf shelf = models.shelf(extractor, spec.commandLine());
        List<PortableModel> all = shelf.all();
        shelf.unusable().forEach(e -> spec.commandLine().getErr().println(e.getMessage()));
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            ArrayNode document = JsonNodeFactory.instance.arrayNode();
            all.forEach(model -> document.add(JSON.<JsonNode>valueToTree(model.manifest())));
            FormatOption.print(document, out);
            return;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("MODEL", "ALGORITHM", "SCHEMA", "TARGET", "ROWS", "SYSTEMS", "MEDIAN ERROR"));
        for (PortableModel model : all) {
            Manifest m = model.manifest();
            double error = m.training().metrics().getOrDefault("median_error", Double.NaN);
            table.add(List.of(
                    model.model().toString(),
                    m.algorithm(),
                    m.schema(),
                    m.target(),
                    Integer.toString(m.training().rows()),
                    Integer.toString(m.training().systems()),
                    Double.isNaN(error) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * error)));
        }
        FormatOption.print(table, out);
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows what a model file says of itself.")
    void show(
            @Parameters(paramLabel = "NAME", description = "a model's name, name@version or file") String name,
            @Mixin ModelOptions models,
            @Mixin FormatOption format) {
        PortableModel model = modelFile(name, models);
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
            @Mixin ModelOptions models) {
        if (!file.toString().endsWith(ONNX) || Files.isDirectory(file)) {
            throw new ParameterException(
                    spec.commandLine(), "cannot write " + file + "; expected a file that ends with " + ONNX);
        }
        AtomicFile.write(file, OnnxExport.toBytes(modelFile(name, models)));
    }

    /** A model with its manifest, which other formats don't have. */
    private PortableModel modelFile(String name, ModelOptions models) {
        RuntimePredictor found = models.shelf(Extractors.find(InputOptions.CODE), spec.commandLine())
                .find(name);
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
            @Mixin FormatOption format) {
        InsightView view = InsightView.of(modelFile(name, models));
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
                "Lists the algorithms that can train models, with their settings: the default, what it does, what is allowed,",
                "what a search tries, and which one counts the steps that can be added to a trained model."
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
