package org.qeperf.app.service.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;
import org.qeperf.app.document.ModelsDocument;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.RegistryException;
import org.qeperf.train.registry.Slot;

/** Models, and the aliases that decide which of them answer. */
public final class ModelsEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UPLOADED = "uploaded";
    private static final String WRONG_BODY = "The body is wrong";

    private final ModelRegistry registry;

    /**
     * Answers from a registry.
     *
     * @param registry the models
     */
    public ModelsEndpoint(ModelRegistry registry) {
        this.registry = registry;
    }

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/models", Access.OPEN, request -> list()),
                new Route("GET", "/api/v1/models/{name}/{version}", Access.OPEN, this::show),
                new Route("GET", "/api/v1/models/{name}/{version}/content", Access.OPEN, this::content),
                new Route("POST", "/api/v1/models", Access.KEY, this::upload),
                new Route("GET", "/api/v1/models/history", Access.OPEN, request -> history()),
                new Route("GET", "/api/v1/aliases", Access.OPEN, request -> aliases()),
                new Route("PUT", "/api/v1/aliases/{target}/{machine}/{alias}", Access.KEY, this::assign),
                new Route("DELETE", "/api/v1/aliases/{target}/{machine}/{alias}", Access.KEY, this::withdraw),
                new Route("POST", "/api/v1/aliases/{target}/{machine}/rollback", Access.KEY, this::rollBack));
    }

    private Reply list() {
        return Reply.json(ModelsDocument.of(registry.current()));
    }

    private Reply show(Request request) {
        ModelId id = id(request);
        return asking(() -> {
            ObjectNode document = ModelsDocument.of(version(id));
            if (registry.current().find(id.toString()) instanceof PortableModel model) {
                document.set("manifest", JSON.valueToTree(model.manifest()));
            }
            return Reply.json(document);
        });
    }

    private Reply content(Request request) {
        ModelId id = id(request);
        return asking(() -> {
            ModelVersion version = version(id);
            return new Reply(
                    200,
                    "application/octet-stream",
                    registry.content(id),
                    Map.of(
                            "Content-Disposition",
                            "attachment; filename=\"" + id.name() + "-" + id.version() + ".qeperf\"",
                            "ETag",
                            "\"" + version.sha256() + "\""));
        });
    }

    private Reply upload(Request request) {
        Fields fields = Fields.of(request, java.util.Set.of("model", "origin"));
        List<FileContent> files = fields.files("model");
        if (files.size() != 1) {
            throw Fields.wrong("model stands " + files.size() + " times; expected one model file");
        }
        FileContent file = files.get(0);
        String origin = fields.text("origin").orElse(UPLOADED);
        return asking(() -> {
            ModelVersion version = registry.register(file.name(), file.bytes(), origin);
            return Reply.json(201, ModelsDocument.of(version))
                    .with(
                            "Location",
                            "/api/v1/models/" + version.model().name() + "/"
                                    + version.model().version());
        });
    }

    private Reply history() {
        return Reply.json(ModelsDocument.history(registry.history()));
    }

    private Reply aliases() {
        return Reply.json(ModelsDocument.aliases(registry.current()));
    }

    private Reply assign(Request request) {
        Slot slot = slot(request);
        Alias alias = alias(request);
        JsonNode body = object(request);
        ModelId model = model(text(body, "model"));
        String reason = text(body, "reason");
        return asking(() -> {
            registry.assign(slot, alias, model, reason);
            return Reply.json(ModelsDocument.alias(slot, alias, model));
        });
    }

    private Reply withdraw(Request request) {
        Slot slot = slot(request);
        Alias alias = alias(request);
        String reason = request.parameter("reason")
                .orElseThrow(() ->
                        new Problem(400, "A parameter is wrong", "reason is missing; expected one line that says why"));
        return asking(() -> {
            registry.withdraw(slot, alias, reason);
            return new Reply(204, "", new byte[0], Map.of());
        });
    }

    private Reply rollBack(Request request) {
        Slot slot = slot(request);
        String reason = text(object(request), "reason");
        return asking(() -> Reply.json(ModelsDocument.of(registry.rollBack(slot, reason))));
    }

    private ModelVersion version(ModelId id) {
        return registry.current().versions().stream()
                .filter(version -> version.model().equals(id))
                .findFirst()
                .orElseThrow(() -> noModel(id.toString()));
    }

    private static ModelId id(Request request) {
        return model(request.values().getOrDefault("name", "") + "@"
                + request.values().getOrDefault("version", ""));
    }

    private static ModelId model(String reference) {
        int at = reference.indexOf('@');
        if (at < 0) {
            throw new Problem(
                    400,
                    WRONG_BODY,
                    "model is " + InputException.quote(reference) + "; expected a name and a version, such as mine@1");
        }
        try {
            return new ModelId(reference.substring(0, at), reference.substring(at + 1));
        } catch (IllegalArgumentException e) {
            throw noModel(reference);
        }
    }

    private static Problem noModel(String reference) {
        return new Problem(
                404,
                "There is no such model",
                "there is no model " + InputException.quote(reference) + "; expected one of GET /api/v1/models");
    }

    private static Slot slot(Request request) {
        String target = request.values().getOrDefault("target", "");
        String machine = request.values().getOrDefault("machine", "");
        Optional<Target> known = java.util.Arrays.stream(RunTarget.values())
                .map(RunTarget::target)
                .filter(one -> one.name().equals(target))
                .findFirst();
        if (known.isEmpty()) {
            throw new Problem(
                    404,
                    "There is no such target",
                    "there is no target " + InputException.quote(target) + "; expected one of "
                            + String.join(", ", RunTarget.names()));
        }
        try {
            return new Slot(known.get(), machine);
        } catch (IllegalArgumentException e) {
            throw new Problem(404, "There is no such machine", String.valueOf(e.getMessage()));
        }
    }

    private static Alias alias(Request request) {
        try {
            return Words.of(Alias.class).apply(request.values().getOrDefault("alias", ""));
        } catch (IllegalArgumentException e) {
            throw new Problem(404, "There is no such alias", "alias " + e.getMessage());
        }
    }

    private static JsonNode object(Request request) {
        try {
            JsonNode body = JSON.readTree(request.body());
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw new Problem(
                    400,
                    WRONG_BODY,
                    "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": this is not JSON; expected a JSON object");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        throw new Problem(400, WRONG_BODY, "the body is no JSON object; expected one");
    }

    private static String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual()) {
            throw new Problem(400, WRONG_BODY, name + " is missing or no text; expected text");
        }
        return value.textValue();
    }

    /** The registry tells kinds of failures apart. */
    private static Reply asking(Supplier<Reply> question) {
        try {
            return question.get();
        } catch (ArtifactException e) {
            throw new Problem(422, "The file is no model of qeperf", String.valueOf(e.getMessage()));
        } catch (RegistryException e) {
            throw Failures.of(e);
        }
    }
}
