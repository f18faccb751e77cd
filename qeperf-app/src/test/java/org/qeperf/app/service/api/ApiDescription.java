package org.qeperf.app.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;

/** The OpenAPI document, to hold answers against it. */
final class ApiDescription {

    static final JsonNode DOCUMENT = read();

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private ApiDescription() {}

    private static JsonNode read() {
        try (InputStream in = OpenApiEndpoint.class.getResourceAsStream("openapi.json")) {
            return ExampleService.JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode operation(Route route) {
        return DOCUMENT.path("paths").path(route.template()).path(route.method().toLowerCase(Locale.ROOT));
    }

    /** Whether an answer is one of those that the document describes. */
    static void check(Route route, Reply reply) {
        JsonNode operation = operation(route);
        assertTrue(operation.isObject(), () -> route.method() + " " + route.template() + " is not described");
        JsonNode responses = operation.path("responses");
        JsonNode response = responses.has(Integer.toString(reply.status()))
                ? responses.path(Integer.toString(reply.status()))
                : responses.path("default");
        if (response.has("$ref")) {
            response = DOCUMENT.at(response.path("$ref").textValue().substring(1));
        }
        JsonNode described = response;
        if (reply.body().length == 0) {
            assertTrue(!described.has("content"), () -> route.template() + " is described with a body");
            return;
        }
        String type = reply.type().replaceAll(";.*", "");
        JsonNode media = described.path("content").path(type);
        assertTrue(
                media.isObject(),
                () -> route.template() + " with status " + reply.status() + " is not described as " + type);
        if (type.endsWith("json")) {
            assertEquals(List.of(), problems(media.path("schema"), ExampleService.json(reply)), route.template());
        }
    }

    /** What a schema of the document says against a value. */
    static List<String> problems(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", DOCUMENT.path("components"));
        return FACTORY.getSchema(whole).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    /** All values of {@code example} with the schema beside them. */
    static List<Map.Entry<JsonNode, JsonNode>> examples(JsonNode node) {
        List<Map.Entry<JsonNode, JsonNode>> found = new ArrayList<>();
        if (node.has("example") && node.has("schema")) {
            found.add(Map.entry(node.path("schema"), node.path("example")));
        }
        node.forEach(child -> found.addAll(examples(child)));
        return found;
    }
}
