package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.predict.ModelId;
import org.qeperf.app.document.ModelsDocument;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;

/** The models at hand: shipped, in a folder of the user's, registered. */
final class ModelList {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<ServedModels> served;
    private final Map<ModelId, ModelVersion> versions = new LinkedHashMap<>();
    private final List<PortableModel> models;
    private final List<String> problems = new ArrayList<>();

    ModelList(ModelShelf shelf, Optional<ServedModels> served) {
        this.served = served;
        models = new ArrayList<>(shelf.all());
        shelf.unusable().forEach(e -> problems.add(String.valueOf(e.getMessage())));
        served.ifPresent(this::add);
    }

    private void add(ServedModels registered) {
        problems.addAll(registered.problems());
        for (ModelVersion version : registered.versions()) {
            versions.put(version.model(), version);
            if (models.stream().noneMatch(model -> model.model().equals(version.model()))) {
                try {
                    models.add((PortableModel) registered.find(version.model().toString()));
                } catch (QePerfException e) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    /** What cannot be used, each told once. */
    List<String> problems() {
        return problems.stream().distinct().toList();
    }

    ArrayNode document() {
        ArrayNode document = JsonNodeFactory.instance.arrayNode();
        for (PortableModel model : models) {
            ObjectNode manifest = JSON.valueToTree(model.manifest());
            ModelVersion version = versions.get(model.model());
            if (version != null) {
                ModelsDocument.put(manifest, version, served.orElseThrow());
            }
            document.add(manifest);
        }
        return document;
    }

    void print(PrintWriter out) {
        List<List<String>> table = new ArrayList<>();
        List<String> head =
                new ArrayList<>(List.of("MODEL", "ALGORITHM", "SCHEMA", "TARGET", "ROWS", "SYSTEMS", "MEDIAN ERROR"));
        served.ifPresent(registry -> head.add("ALIASES"));
        table.add(head);
        for (PortableModel model : models) {
            Manifest m = model.manifest();
            double error = m.training().metrics().getOrDefault("median_error", Double.NaN);
            List<String> line = new ArrayList<>(List.of(
                    model.model().toString(),
                    m.algorithm(),
                    m.schema(),
                    m.target(),
                    Integer.toString(m.training().rows()),
                    Integer.toString(m.training().systems()),
                    Double.isNaN(error) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * error)));
            served.ifPresent(registry -> line.add(aliases(registry, model.model())));
            table.add(line);
        }
        FormatOption.print(table, out);
    }

    private static String aliases(ServedModels registry, ModelId model) {
        List<String> words = new ArrayList<>();
        for (Alias alias : Alias.values()) {
            for (Slot slot : ModelsDocument.slots(registry, model, alias)) {
                String machine = slot.machine().equals(Slot.ANY_MACHINE) ? "any machine" : slot.machine();
                words.add(alias.name().toLowerCase(Locale.ROOT) + " on " + machine);
            }
        }
        return String.join(", ", words);
    }
}
