package org.qeperf.app.service.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.train.registry.ModelRegistry;

class ModelsEndpointTest {

    private static final String ALIAS = "/api/v1/aliases/seconds_per_scf_iteration/any/champion";

    @TempDir
    private Path folder;

    private ModelRegistry registry;
    private List<Route> routes = List.of();

    @BeforeEach
    void start() {
        registry = ExampleService.registry(folder);
        routes = ExampleService.routes(registry);
    }

    private Reply get(String path) {
        return Ask.nothing().of(routes, "GET", path);
    }

    /** A shipped model under another name. */
    private byte[] mine() {
        PortableModel shipped = (PortableModel) registry.current().find("pw-scf-any-machine");
        Manifest m = shipped.manifest();
        Manifest renamed = new Manifest(
                m.format(),
                "mine",
                m.version(),
                m.algorithm(),
                m.hyperparameters(),
                m.code(),
                m.schema(),
                m.fingerprint(),
                m.target(),
                m.unit(),
                m.inputs(),
                m.targetForm(),
                m.normalizer(),
                m.law(),
                m.regressor(),
                m.training());
        double[][] range = shipped.range();
        PortableModel mine = new PortableModel(
                renamed,
                shipped.schema(),
                shipped.preparation(),
                shipped.regressor(),
                shipped.interval(),
                range[0],
                range[1],
                shipped.insights());
        return ArtifactWriter.toBytes(mine, new FeatureMatrix(mine.schema(), range[1]));
    }

    private Reply upload(byte[] content) {
        return Ask.nothing().file("model", "mine.qeperf", content).of(routes, "POST", "/api/v1/models");
    }

    @Test
    void showsShippedModels() {
        JsonNode models = ExampleService.json(get("/api/v1/models")).get("models");
        assertEquals(6, models.size());
        for (JsonNode model : models) {
            String path = "/api/v1/models/" + model.get("name").textValue() + "/"
                    + model.get("version").textValue();
            JsonNode details = ExampleService.json(get(path));
            assertEquals(model.get("name"), details.at("/manifest/name"));
            assertEquals(model.get("aliases"), details.get("aliases"));
            Reply content = get(path + "/content");
            assertEquals(model.get("bytes").intValue(), content.body().length);
            assertEquals(
                    "\"" + model.get("sha256").textValue() + "\"",
                    content.headers().get("ETag"));
            Reply known = Ask.nothing()
                    .header("if-none-match", "\"x\", " + content.headers().get("ETag"))
                    .of(routes, "GET", path + "/content");
            assertEquals(304, known.status());
            assertEquals(0, known.body().length);
            assertEquals(content.headers().get("ETag"), known.headers().get("ETag"));
            assertEquals(
                    200,
                    Ask.nothing()
                            .header("if-none-match", "\"x\"")
                            .of(routes, "GET", path + "/content")
                            .status());
        }
    }

    @Test
    void aModelIsUploadedPromotedAndRolledBack() {
        byte[] content = mine();
        Reply created = upload(content);
        assertEquals(201, created.status(), () -> ExampleService.text(created));
        assertEquals("/api/v1/models/mine/1", created.headers().get("Location"));
        assertEquals("uploaded", ExampleService.json(created).get("origin").textValue());
        assertEquals(ExampleService.json(created), ExampleService.json(upload(content)));
        assertArrayEquals(content, get("/api/v1/models/mine/1/content").body());
        Reply assigned = Ask.nothing()
                .body("{\"model\": \"mine@1\", \"reason\": \"better\"}")
                .of(routes, "PUT", ALIAS);
        assertEquals(
                "{\"target\":\"seconds_per_scf_iteration\",\"machine\":\"any\",\"alias\":\"champion\",\"model\":\"mine@1\"}",
                ExampleService.text(assigned));
        assertEquals("[" + ExampleService.text(assigned) + "]", ExampleService.text(get("/api/v1/aliases")));
        assertEquals(
                "mine",
                ExampleService.json(
                                ExampleService.helium().field("machine", "lumi").of(routes, "POST", "/api/v1/predict"))
                        .at("/model/name")
                        .textValue());
        Reply back = Ask.nothing()
                .body("{\"reason\": \"worse\"}")
                .of(routes, "POST", "/api/v1/aliases/seconds_per_scf_iteration/any/rollback");
        assertEquals("pw-scf-any-machine", ExampleService.json(back).get("name").textValue());
        assertEquals("[]", ExampleService.text(get("/api/v1/aliases")));
        JsonNode history = ExampleService.json(get("/api/v1/models/history"));
        assertEquals(List.of("registered", "assigned", "rolled_back"), history.findValuesAsText("kind"));
        assertEquals(List.of("uploaded", "better", "worse"), history.findValuesAsText("reason"));
        assertEquals(ExampleService.json(created).get("sha256"), history.get(0).get("sha256"));
        assertEquals(
                "the champion of seconds_per_scf_iteration on any machine was not changed; expected a change to undo",
                ExampleService.problem(
                        409,
                        Ask.nothing()
                                .body("{\"reason\": \"worse\"}")
                                .of(routes, "POST", "/api/v1/aliases/seconds_per_scf_iteration/any/rollback")));
    }

