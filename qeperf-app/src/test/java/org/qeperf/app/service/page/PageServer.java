package org.qeperf.app.service.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.app.service.api.AdviseEndpoint;
import org.qeperf.app.service.api.Engine;
import org.qeperf.app.service.api.FeaturesEndpoint;
import org.qeperf.app.service.api.MachinesEndpoint;
import org.qeperf.app.service.api.ModelsEndpoint;
import org.qeperf.app.service.api.PredictEndpoint;
import org.qeperf.app.service.api.ScriptEndpoint;
import org.qeperf.app.service.http.ApiKeys;
import org.qeperf.app.service.http.HttpOptions;
import org.qeperf.app.service.http.HttpServer;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Routes;
import org.qeperf.app.service.http.Traffic;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.train.registry.ModelRegistry;

/** The page with the endpoints that it asks, on a free port. */
final class PageServer implements AutoCloseable {

    static final String KEY = "a key for tests";

    static final int LARGEST_UPLOAD = 4 << 20;

    private final HttpServer server;

    /** Starts with the models that ship and an empty folder. */
    PageServer(Path folder, int port) {
        FeatureExtractor extractor = Extractors.find("pw.x");
        ModelRegistry registry = ModelRegistry.open(folder.resolve("registry"), extractor.schemas());
        Engine engine = new Engine(extractor, Clusters.shipped(), registry::current);
        List<Route> routes = new ArrayList<>(new PageRoutes(LARGEST_UPLOAD).routes());
        routes.addAll(new PredictEndpoint(engine).routes());
        routes.addAll(new FeaturesEndpoint(engine).routes());
        routes.addAll(new AdviseEndpoint(engine).routes());
        routes.addAll(new ScriptEndpoint(engine).routes());
        routes.addAll(new MachinesEndpoint(engine).routes());
        routes.addAll(new ModelsEndpoint(registry).routes());
        routes.addAll(new KeptRuns().routes());
        HttpOptions usual = HttpOptions.defaults();
        HttpOptions options = new HttpOptions(
                usual.address(),
                port,
                usual.workers(),
                usual.queue(),
                usual.connections(),
                LARGEST_UPLOAD,
                usual.totalBytes(),
                usual.head(),
                usual.body(),
                usual.idle(),
                usual.answer(),
                usual.stop());
        server = HttpServer.start(options, new Routes(routes), new ApiKeys(List.of(ApiKeys.digest(KEY))), new Silent());
    }

    String address() {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    @Override
    public void close() {
        server.close();
    }

    private static final class Silent implements Traffic {

        @Override
        public void answered(String method, String template, int status, double seconds, long bodyBytes) {
            // Nobody asks.
        }

        @Override
        public void rejected(String reason) {
            // Nobody asks.
        }
    }
}
