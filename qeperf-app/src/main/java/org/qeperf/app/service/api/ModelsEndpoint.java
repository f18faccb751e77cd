package org.qeperf.app.service.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;
import org.qeperf.app.document.ModelsDocument;
import org.qeperf.app.document.Words;
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
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;

/** Models, and the aliases that decide which of them answer. */
public final class ModelsEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UPLOADED = "uploaded";

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
                new Route("GET", "/api/v1/models", Access.OPEN, this::list),
                new Route("GET", "/api/v1/models/{name}/{version}", Access.OPEN, this::show),
                new Route("GET", "/api/v1/models/{name}/{version}/content", Access.OPEN, this::content),
                new Route("POST", "/api/v1/models", Access.KEY, this::upload),
                new Route("GET", "/api/v1/models/history", Access.OPEN, this::history),
                new Route("GET", "/api/v1/aliases", Access.OPEN, this::aliases),
                new Route("PUT", "/api/v1/aliases/{target}/{machine}/{alias}", Access.KEY, this::assign),
                new Route("DELETE", "/api/v1/aliases/{target}/{machine}/{alias}", Access.KEY, this::withdraw),
                new Route("POST", "/api/v1/aliases/{target}/{machine}/rollback", Access.KEY, this::rollBack));
    }

    private Reply list(Request request) {
        Parameters.of(request);
        return Reply.json(ModelsDocument.of(registry.current()));
    }

    private Reply show(Request request) {
        Parameters.of(request);
        ModelId id = id(request);
        return asking(() -> {
            ServedModels served = registry.current();
            ObjectNode document = ModelsDocument.of(version(served, id), served);
            if (served.find(id.toString()) instanceof PortableModel model) {
                document.set("manifest", JSON.valueToTree(model.manifest()));
            }
            return Reply.json(document);
        });
    }

    private Reply content(Request request) {
        Parameters.of(request);
        ModelId id = id(request);
        return asking(() -> {
            String tag = "\"" + version(registry.current(), id).sha256() + "\"";
            if (knows(request, tag)) {
                return new Reply(304, "", new byte[0], Map.of("ETag", tag));
            }
            return new Reply(
                    200,
                    "application/octet-stream",
                    registry.content(id),
                    Map.of(
                            "Content-Disposition",
                            "attachment; filename=\"" + id.name() + "-" + id.version() + ".qeperf\"",
                            "ETag",
                            tag));
        });
    }

    /** A file never changes under its name, so whoever has it needs no other. */
    private static boolean knows(Request request, String tag) {
        String told = request.header("if-none-match").orElse("");
        return Arrays.stream(told.split(","))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }

    private Reply upload(Request request) {
        Fields fields = Fields.of(request, Set.of("model", "origin"));
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

    private Reply history(Request request) {
        Parameters.of(request);
        return Reply.json(ModelsDocument.history(registry.history()));
    }

    private Reply aliases(Request request) {
        Parameters.of(request);
        return Reply.json(ModelsDocument.aliases(registry.current()));
    }

    private Reply assign(Request request) {
        Slot slot = slot(request);
        Alias alias = alias(request);
        Parameters.of(request);
        JsonBody body = JsonBody.of(request, "model", "reason");
        ModelId model = model(body.text("model"));
        String reason = body.text("reason");
        return asking(() -> {
            registry.assign(slot, alias, model, reason);
            return Reply.json(ModelsDocument.alias(slot, alias, model));
        });
    }

    private Reply withdraw(Request request) {
        Slot slot = slot(request);
        Alias alias = alias(request);
        String reason = Parameters.of(request, "reason")
                .text("reason")
                .orElseThrow(() -> Parameters.wrong("reason is missing; expected one line that says why"));
        return asking(() -> {
            registry.withdraw(slot, alias, reason);
            return new Reply(204, "", new byte[0], Map.of());
        });
    }

    private Reply rollBack(Request request) {
        Slot slot = slot(request);
        Parameters.of(request);
        String reason = JsonBody.of(request, "reason").text("reason");
        return asking(() -> Reply.json(ModelsDocument.of(registry.rollBack(slot, reason))));
    }

    private static ModelVersion version(ServedModels served, ModelId id) {
        return served.versions().stream()
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
            throw JsonBody.wrong(
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
        Optional<Target> known = Arrays.stream(RunTarget.values())
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

    /** The registry tells kinds of failures apart. */
    private static Reply asking(Supplier<Reply> question) {
        try {
            return question.get();
        } catch (ArtifactException e) {
            throw new Problem(422, "The file is no model of qeperf", String.valueOf(e.getMessage()));
        }
    }
}
