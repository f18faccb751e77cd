package org.qeperf.app.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;
import org.qeperf.store.JdbcRunStore;
import org.qeperf.train.store.RunStore;

class OpenApiTest {

    @TempDir
    private Path folder;

    private List<Route> routes = List.of();
    private RunStore store;

    @BeforeEach
    void start() {
        store = JdbcRunStore.open(folder.resolve("runs.db"));
        routes = ExampleService.routes(ExampleService.registry(folder), store);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void isServed() {
        Reply reply = Ask.nothing().of(routes, "GET", "/api/v1/openapi.json");
        assertEquals(ApiDescription.DOCUMENT, ExampleService.json(reply));
        assertEquals("3.1.0", ExampleService.json(reply).get("openapi").textValue());
    }

    /** The names that a form takes are told by what it says of another one. */
    @Test
    void describesEveryFieldOfTheFormsAndNoOther() {
        int forms = 0;
        for (Route route : routes) {
            JsonNode properties =
                    ApiDescription.operation(route).at("/requestBody/content/multipart~1form-data/schema/properties");
            if (!properties.isMissingNode() && !route.template().equals("/predict")) {
                Set<String> described = new TreeSet<>();
                properties.fieldNames().forEachRemaining(described::add);
                String detail = ExampleService.problem(
                        400, Ask.nothing().field("no-such-field", 1).of(routes, "POST", route.template()));
                assertEquals(
                        "there is no field 'no-such-field'; expected one of " + String.join(", ", described), detail);
                forms++;
            }
        }
        assertEquals(8, forms);
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        List<Map.Entry<JsonNode, JsonNode>> examples = ApiDescription.examples(ApiDescription.DOCUMENT);
        assertTrue(examples.size() >= 20, examples.size() + " examples");
        for (Map.Entry<JsonNode, JsonNode> example : examples) {
            assertEquals(List.of(), ApiDescription.problems(example.getKey(), example.getValue()));
        }
        JsonNode schema = ApiDescription.DOCUMENT.at("/components/schemas/Problem");
        assertFalse(ApiDescription.problems(schema, ExampleService.JSON.createObjectNode())
                .isEmpty());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = ApiDescription.DOCUMENT.findValuesAsText("$ref");
        assertTrue(references.size() > 50);
        for (String reference : references) {
            assertFalse(ApiDescription.DOCUMENT.at(reference.substring(1)).isMissingNode(), reference);
        }
    }

    @Test
    void whatChangesSomethingNeedsAKeyAndIsDescribedSo() {
        List<String> keyed = new ArrayList<>();
        for (Route route : routes) {
            assertEquals(
                    route.access() == Access.KEY,
                    ApiDescription.operation(route).has("security"),
                    route.template());
            if (route.access() == Access.KEY) {
                keyed.add(route.method() + " " + route.template());
            }
        }
        assertEquals(
                List.of(
                        "POST /api/v1/models",
                        "PUT /api/v1/aliases/{target}/{machine}/{alias}",
                        "DELETE /api/v1/aliases/{target}/{machine}/{alias}",
                        "POST /api/v1/aliases/{target}/{machine}/rollback",
                        "POST /api/v1/runs",
                        "POST /api/v1/retraining"),
                keyed);
    }
}