    @Test
    void anAliasIsWithdrawn() {
        upload(mine());
        Ask.nothing().body("{\"model\": \"mine@1\", \"reason\": \"better\"}").of(routes, "PUT", ALIAS);
        assertEquals(
                204, Ask.nothing().of(routes, "DELETE", ALIAS + "?reason=old").status());
        assertEquals("[]", ExampleService.text(get("/api/v1/aliases")));
        assertEquals(
                "reason is missing; expected one line that says why",
                ExampleService.problem(400, Ask.nothing().of(routes, "DELETE", ALIAS)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | 400 | line 1, column 1: this is not JSON; expected a JSON object",
                "'' | 400 | the body is no JSON object; expected one",
                "[] | 400 | the body is no JSON object; expected one",
                "{} | 400 | model is missing or no text; expected text",
                "{\"model\": 1} | 400 | model is missing or no text; expected text",
                "{\"modell\": \"a@1\"} | 400 | there is no member 'modell', the nearest one is 'model'; expected one"
                        + " of model, reason",
                "{\"model\": \"a@1\", \"model\": \"b@1\"} | 400 | line 1, column 25: a member stands twice; expected a"
                        + " JSON object with each once",
                "{\"model\": \"a@1\"} {} | 400 | line 1, column 18: this is not JSON; expected a JSON object",
                "{\"model\": \"mine\"} | 400 | model is 'mine'; expected a name and a version, such as mine@1",
                "{\"model\": \"A@1\"} | 404 | there is no model 'A@1'; expected one of GET /api/v1/models",
                "{\"model\": \"a@1\"} | 400 | reason is missing or no text; expected text",
                "{\"model\": \"a@1\", \"reason\": \"r\"} | 404 | there is no model a@1; expected one that was"
                        + " registered or ships",
                "{\"model\": \"pw-scf-any-machine@1\", \"reason\": \" \"} | 422 | reason ' '; expected one line of 1"
                        + " to 500 characters"
            })
    void refusesBodiesThatMakeNoSense(String body, int status, String detail) {
        assertEquals(
                detail, ExampleService.problem(status, Ask.nothing().body(body).of(routes, "PUT", ALIAS)));
    }

    /** Whoever names the model is not to blame, whatever is asked of it. */
    @Test
    void aModelThatIsDamagedIsTheFaultOfTheService() throws IOException {
        upload(mine());
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("models"))) {
            file = files.findFirst().orElseThrow();
        }
        Files.write(file, new byte[] {1});
        registry = ExampleService.registry(folder);
        routes = ExampleService.routes(registry);
        String damaged = "the registry of models is damaged; the log of the service says where";
        assertEquals(
                damaged,
                ExampleService.problem(
                        500, ExampleService.helium().field("model", "mine@1").of(routes, "POST", "/api/v1/predict")));
        assertEquals(damaged, ExampleService.problem(500, get("/api/v1/models/mine/1/content")));
        assertEquals(damaged, ExampleService.problem(500, get("/v2/models/mine")));
    }

    @Test
    void refusesPlacesThatAreNotThere() {
        assertEquals(
                "there is no model 'mine@9'; expected one of GET /api/v1/models",
                ExampleService.problem(404, get("/api/v1/models/mine/9")));
        assertEquals(
                "there is no target 'speed'; expected one of seconds_per_scf_iteration, scf_iterations, ionic_steps,"
                        + " seconds_outside_scf, peak_memory_per_rank",
                ExampleService.problem(
                        404, Ask.nothing().body("{}").of(routes, "PUT", "/api/v1/aliases/speed/any/champion")));
        assertEquals(
                "alias 'king'; expected one of champion, challenger",
                ExampleService.problem(
                        404, Ask.nothing().body("{}").of(routes, "PUT", ALIAS.replace("champion", "king"))));
        assertEquals(
                "machine 'A'; expected lower-case letters, digits, hyphens, underscores and periods, at most 64",
                ExampleService.problem(404, Ask.nothing().body("{}").of(routes, "PUT", ALIAS.replace("any", "A"))));
    }

    @Test
    void refusesWhatIsNoModel() {
        assertEquals(
                "mine.qeperf: there is no manifest.json; expected a sound model file",
                ExampleService.problem(422, upload(new byte[] {1, 2, 3})));
        assertEquals(
                "model stands 0 times; expected one model file",
                ExampleService.problem(400, Ask.nothing().of(routes, "POST", "/api/v1/models")));
        Reply shipped =
                upload(get("/api/v1/models/pw-scf-any-machine/1/content").body());
        assertEquals("shipped", ExampleService.json(shipped).get("origin").textValue());
    }
}
