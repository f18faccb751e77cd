package org.qeperf.app.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.app.service.http.Wire.ask;
import static org.qeperf.app.service.http.Wire.body;
import static org.qeperf.app.service.http.Wire.get;
import static org.qeperf.app.service.http.Wire.header;
import static org.qeperf.app.service.http.Wire.post;
import static org.qeperf.app.service.http.Wire.status;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server does with too many, too slow, and at its end. */
@Timeout(60)
class HttpLoadTest {

    private final Wire.Desk desk = new Wire.Desk();
    private final Wire.Counts counts = new Wire.Counts();
    private final List<Wire> wires = new ArrayList<>();
    private HttpServer server = Wire.serve(Wire.options(), counts, desk.routes());

    @AfterEach
    void stop() throws IOException {
        desk.open.countDown();
        for (Wire wire : wires) {
            wire.close();
        }
        server.close();
    }

    @Test
    void cutsHeadsThatDrip() throws Exception {
        try (Wire wire = new Wire(server)) {
            long millis = wire.send("GET / HTTP/1.1\r\nHost: localhost\r\nA: ").drip(10_000);
            assertTrue(millis < 10_000, millis + " ms");
        }
        try (Wire wire = new Wire(server)) {
            assertTrue(wire.send("GET / HT").closed());
        }
    }

    @Test
    void cutsBodiesThatDripOrStall() throws Exception {
        String head = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\n";
        try (Wire stalled = new Wire(server)) {
            String answer = stalled.send(head + "abc").answer();
            assertEquals(408, status(answer));
            assertTrue(body(answer).contains("the body was not complete after 0.9 s; expected it sooner"), answer);
        }
        try (Wire wire = new Wire(server)) {
            long millis = wire.send(head).drip(20_000);
            assertTrue(millis < 8000, millis + " ms");
        }
        assertEquals(2, counts.rejected.get("slow"));
        assertEquals(0, desk.asked.get());
        await(() -> server.heldBytes() == 0 && server.inFlight() == 0);
    }

    @Test
    void cutsClientsThatTakeNoAnswer() throws Exception {
        HttpServer large = Wire.serve(
                Wire.options().withMost(20_000_000L, 4096),
                counts,
                List.of(new Route("GET", "/", Access.OPEN, r -> Reply.text("text/plain", "x".repeat(15_000_000)))));
        try (large;
                Wire wire = new Wire(large)) {
            wire.send(get("/"));
            await(() -> large.heldBytes() > 15_000_000);
            await(() -> large.heldBytes() == 0 && large.inFlight() == 0);
        }
    }

