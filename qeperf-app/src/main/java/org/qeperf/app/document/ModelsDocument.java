package org.qeperf.app.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.qeperf.api.predict.ModelId;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.RegistryEvent;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;

/** Registered models, aliases and what happened to them as JSON. */
public final class ModelsDocument {

    private ModelsDocument() {}

    /**
     * Lists models.
     *
     * @param served the models as they are now
     * @return all versions, with their aliases, and what cannot be used
     */
    public static ObjectNode of(ServedModels served) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("generation", served.generation());
        ArrayNode models = document.putArray("models");
        served.versions().forEach(version -> models.add(of(version, served)));
        served.problems().forEach(document.putArray("problems")::add);
        return document;
    }

    /**
     * A version with its aliases.
     *
     * @param version the version
     * @param served whose aliases
     * @return a new object
     */
    public static ObjectNode of(ModelVersion version, ServedModels served) {
        ObjectNode object = of(version);
        aliases(object, version, served);
        return object;
    }

    /**
     * A version.
     *
     * @param version the version
     * @return a new object
     */
    public static ObjectNode of(ModelVersion version) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("name", version.model().name())
                .put("version", version.model().version())
                .put("target", version.target().name())
                .put("unit", version.target().unit());
        file(object, version);
        return object;
    }

    /**
     * Adds what the registry knows of a version to the manifest of its file.
     *
     * @param manifest the manifest as an object; modified
     * @param version the version
     * @param served whose aliases
     */
    public static void put(ObjectNode manifest, ModelVersion version, ServedModels served) {
        file(manifest, version);
        aliases(manifest, version, served);
    }

    private static void file(ObjectNode object, ModelVersion version) {
        object.put("sha256", version.sha256())
                .put("bytes", version.bytes())
                .put("registered", version.registered().toString())
                .put("origin", version.origin());
    }

    private static void aliases(ObjectNode object, ModelVersion version, ServedModels served) {
        ArrayNode aliases = object.putArray("aliases");
        for (Alias alias : Alias.values()) {
            slots(served, version.model(), alias)
                    .forEach(slot -> slot(aliases.addObject(), slot).put("alias", Words.key(alias)));
        }
    }

    /**
     * Where a model has an alias.
     *
     * @param served whose aliases
     * @param model the model
     * @param alias the alias
     * @return the slots, by target and machine
     */
    public static List<Slot> slots(ServedModels served, ModelId model, Alias alias) {
        return sorted(served.assigned(alias)).stream()
                .filter(entry -> entry.getValue().equals(model))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Who has which alias.
     *
     * @param served the models as they are now
     * @return an object for each alias that was given
     */
    public static ArrayNode aliases(ServedModels served) {
        ArrayNode document = JsonNodeFactory.instance.arrayNode();
        for (Alias alias : Alias.values()) {
            sorted(served.assigned(alias))
                    .forEach(entry -> document.add(alias(entry.getKey(), alias, entry.getValue())));
        }
        return document;
    }

    /**
     * An alias of a model.
     *
     * @param slot what the model is asked for
     * @param alias the alias
     * @param model the model
     * @return a new object
     */
    public static ObjectNode alias(Slot slot, Alias alias, ModelId model) {
        return slot(JsonNodeFactory.instance.objectNode(), slot)
                .put("alias", Words.key(alias))
                .put("model", model.toString());
    }

    /**
     * What was done.
     *
     * @param events in order
     * @return an object for each
     */
    public static ArrayNode history(List<RegistryEvent> events) {
        ArrayNode document = JsonNodeFactory.instance.arrayNode();
        for (RegistryEvent event : events) {
            ObjectNode object = document.addObject()
                    .put("sequence", event.sequence())
                    .put("at", event.at().toString())
                    .put("kind", Words.key(event.kind()));
            event.slot().ifPresent(slot -> slot(object, slot));
            event.alias().ifPresent(alias -> object.put("alias", Words.key(alias)));
            event.model().ifPresent(model -> object.put("model", model.toString()));
            event.version()
                    .ifPresent(version -> object.put("target", version.target().name())
                            .put("sha256", version.sha256())
                            .put("bytes", version.bytes()));
            object.put("reason", event.reason());
        }
        return document;
    }

    private static List<Map.Entry<Slot, ModelId>> sorted(Map<Slot, ModelId> assigned) {
        return assigned.entrySet().stream()
                .sorted(Comparator.comparing(entry ->
                        entry.getKey().target().name() + " " + entry.getKey().machine()))
                .toList();
    }

    static ObjectNode slot(ObjectNode object, Slot slot) {
        return object.put("target", slot.target().name()).put("machine", slot.machine());
    }
}
