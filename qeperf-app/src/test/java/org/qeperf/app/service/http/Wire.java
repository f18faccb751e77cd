package org.qeperf.app.service.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.qeperf.store.StoreException;
import org.qeperf.train.registry.RegistryException;

/** A connection on which bytes are written as they are, and a server to write them to. */
final class Wire implements AutoCloseable {

    static final String KEY = "a key of the tests";

    private final Socket socket;

    Wire(HttpServer server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
    }

    /** Counts what the server tells. */
    static final class Counts implements Traffic {
        final Map<String, Integer> answered = new ConcurrentHashMap<>();
        final Map<String, Integer> rejected = new ConcurrentHashMap<>();

        @Override
        public void answered(String method, String template, int status, double seconds, long bodyBytes) {
            answered.merge(method + " " + template + " " + status, 1, Integer::sum);
        }

        @Override
        public void rejected(String reason) {
            rejected.merge(reason, 1, Integer::sum);
        }
    }

    /** Loopback, any port, two workers, a queue of two, bodies of up to 100 kB, 250 kB in all. */
    static HttpOptions options() {
        return new HttpOptions(
                "127.0.0.1",
                0,
                2,
                2,
                4096,
                100_000,
                250_000,
                Duration.ofMillis(700),
                Duration.ofMillis(900),
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                List.of());
    }

    /** The same, called by another name. */
    static HttpOptions named(String name) {
        HttpOptions o = options();
        return new HttpOptions(
                o.address(),
                o.port(),
                o.workers(),
                o.queue(),
                o.connections(),
                o.bodyBytes(),
                o.totalBytes(),
                o.head(),
                o.body(),
                o.idle(),
                o.answer(),
                o.stop(),
                List.of(name));
    }

    static HttpServer serve(HttpOptions options, Traffic traffic, List<Route> routes) {
        return HttpServer.start(options, new Routes(routes), new ApiKeys(List.of(ApiKeys.digest(KEY))), traffic);
    }

    static HttpServer serve(List<Route> routes) {
        return serve(options(), new Counts(), routes);
    }

    static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends a byte now and then until the server has had enough; the milliseconds until then. */
    long drip(int most) throws InterruptedException, IOException {
        long start = System.nanoTime();
        socket.setSoTimeout(1);
        for (int i = 0; i < most / 50; i++) {
            try {
                send("a");
                socket.getInputStream().read();
                break;
            } catch (SocketTimeoutException e) {
                Thread.sleep(50);
            } catch (SocketException e) {
                break;
            }
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** The next answer: head and as much body as the head says; what there is if the connection ends before. */
    String answer() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            while (!out.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return out.toString(StandardCharsets.UTF_8);
                }
                out.write(next);
            }
            String length = header(out.toString(StandardCharsets.ISO_8859_1), "Content-Length");
            out.write(in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)));
        } catch (SocketException e) {
            // Reset by the server: what came before counts.
            return out.toString(StandardCharsets.UTF_8);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Whether the server has closed the connection, at once or within the time limit of the socket. */
    boolean closed() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    int read() throws IOException {
        return socket.getInputStream().read();
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    static int status(String answer) {
        return answer.length() < 12 ? 0 : Integer.parseInt(answer.substring(9, 12));
    }

    static String header(String answer, String name) {
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    /** One request on a connection of its own. */
    static String ask(HttpServer server, String request) throws IOException {
        try (Wire wire = new Wire(server)) {
            return wire.send(request).answer();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Routes to ask, and gates to hold their answers. */
    static final class Desk {
        private static final long TO_NOTICE = 300_000_000;

        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger over = new AtomicInteger();
        final CountDownLatch open = new CountDownLatch(1);

        List<Route> routes() {
            return List.of(
                    new Route("GET", "/", Access.OPEN, r -> Reply.text("text/plain", "root")),
                    new Route("POST", "/echo", Access.OPEN, r -> {
                        asked.incrementAndGet();
                        return Reply.text("text/plain", r.body().length + " bytes");
                    }),
                    new Route(
                            "GET",
                            "/things/{name}",
                            Access.OPEN,
                            r -> Reply.text("text/plain", r.values().get("name") + " " + r.query())),
                    new Route("POST", "/change", Access.KEY, r -> Reply.text("text/plain", "changed")),
                    new Route("GET", "/now", Access.OPEN, r -> Reply.text("text/plain", "now"), Set.of(Trait.AT_ONCE)),
                    new Route(
                            "POST",
                            "/cors",
                            Access.OPEN,
                            r -> Reply.text("text/plain", "ok"),
                            Set.of(Trait.ANY_ORIGIN)),
                    new Route("GET", "/large", Access.OPEN, r -> Reply.text("text/plain", "x".repeat(200_000))),
                    new Route("GET", "/bug", Access.OPEN, r -> {
                        throw new IllegalStateException("secret of /home/someone");
                    }),
                    new Route("GET", "/wrong", Access.OPEN, r -> {
                        throw new IllegalArgumentException("secret of /home/someone");
                    }),
                    new Route("GET", "/inside/{what}", Access.OPEN, r -> {
                        String what = r.values().getOrDefault("what", "");
                        String text = "secret of /home/someone";
                        throw what.equals("store")
                                ? new StoreException(StoreException.Reason.UNREACHABLE, text)
                                : registryException(RegistryException.Kind.valueOf(what), text);
                    }),
                    new Route("POST", "/wait", Access.OPEN, this::waited),
                    new Route("POST", "/long", Access.OPEN, this::waited, Set.of(Trait.LONG)));
        }

        /** Only a registry makes them, and one that is busy for half a minute is no help here. */
        private static RegistryException registryException(RegistryException.Kind kind, String text) {
            try {
                Constructor<RegistryException> made =
                        RegistryException.class.getDeclaredConstructor(RegistryException.Kind.class, String.class);
                made.setAccessible(true);
                return made.newInstance(kind, text);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private Reply waited(Request request) {
            asked.incrementAndGet();
            try {
                open.await();
            } catch (InterruptedException e) {
                LockSupport.parkNanos(TO_NOTICE);
                throw new IllegalStateException(e);
            } finally {
                over.incrementAndGet();
            }
            return Reply.text("text/plain", "waited");
        }
    }
}