    @Test
    void answersBesideTwoThousandIdleConnections() throws IOException {
        server.close();
        // Room for four requests, so that the end of one may overlap with the next.
        server = Wire.serve(Wire.options().withMost(800_000, 4096), counts, desk.routes());
        for (int i = 0; i < 2000; i++) {
            Wire wire = new Wire(server);
            wires.add(wire);
            if (i % 4 == 0) {
                wire.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\n");
            }
        }
        long start = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertEquals("90000 bytes", body(ask(server, post("/echo", "x".repeat(90_000)))));
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < 20_000, millis + " ms for 50 requests");
    }

    @Test
    void makesRoomWithTheConnectionIdleForLongest() throws Exception {
        try (HttpServer small = Wire.serve(Wire.options().withMost(250_000, 3), counts, desk.routes())) {
            for (int i = 0; i < 3; i++) {
                Wire wire = new Wire(small);
                wires.add(wire);
                assertEquals(200, status(wire.send(get("/")).answer()));
            }
            await(() -> small.inFlight() == 0);
            wires.get(0).send(post("/wait", ""));
            await(() -> desk.asked.get() == 1);
            assertEquals(200, status(ask(small, get("/"))));
            assertTrue(wires.get(1).closed());
            assertEquals(200, status(wires.get(2).send(get("/")).answer()));
            desk.open.countDown();
            assertEquals("waited", body(wires.get(0).answer()));
        }
        assertTrue(counts.rejected.get("connections") >= 1);
    }

    @Test
    void bodiesThatStallMakeRoomForOthers() throws Exception {
        try (HttpServer small = Wire.serve(Wire.options().withMost(250_000, 3), counts, desk.routes())) {
            for (int i = 0; i < 3; i++) {
                Wire wire = new Wire(small);
                wires.add(wire);
                wire.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\n" + "abc".repeat(i));
                int sent = i + 1;
                await(() -> small.inFlight() == sent);
            }
            assertEquals("90000 bytes", body(ask(small, post("/echo", "x".repeat(90_000)))));
            assertTrue(wires.get(0).closed());
            await(() -> small.inFlight() == 2);
        }
    }

    @Test
    void longWorkWaitsBehindItsOwnKindAlone() throws Exception {
        for (int i = 0; i < 17; i++) {
            Wire wire = new Wire(server);
            wires.add(wire);
            wire.send(post("/long", "x"));
            int sent = i + 1;
            await(() -> desk.asked.get() + server.queued() == sent);
        }
        assertEquals(1, desk.asked.get());
        assertEquals(503, status(ask(server, post("/long", "x"))));
        assertEquals("root", body(ask(server, get("/"))));
        desk.open.countDown();
        for (Wire wire : wires) {
            assertEquals("waited", body(wire.answer()));
        }
    }

    @Test
    void turnsAwayWhatFindsNoPlaceToWait() throws Exception {
        for (int i = 0; i < 4; i++) {
            Wire wire = new Wire(server);
            wires.add(wire);
            wire.send(post("/wait", "x"));
            int sent = i + 1;
            await(() -> desk.asked.get() + server.queued() == sent);
        }
        String answer = ask(server, post("/wait", "x"));
        assertEquals(503, status(answer));
        assertEquals("1", header(answer, "Retry-After"));
        assertTrue(
                body(answer).contains("too many requests wait already; expected this one again after a moment"),
                answer);
        assertEquals(503, status(ask(server, get("/"))));
        assertEquals("now", body(ask(server, get("/now"))));
        assertEquals(2, counts.rejected.get("queue"));
        desk.open.countDown();
        for (Wire wire : wires) {
            assertEquals("waited", body(wire.answer()));
        }
    }

    @Test
    void turnsAwayWhatFindsNoMemory() throws Exception {
        for (int i = 0; i < 2; i++) {
            Wire wire = new Wire(server);
            wires.add(wire);
            wire.send(post("/wait", "x".repeat(45_000)));
            int sent = i + 1;
            await(() -> desk.asked.get() == sent);
            if (i == 0) {
                assertEquals(503, status(ask(server, get("/large"))));
            }
        }
        String answer = ask(server, post("/echo", "x".repeat(95_000)));
        assertEquals(503, status(answer));
        assertTrue(
                body(answer).contains("too many bytes are on their way; expected this request again after a moment"),
                answer);
        assertEquals(2, counts.rejected.get("memory"));
        desk.open.countDown();
        assertEquals("waited", body(wires.get(0).answer()));
        assertEquals("waited", body(wires.get(1).answer()));
        await(() -> server.heldBytes() == 0);
        assertEquals("95000 bytes", body(ask(server, post("/echo", "x".repeat(95_000)))));
    }

    @Test
    void keepsTheBytesOfAClientThatLeftUntilTheWorkerIsDone() throws Exception {
        try (Wire wire = new Wire(server)) {
            wire.send(post("/wait", "x".repeat(50_000)));
            await(() -> desk.asked.get() == 1);
        }
        assertTrue(server.heldBytes() >= 50_000);
        desk.open.countDown();
        await(() -> server.heldBytes() == 0 && server.inFlight() == 0);
    }

    @Test
    void finishesWhatIsUnderWayWhenItStopsAndStartsAgainOnThePort() throws Exception {
        Wire waiting = new Wire(server);
        wires.add(waiting);
        Wire kept = new Wire(server);
        wires.add(kept);
        assertEquals(200, status(kept.send(get("/")).answer()));
        waiting.send(post("/wait", "x"));
        await(() -> desk.asked.get() == 1);
        Thread stopping = new Thread(server::close);
        stopping.start();
        await(server::stopping);
        String refused = kept.send(get("/")).answer();
        assertEquals(503, status(refused));
        assertEquals("close", header(refused, "Connection"));
        assertTrue(body(refused).contains("the service stops; expected this request again after a moment"), refused);
        await(() -> letsNobodyIn(server));
        desk.open.countDown();
        assertEquals("waited", body(waiting.answer()));
        stopping.join();
        int port = server.port();
        server = Wire.serve(Wire.options().withPort(port), counts, desk.routes());
        assertEquals("root", body(ask(server, get("/"))));
    }

    @Test
    void doesNotWaitForeverWhenItStops() throws Exception {
        Wire waiting = new Wire(server);
        wires.add(waiting);
        waiting.send(post("/wait", "x"));
        await(() -> desk.asked.get() == 1);
        long start = System.nanoTime();
        server.close();
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis >= 2900 && millis < 10_000, millis + " ms");
        assertEquals(1, desk.over.get(), "workers are over before what they use is closed");
        assertTrue(waiting.closed());
    }

    private static boolean letsNobodyIn(HttpServer server) {
        try {
            new Wire(server).close();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertTrue(condition.getAsBoolean());
    }
}
