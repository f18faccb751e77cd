package org.qeperf.app.service;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.app.document.ProgramVersion;
import org.qeperf.app.service.api.AdviseEndpoint;
import org.qeperf.app.service.api.CompareEndpoint;
import org.qeperf.app.service.api.Engine;
import org.qeperf.app.service.api.FeaturesEndpoint;
import org.qeperf.app.service.api.MachinesEndpoint;
import org.qeperf.app.service.api.ModelsEndpoint;
import org.qeperf.app.service.api.OpenApiEndpoint;
import org.qeperf.app.service.api.PredictEndpoint;
import org.qeperf.app.service.api.RunsEndpoint;
import org.qeperf.app.service.api.ScriptEndpoint;
import org.qeperf.app.service.api.inference.InferenceEndpoint;
import org.qeperf.app.service.api.thesis.ThesisEndpoint;
import org.qeperf.app.service.http.Route;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.store.Database;
import org.qeperf.store.JdbcRunStore;
import org.qeperf.train.living.LivingModels;
import org.qeperf.train.living.LivingOptions;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.store.RunStore;

/**
 * What a service holds open.
 *
 * @param engine what answers are made with
 * @param registry the models
 * @param store the runs
 * @param living both together
 * @param runs answers of runs, and knows how many there are
 */
record Holdings(Engine engine, ModelRegistry registry, RunStore store, LivingModels living, RunsEndpoint runs)
        implements AutoCloseable {

    private static final String ANY_MODEL = "champion";

    /** Opens what the options name, one beside the other, with what counts predictions. */
    static Holdings open(ServiceOptions options, LongConsumer predicted) {
        CompletableFuture<RunStore> opening = beside(() -> store(options));
        try {
            CompletableFuture<Clusters> machines = beside(() -> machines(options));
            FeatureExtractor extractor = Extractors.find("pw.x");
            ModelRegistry registry = ModelRegistry.open(options.data().resolve("registry"), extractor.schemas());
            Engine engine = new Engine(extractor, opened(machines), registry::current, predicted);
            RunStore store = opened(opening);
            LivingModels living = LivingModels.open(
                    registry, store, extractor, RegressorCatalogue.load(), LivingOptions.DEFAULT, Clock.systemUTC());
            return new Holdings(engine, registry, store, living, new RunsEndpoint(engine, store, living));
        } catch (RuntimeException e) {
            opening.thenAccept(RunStore::close);
            throw e;
        }
    }

    /** Reads its files in a thread of its own: a start waits for the longest, not for all. */
    private static <T> CompletableFuture<T> beside(Supplier<T> opening) {
        return CompletableFuture.supplyAsync(opening, task -> new Thread(task, "qeperf-start").start());
    }

    private static <T> T opened(CompletableFuture<T> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Clusters machines(ServiceOptions options) {
        Clusters clusters = options.machines().map(Clusters.shipped()::with).orElseGet(Clusters::shipped);
        clusters.problems().stream().findFirst().ifPresent(problem -> {
            throw problem;
        });
        return clusters;
    }

    /** Why nothing can be predicted, if that is so. */
    Optional<String> obstacle() {
        try {
            registry.current().find(ANY_MODEL);
            return Optional.empty();
        } catch (QePerfException e) {
            return Optional.of("no model can be used; expected one, see GET /api/v1/models");
        }
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new PredictEndpoint(engine).routes());
        routes.addAll(new AdviseEndpoint(engine).routes());
        routes.addAll(new FeaturesEndpoint(engine).routes());
        routes.addAll(new ScriptEndpoint(engine).routes());
        routes.addAll(new MachinesEndpoint(engine).routes());
        routes.addAll(new ModelsEndpoint(registry).routes());
        routes.addAll(new CompareEndpoint(engine, store).routes());
        routes.addAll(runs.routes());
        routes.addAll(new OpenApiEndpoint().routes());
        routes.addAll(new ThesisEndpoint(engine).routes());
        routes.addAll(new InferenceEndpoint(
                        registry::current, () -> obstacle().isEmpty(), ProgramVersion.text(), engine::predicted)
                .routes());
        return routes;
    }

    @Override
    public void close() {
        living.close();
        store.close();
    }

    private static RunStore store(ServiceOptions options) {
        Path file = options.data().resolve("runs.db");
        return options.database()
                .map(told -> JdbcRunStore.open(new Database(told.url(), told.user(), told.password())))
                .orElseGet(() -> JdbcRunStore.open(file));
    }
}
