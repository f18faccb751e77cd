package org.qeperf.app.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qeperf.api.predict.ModelId;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.RegistryEvent;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;

/** The registry as JSON. */
public final class RegistryDocument {

    private RegistryDocument() {}

    /**
     * A version with its aliases.
     *
     * @param version the version
     * @param served whose aliases
     * @return one object
     */
    public static ObjectNode of(ModelVersion version, ServedModels served) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("model", version.model().toString())
                .put("target", version.target().name());
        put(document, version, served);
        return document;
    }

    /**
     * Adds what the registry knows of a version to an object that says the rest.
     *
     * @param document the object; modified
     * @param version the version
     * @param served whose aliases
     */
    public static void put(ObjectNode document, ModelVersion version, ServedModels served) {
        document.put("sha256", version.sha256())
                .put("bytes", version.bytes())
                .put("registered", version.registered().toString())
                .put("origin", version.origin());
        ArrayNode aliases = document.putArray("aliases");
        for (Alias alias : Alias.values()) {
            for (Slot slot : slots(served, version.model(), alias)) {
                aliases.addObject()
                        .put("target", slot.target().name())
                        .put("machine", slot.machine())
                        .put("alias", word(alias));
            }
        }
    }

    /**
     * Where a model has an alias.
     *
     * @param served whose aliases
     * @param model the model
     * @param alias the alias
     * @return the slots, by machine
     */
    public static List<Slot> slots(ServedModels served, ModelId model, Alias alias) {
        return served.assigned(alias).entrySet().stream()
                .filter(entry -> entry.getValue().equals(model))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(Slot::machine)
                        .thenComparing(slot -> slot.target().name()))
                .toList();
    }

    /**
     * What was done to the registry.
     *
     * @param history the events
     * @return one object for each
     */
    public static ArrayNode of(List<RegistryEvent> history) {
        ArrayNode document = JsonNodeFactory.instance.arrayNode();
        for (RegistryEvent event : history) {
            ObjectNode object = document.addObject()
                    .put("sequence", event.sequence())
                    .put("at", event.at().toString())
                    .put("event", word(event.kind()))
                    .put("model", event.model().map(ModelId::toString).orElse(null));
            event.version()
                    .ifPresent(version -> object.put("target", version.target().name())
                            .put("sha256", version.sha256())
                            .put("bytes", version.bytes()));
            event.slot()
                    .ifPresent(
                            slot -> object.put("target", slot.target().name()).put("machine", slot.machine()));
            event.alias().ifPresent(alias -> object.put("alias", word(alias)));
            object.put("reason", event.reason());
        }
        return document;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
