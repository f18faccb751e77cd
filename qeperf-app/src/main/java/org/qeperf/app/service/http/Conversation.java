package org.qeperf.app.service.http;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.qeperf.api.InputException;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * A request and its answer. The head is judged and the body is read on the thread that moves bytes, which never waits; the
 * endpoint is asked on a worker.
 */
final class Conversation {

    private static final byte[] NOTHING = new byte[0];
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final HttpString ALLOW_ORIGIN = new HttpString(Answers.ALLOW_ORIGIN);
    private static final int ANSWER_HEAD_BYTES = 1024;

    private final HttpServerExchange exchange;
    private final StreamConnection connection;
    private final HttpServer server;
    private final Deadline deadline;
    private final Holding holding;
    private final long started = System.nanoTime();
    private final Map<String, String> headers = new HashMap<>();
    private final String method;
    private String template = "none";
    private boolean anyOrigin;
    private long bodyBytes;
    private volatile boolean broken;

    Conversation(HttpServerExchange exchange, HttpServer server) {
        this.exchange = exchange;
        this.connection = ((HttpServerConnection) exchange.getConnection()).getChannel();
        this.server = server;
        this.method = exchange.getRequestMethod().toString();
        this.deadline = new Deadline(exchange);
        this.holding = new Holding(server.budget());
    }

    /** Judges the head, then reads the body or goes on without. */
    void begin() {
        holding.hold();
        server.began(connection);
        exchange.addExchangeCompleteListener((over, next) -> {
            try {
                end();
            } finally {
                next.proceed();
            }
        });
        try {
            head();
        } catch (Problem problem) {
            refuse(problem.reply());
        } catch (RuntimeException e) {
            refuse(Answers.incident(method + " " + template, e));
        }
    }

    private void head() {
        if (server.stopping()) {
            throw Overload.stopping();
        }
        checkHead();
        Target target = Target.read(exchange.getRequestURI(), exchange.getQueryString());
        Optional<Routes.Found> found = server.routes().find(method, target.segments());
        if (found.isEmpty()) {
            Set<String> allowed = server.routes().allowed(target.segments());
            boolean options = method.equals("OPTIONS") && !allowed.isEmpty();
            refuse(
                    options
                            ? Answers.options(allowed, server.routes().anyOrigin(target.segments()))
                            : Answers.notFound(method, target.path(), allowed));
            return;
        }
        Route route = found.get().route();
        template = route.template();
        anyOrigin = route.traits().contains(Trait.ANY_ORIGIN);
        if (route.access() == Access.KEY) {
            server.keys().check(headers);
        }
        Function<byte[], Request> whole =
                body -> new Request(method, target.path(), found.get().values(), target.query(), headers, body);
        long length = exchange.getRequestContentLength();
        if (length > server.options().bodyBytes()) {
            throw tooLarge();
        }
        if (length <= 0) {
            submit(route, whole.apply(NOTHING));
            return;
        }
        if (server.full(route)) {
            server.traffic().rejected("queue");
            throw Overload.queue();
        }
        receive(new BodyReader(exchange, (int) length, holding, whenRead(route, whole)));
    }

    private BodyReader.Listener whenRead(Route route, Function<byte[], Request> whole) {
        return new BodyReader.Listener() {
            @Override
            public void complete(byte[] body) {
                deadline.cancel();
                bodyBytes = body.length;
                // As much again for what is made of it.
                if (holding.more(bodyBytes)) {
                    submit(route, whole.apply(body));
                } else {
                    noMemory();
                }
            }

            @Override
            public void noMemory() {
                server.traffic().rejected("memory");
                refuse(Overload.memory().reply());
            }

            @Override
            public void broken() {
                hangUp();
            }
        };
    }

