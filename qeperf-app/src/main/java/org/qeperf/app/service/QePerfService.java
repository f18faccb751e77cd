package org.qeperf.app.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.app.service.http.ApiKeys;
import org.qeperf.app.service.http.HttpServer;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Routes;
import org.qeperf.app.service.metrics.ServiceMetrics;
import org.qeperf.app.service.page.PageRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service: all that it answers, and the server before it. Safe for concurrent use. */
public final class QePerfService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QePerfService.class);
    private static final Duration TO_CLOSE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final Holdings holdings;
    private final Optional<Gardener> gardener;
    private final HttpServer server;

    private QePerfService(Holdings holdings, Optional<Gardener> gardener, HttpServer server) {
        this.holdings = holdings;
        this.gardener = gardener;
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
        Holdings holdings = Holdings.open(options, metrics::predicted);
        try {
            List<Route> routes = new ArrayList<>(routes(holdings, metrics));
            routes.addAll(new PageRoutes(options.http().bodyBytes()).routes());
            HttpServer server =
                    HttpServer.start(options.http(), new Routes(routes), new ApiKeys(options.keyDigests()), metrics);
            try {
                show(metrics, server, holdings);
                Optional<Gardener> gardener = options.retraining()
                        ? Optional.of(new Gardener(holdings.living()::tick, BETWEEN_LOOKS))
                        : Optional.empty();
                return new QePerfService(holdings, gardener, server);
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (RuntimeException e) {
            holdings.close();
            throw e;
        }
    }

    /** What programs may ask. */
    static List<Route> routes(Holdings holdings, ServiceMetrics metrics) {
        List<Route> routes = new ArrayList<>(new Health(holdings::obstacle).routes());
        routes.addAll(metrics.routes());
        routes.addAll(holdings.routes());
        return routes;
    }

    private static void show(ServiceMetrics metrics, HttpServer server, Holdings holdings) {
        metrics.gauge("qeperf_http_requests_in_flight", "Requests between head and answer.", server::inFlight);
        metrics.gauge("qeperf_http_requests_queued", "Requests that wait for a thread.", server::queued);
        metrics.gauge("qeperf_http_held_bytes", "Bytes of bodies and answers held.", server::heldBytes);
        metrics.gauge("qeperf_http_connections", "Open connections.", server::connectionCount);
        metrics.gauge(
                "qeperf_model_generation",
                "Counts the changes of the models that answer.",
                () -> holdings.registry().current().generation());
        metrics.gauge(
                "qeperf_stored_runs", "Runs in the store, as this service last saw it.", holdings.runs()::knownRuns);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Stops: requests under way may finish, new ones are refused, then the store is closed. */
    @Override
    public void close() {
        server.close();
        gardener.ifPresent(Gardener::close);
        closeWithin(TO_CLOSE, holdings::close);
    }

    /** A database that hangs does not keep the process from ending. */
    static void closeWithin(Duration limit, Runnable close) {
        Thread closing = new Thread(close, "qeperf-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            LOG.warn("the store did not close within {} s and was left", limit.toSeconds());
        }
    }
}
