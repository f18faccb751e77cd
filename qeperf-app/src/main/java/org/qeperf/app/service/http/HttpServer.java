package org.qeperf.app.service.http;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
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
    private static final int LONG_QUEUE = 16;
    private static final long STEP_MILLIS = 10;
    private static final long WORKERS_MILLIS = 3000;

    private final HttpOptions options;
    private final Routes routes;
    private final ApiKeys keys;
    private final Traffic traffic;
    private final ByteBudget budget;
    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor atOnce;
    private final ThreadPoolExecutor slow;
    private final Hosts hosts;
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
            InetAddress address = InetAddress.getByName(options.address());
            this.hosts = new Hosts(address, options.address(), options.hostNames());
            this.listening = io.createStreamConnectionServer(
                    new InetSocketAddress(address, options.port()),
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
        this.workers = pool("qeperf-answer", options.workers(), options.queue(), Thread.NORM_PRIORITY);
        this.atOnce = pool("qeperf-at-once", 1, AT_ONCE_QUEUE, Thread.NORM_PRIORITY);
        this.slow = pool("qeperf-long", 1, LONG_QUEUE, Thread.MIN_PRIORITY);
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
        return workers.getQueue().size() + slow.getQueue().size();
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
        List<ThreadPoolExecutor> pools = List.of(workers, slow, atOnce);
        pools.forEach(ThreadPoolExecutor::shutdownNow);
        io.shutdownNow();
        long ended = System.nanoTime() + WORKERS_MILLIS * 1_000_000;
        try {
            // What they hold open is closed next.
            for (ThreadPoolExecutor pool : pools) {
                pool.awaitTermination(ended - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
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

    Hosts hosts() {
        return hosts;
    }

    boolean stopping() {
        return stopping;
    }

    /** Whether a request would find no place to wait. */
    boolean full(Route route) {
        return pool(route).getQueue().remainingCapacity() == 0;
    }

    ThreadPoolExecutor pool(Route route) {
        if (route.traits().contains(Trait.AT_ONCE)) {
            return atOnce;
        }
        return route.traits().contains(Trait.LONG) ? slow : workers;
    }

    /** The head of a request is here. */
    void began(StreamConnection connection) {
        inFlight.incrementAndGet();
        connections.touch(connection);
    }

    /** The body is here too. */
    void complete(StreamConnection connection) {
        connections.begin(connection);
    }

    void ended(StreamConnection connection) {
        connections.end(connection);
        inFlight.decrementAndGet();
    }

    private static ThreadPoolExecutor pool(String name, int threads, int queue, int priority) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setPriority(priority);
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