    private void checkHead() {
        HttpString protocol = exchange.getProtocol();
        boolean newer = protocol.equals(Protocols.HTTP_1_1);
        if (!newer && !protocol.equals(Protocols.HTTP_1_0)) {
            throw new Problem(
                    505, "The version of HTTP is another one", "the request is not of HTTP/1.1; expected HTTP/1.1");
        }
        HeaderMap sent = exchange.getRequestHeaders();
        HeaderValues hosts = sent.get(Headers.HOST);
        if (hosts == null ? newer : hosts.size() > 1) {
            throw new Problem(400, FormReader.MALFORMED, "the request has not one Host header; expected exactly one");
        }
        if (hosts != null) {
            server.hosts().check(hosts.getFirst());
        }
        for (HeaderValues values : sent) {
            headers.put(
                    values.getHeaderName().toString().toLowerCase(Locale.ROOT),
                    values.size() == 1 ? values.getFirst() : String.join(", ", values));
        }
        if (sent.contains(Headers.TRANSFER_ENCODING)) {
            throw new Problem(
                    411,
                    "The length is missing",
                    "the request has a Transfer-Encoding; expected a body of known length, with Content-Length");
        }
        String encoding = headers.getOrDefault("content-encoding", "identity").strip();
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new Problem(
                    415,
                    "The body is of another type",
                    "Content-Encoding is " + InputException.quote(encoding)
                            + "; expected a body that is not compressed");
        }
    }

    private void receive(BodyReader reader) {
        deadline.set(server.options().body(), () -> {
            server.traffic().rejected("slow");
            reader.stop();
            refuse(Overload.slow(server.options().body()).reply());
        });
        if (!HttpContinue.requiresContinueResponse(exchange)) {
            reader.start();
            return;
        }
        HttpContinue.sendContinueResponse(exchange, new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange same, Sender sender) {
                reader.start();
            }

            @Override
            public void onException(HttpServerExchange same, Sender sender, IOException e) {
                hangUp();
            }
        });
    }

    private void submit(Route route, Request request) {
        server.complete(connection);
        holding.hold();
        try {
            exchange.dispatch(server.pool(route), same -> {
                try {
                    if (!broken) {
                        Reply reply = Answers.of(route, request);
                        holding.less(bodyBytes);
                        // Back on the thread of the connection: it spins where another thread ends the exchange.
                        holding.hold();
                        exchange.dispatch(exchange.getIoThread(), () -> send(reply));
                    }
                } finally {
                    holding.release();
                }
            });
        } catch (RejectedExecutionException e) {
            exchange.unDispatch();
            holding.release();
            server.traffic().rejected("queue");
            refuse(Overload.queue().reply());
        }
    }

    private void send(Reply reply) {
        try {
            if (!broken) {
                answer(reply);
            }
        } finally {
            holding.release();
        }
    }

    /** Answers before the endpoint is asked; what is left of the body is not waited for long. */
    private void refuse(Reply reply) {
        if (!exchange.isRequestComplete()) {
            exchange.setPersistent(false);
        }
        answer(reply);
    }

    private void answer(Reply reply) {
        if (exchange.isResponseStarted()) {
            hangUp();
            return;
        }
        Reply sent = reply;
        if (!holding.more(reply.body().length + ANSWER_HEAD_BYTES)) {
            server.traffic().rejected("memory");
            sent = Overload.memory().reply();
        }
        deadline.set(exchange.isRequestComplete() ? server.options().answer() : DRAIN, this::hangUp);
        exchange.setStatusCode(sent.status());
        HeaderMap out = exchange.getResponseHeaders();
        ReplyHeaders.write(sent, out);
        if (server.stopping()) {
            exchange.setPersistent(false);
        }
        if (anyOrigin) {
            out.put(ALLOW_ORIGIN, "*");
        }
        if (sent.status() == 204 || sent.status() == 304) {
            exchange.endExchange();
            return;
        }
        exchange.setResponseContentLength(sent.body().length);
        if (method.equals("HEAD")) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(sent.body()));
        }
    }

    private void hangUp() {
        broken = true;
        IoUtils.safeClose(exchange.getConnection());
    }

    private void end() {
        broken = true;
        deadline.end();
        holding.release();
        server.ended(connection);
        int status = exchange.isResponseStarted() ? exchange.getStatusCode() : 0;
        server.traffic()
                .answered(
                        METHODS.contains(method) ? method : "other",
                        template,
                        status,
                        (System.nanoTime() - started) * 1e-9,
                        bodyBytes);
    }

    private Problem tooLarge() {
        return new Problem(
                413,
                "The body is too large",
                "the body is larger than " + server.options().bodyBytes() + " bytes; expected a smaller one");
    }
}
