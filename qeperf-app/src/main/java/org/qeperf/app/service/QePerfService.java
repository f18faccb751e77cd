package org.qeperf.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.app.service.http.ApiKeys;
import org.qeperf.app.service.http.HttpServer;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Routes;
import org.qeperf.app.service.metrics.ServiceMetrics;

/** The service: all that it answers, and the server before it. Safe for concurrent use. */
public final class QePerfService implements AutoCloseable {

    private final HttpServer server;

    private QePerfService(HttpServer server) {
        this.server = server;
    }

    /**
     * Opens what the options say and listens.
     *
     * @param options where it listens, what it holds
     * @return the service, answering
     */
    public static QePerfService start(ServiceOptions options) {
        ServiceMetrics metrics = new ServiceMetrics();
        List<Route> routes = new ArrayList<>(new Health(Optional::empty).routes());
        routes.addAll(metrics.routes());
        HttpServer server =
                HttpServer.start(options.http(), new Routes(routes), new ApiKeys(options.keyDigests()), metrics);
        metrics.gauge("qeperf_http_requests_in_flight", "Requests between head and answer.", server::inFlight);
        metrics.gauge("qeperf_http_requests_queued", "Requests that wait for a thread.", server::queued);
        metrics.gauge("qeperf_http_held_bytes", "Bytes of bodies and answers held.", server::heldBytes);
        metrics.gauge("qeperf_http_connections", "Open connections.", server::connectionCount);
        return new QePerfService(server);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Stops: requests under way may finish, new ones are refused. */
    @Override
    public void close() {
        server.close();
    }
}
