package org.qeperf.app.service.http;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.qeperf.api.QePerfException;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** Listens, and has the endpoints of routes answer. Safe for concurrent use. */
public final class HttpServer implements AutoCloseable {

    private static final int IO_THREADS = 2;
    private static final int BUFFER = 16 * 1024;
    private static final int BACKLOG = 1024;
    private static final int AT_ONCE_QUEUE = 1024;
    private static final long STEP_MILLIS = 10;

    private final HttpOptions options;
    private final Routes routes;
    private final ApiKeys keys;
    private final Traffic traffic;
    private final ByteBudget budget;
    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor atOnce;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final XnioWorker io;
    private final Connections connections;
    private final AcceptingChannel<StreamConnection> listening;
    private volatile boolean stopping;

    private HttpServer(HttpOptions options, Routes routes, ApiKeys keys, Traffic traffic) throws IOException {
        this.options = options;
        this.routes = routes;
        this.keys = keys;
        this.traffic = traffic;
        this.budget = new ByteBudget(options.totalBytes());
        HttpOpenListener http =
                new HttpOpenListener(new DefaultByteBufferPool(true, BUFFER, -1, 4), undertowOptions(options));
        http.setRootHandler(
                exchange -> exchange.dispatch(SameThreadExecutor.INSTANCE, new Conversation(exchange, this)::begin));
        this.connections = new Connections(options.connections(), http, traffic);
        this.io = Xnio.getInstance(HttpServer.class.getClassLoader())
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_NAME, "qeperf-http")
                        .set(Options.WORKER_IO_THREADS, IO_THREADS)
                        .set(Options.WORKER_TASK_CORE_THREADS, 1)
                        .set(Options.WORKER_TASK_MAX_THREADS, 1)
                        .set(Options.THREAD_DAEMON, true)
                        .getMap());
        try {
            this.listening = io.createStreamConnectionServer(
                    new InetSocketAddress(InetAddress.getByName(options.address()), options.port()),
                    ChannelListeners.openListenerAdapter(connections),
                    OptionMap.builder()
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.REUSE_ADDRESSES, true)
                            .set(Options.BACKLOG, BACKLOG)
                            .getMap());
        } catch (IOException e) {
            io.shutdownNow();
            throw e;
        }
        this.workers = pool("qeperf-answer", options.workers(), options.queue());
        this.atOnce = pool("qeperf-at-once", 1, AT_ONCE_QUEUE);
    }

    /**
     * Starts a server.
     *
     * @param options where it listens and what it bears
     * @param routes what can be asked for
     * @param keys who may change something
     * @param traffic is told what happens
     * @return the server, listening
     * @throws QePerfException if it cannot listen there
     */
    public static HttpServer start(HttpOptions options, Routes routes, ApiKeys keys, Traffic traffic) {
        try {
            HttpServer server = new HttpServer(options, routes, keys, traffic);
            server.listening.resumeAccepts();
            return server;
        } catch (IOException e) {
            throw new QePerfException(
                    "cannot listen on " + options.address() + ":" + options.port() + " (" + e.getMessage()
                            + "); expected an address of this machine and a port that is free",
                    e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return listening.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /** Requests between their head and the end of their answer. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Requests that wait for a worker. */
    public int queued() {
        return workers.getQueue().size();
    }

    /** Bytes of bodies and answers that are held. */
    public long heldBytes() {
        return budget.taken();
    }

    /** Open connections. */
    public int connectionCount() {
        return connections.count();
    }

    /** Stops: nobody new is let in, requests under way may finish within the time of the options. */
    @Override
    public void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        IoUtils.safeClose(listening);
        long end = System.nanoTime() + options.stop().toNanos();
        try {
            while (inFlight.get() > 0 && System.nanoTime() < end) {
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.closeAll();
        workers.shutdownNow();
        atOnce.shutdownNow();
        io.shutdownNow();
        try {
            io.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    HttpOptions options() {
        return options;
    }

    Routes routes() {
        return routes;
    }

    ApiKeys keys() {
        return keys;
    }

    Traffic traffic() {
        return traffic;
    }

    ByteBudget budget() {
        return budget;
    }

    boolean stopping() {
        return stopping;
    }

    /** Whether a request would find no place to wait. */
    boolean full() {
        return workers.getQueue().remainingCapacity() == 0;
    }

    ThreadPoolExecutor pool(Route route) {
        return route.traits().contains(Trait.AT_ONCE) ? atOnce : workers;
    }

    void began(HttpServerExchange exchange) {
        inFlight.incrementAndGet();
        connections.begin(peer(exchange));
    }

    void ended(HttpServerExchange exchange) {
        connections.end(peer(exchange));
        inFlight.decrementAndGet();
    }

    private static SocketAddress peer(HttpServerExchange exchange) {
        return exchange.getConnection().getPeerAddress();
    }

    private static ThreadPoolExecutor pool(String name, int threads, int queue) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static OptionMap undertowOptions(HttpOptions options) {
        return OptionMap.builder()
                .set(UndertowOptions.ENABLE_HTTP2, false)
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.MAX_HEADER_SIZE, HttpOptions.LONGEST_HEAD)
                .set(UndertowOptions.MAX_HEADERS, HttpOptions.MOST_HEADERS)
                .set(UndertowOptions.MAX_PARAMETERS, 10 * HttpOptions.MOST_PARAMETERS)
                .set(UndertowOptions.MAX_COOKIES, HttpOptions.MOST_HEADERS)
                // Beyond our own limit, so that the refusal is ours.
                .set(UndertowOptions.MAX_ENTITY_SIZE, options.bodyBytes() + (1L << 20))
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) options.head().toMillis())
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int) options.idle().toMillis())
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .getMap();
    }
}
