package org.qeperf.app.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.app.cli.ExampleInput;
import org.qeperf.app.service.api.inference.InferenceEndpoint;
import org.qeperf.app.service.api.thesis.ThesisEndpoint;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.models.ShippedModels;
import org.qeperf.train.living.LivingModels;
import org.qeperf.train.living.LivingOptions;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.store.RunStore;

/** All endpoints over the shipped models and machines. */
public final class ExampleService {

    public static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final FeatureExtractor EXTRACTOR = Extractors.find("pw.x");
    private static final ShippedModels SHIPPED = ShippedModels.read(EXTRACTOR.schemas());
    private static final Clusters CLUSTERS = Clusters.shipped();

    private ExampleService() {}

    public static ModelRegistry registry(Path folder) {
        return ModelRegistry.open(folder, EXTRACTOR.schemas(), SHIPPED);
    }

    public static List<Route> routes(ModelRegistry registry) {
        return routes(registry, predicted -> {});
    }

    /** The same, with what counts predictions. */
    public static List<Route> routes(ModelRegistry registry, LongConsumer predicted) {
        Engine engine = new Engine(EXTRACTOR, CLUSTERS, registry::current, predicted);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new PredictEndpoint(engine).routes());
        routes.addAll(new AdviseEndpoint(engine).routes());
        routes.addAll(new FeaturesEndpoint(engine).routes());
        routes.addAll(new ScriptEndpoint(engine).routes());
        routes.addAll(new MachinesEndpoint(engine).routes());
        routes.addAll(new ModelsEndpoint(registry).routes());
        routes.addAll(new OpenApiEndpoint().routes());
        routes.addAll(new ThesisEndpoint(engine).routes());
        routes.addAll(new InferenceEndpoint(registry::current, () -> true, "1", predicted).routes());
        return routes;
    }

    /** All of them, with those of runs. */
    public static List<Route> routes(ModelRegistry registry, RunStore store) {
        List<Route> routes = new ArrayList<>(routes(registry));
        routes.addAll(new CompareEndpoint(engine(registry), store).routes());
        routes.addAll(runs(registry, store).routes());
        return routes;
    }

    private static Engine engine(ModelRegistry registry) {
        return new Engine(EXTRACTOR, CLUSTERS, registry::current, predicted -> {});
    }

    /** That of runs. */
    public static RunsEndpoint runs(ModelRegistry registry, RunStore store) {
        LivingModels living = LivingModels.open(
                registry,
                store,
                EXTRACTOR,
                RegressorCatalogue.load(),
                LivingOptions.DEFAULT,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        return new RunsEndpoint(engine(registry), store, living);
    }

    /** The example input with its pseudopotential. */
    public static Ask helium() {
        return helium(ExampleInput.TEXT);
    }

    public static Ask helium(String text) {
        return Ask.nothing().file("input", "pw.in", text).file("pseudos", "He.UPF", ExampleInput.PSEUDOPOTENTIAL);
    }

    public static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    public static JsonNode json(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The detail of a problem with this status. */
    public static String problem(int status, Reply reply) {
        assertEquals(status, reply.status(), () -> text(reply));
        assertEquals("application/problem+json", reply.type());
        assertEquals(status, json(reply).get("status").intValue());
        return json(reply).get("detail").textValue();
    }
}
