package org.qeperf.app.service.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.qeperf.app.service.api.ExampleService;
import org.qeperf.app.service.http.ApiKeys;
import org.qeperf.app.service.http.HttpOptions;
import org.qeperf.app.service.http.HttpServer;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Routes;
import org.qeperf.app.service.http.Traffic;
import org.qeperf.store.JdbcRunStore;
import org.qeperf.train.store.RunStore;

/** The page with the endpoints that it asks, on a free port. */
final class PageServer implements AutoCloseable {

    static final String KEY = "a key for tests";

    static final int LARGEST_UPLOAD = 4 << 20;

    private final RunStore store;
    private final HttpServer server;

    /** Starts with the models that ship, and without runs. */
    PageServer(Path folder) {
        store = JdbcRunStore.open(folder.resolve("runs.db"));
        List<Route> routes = new ArrayList<>(new PageRoutes(LARGEST_UPLOAD).routes());
        routes.addAll(ExampleService.routes(ExampleService.registry(folder.resolve("registry")), store));
        HttpOptions usual = HttpOptions.defaults();
        HttpOptions options = new HttpOptions(
                usual.address(),
                0,
                usual.workers(),
                usual.queue(),
                usual.connections(),
                LARGEST_UPLOAD,
                usual.totalBytes(),
                usual.head(),
                usual.body(),
                usual.idle(),
                usual.answer(),
                usual.stop(),
                usual.hostNames());
        server = HttpServer.start(options, new Routes(routes), new ApiKeys(List.of(ApiKeys.digest(KEY))), new Silent());
    }

    String address() {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    @Override
    public void close() {
        server.close();
        store.close();
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
