package org.qeperf.app.service.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Traffic;
import org.qeperf.app.service.http.Trait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The counts of the service, with {@code GET /metrics}. Safe for concurrent use. */
public final class ServiceMetrics implements Traffic {

    private static final double[] SECONDS = {
        0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };
    private static final double[] BYTES = {0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

    private static final Logger LOG = LoggerFactory.getLogger(ServiceMetrics.class);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Counter requests = Counter.builder()
            .name("qeperf_http_requests_total")
            .help("Requests answered, by route, method and status; status 0 is a connection that broke.")
            .labelNames("route", "method", "status")
            .register(registry);
    private final Histogram durations = Histogram.builder()
            .name("qeperf_http_request_duration_seconds")
            .help("Time from the head of a request to the end of its answer.")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .labelNames("route")
            .register(registry);
    private final Histogram bodies = Histogram.builder()
            .name("qeperf_http_request_body_bytes")
            .help("Bytes of the bodies of requests.")
            .classicOnly()
            .classicUpperBounds(BYTES)
            .register(registry);
    private final Counter rejections = Counter.builder()
            .name("qeperf_http_rejected_total")
            .help("Requests and connections turned away: queue or memory full, too many connections, too slow.")
            .labelNames("reason")
            .register(registry);
    private final Counter predictions = Counter.builder()
            .name("qeperf_predictions_total")
            .help("Layouts whose time was predicted, and rows of features; a script counts as one.")
            .register(registry);

    private boolean machineShown;

    /** Starts to count. */
    public ServiceMetrics() {
        List.of("queue", "memory", "connections", "slow").forEach(rejections::initLabelValues);
    }

    /**
     * Shows a figure as it is at the moment it is asked for. One that fails is not a number; the others are shown all the same.
     *
     * @param name its name, with its unit
     * @param help what it is
     * @param value where it comes from; in memory, as nothing else is answered meanwhile; safe for concurrent use
     */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(valueOf(name, value)))
                .register(registry);
    }

    private static double valueOf(String name, DoubleSupplier value) {
        try {
            return value.getAsDouble();
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be told", name, e);
            return Double.NaN;
        }
    }

    /**
     * Counts predictions.
     *
     * @param layouts how many layouts got a time
     */
    public void predicted(long layouts) {
        predictions.inc(layouts);
    }

    @Override
    public void answered(String method, String template, int status, double seconds, long bodyBytes) {
        requests.labelValues(template, method, Integer.toString(status)).inc();
        durations.labelValues(template).observe(seconds);
        bodies.observe(bodyBytes);
    }

    @Override
    public void rejected(String reason) {
        rejections.labelValues(reason).inc();
    }

    /** The address where they are read. */
    public List<Route> routes() {
        return List.of(new Route("GET", "/metrics", Access.OPEN, this::metrics, Set.of(Trait.AT_ONCE)));
    }

    private Reply metrics(Request request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        showMachine();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reply(200, PrometheusTextFormatWriter.CONTENT_TYPE, out.toByteArray(), Map.of());
    }

    /** The figures of the JVM, from the first time on that somebody looks: they would slow down the start. */
    private synchronized void showMachine() {
        if (!machineShown) {
            machineShown = true;
            JvmMetrics.builder().register(registry);
        }
    }
}
