package org.qeperf.app.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.app.service.http.Wire.ask;
import static org.qeperf.app.service.http.Wire.body;
import static org.qeperf.app.service.http.Wire.get;
import static org.qeperf.app.service.http.Wire.header;
import static org.qeperf.app.service.http.Wire.post;
import static org.qeperf.app.service.http.Wire.status;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.QePerfException;

/** What the server does with requests of every kind, asked over bare sockets. */
class HttpServerTest {

    private static final Wire.Desk DESK = new Wire.Desk();
    private static final Wire.Counts COUNTS = new Wire.Counts();
    private static HttpServer server;

    @BeforeAll
    static void start() {
        server = Wire.serve(Wire.options(), COUNTS, DESK.routes());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersWithHeadersThatKeepBrowsersCareful() throws IOException {
        String answer = ask(server, post("/echo", "abc"));
        assertEquals(200, status(answer));
        assertEquals("3 bytes", body(answer));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(answer, "Referrer-Policy"));
        assertEquals("no-store", header(answer, "Cache-Control"));
        assertEquals("default-src 'none'; frame-ancestors 'none'", header(answer, "Content-Security-Policy"));
        assertEquals("", header(answer, "Access-Control-Allow-Origin"));
        assertEquals("", header(answer, "Server"));
    }

    @Test
    void readsValuesOfPathAndQuery() throws IOException {
        assertEquals("a b {x=[1, 2], y=[a+b&c]}", body(ask(server, get("/things/a%20b?x=1&x=2&y=a%2Bb%26c"))));
        assertEquals("root", body(ask(server, get("http://localhost/"))));
    }

    @Test
    void saysWhatThereIs() throws IOException {
        String missing = ask(server, get("/nothing"));
        assertEquals(404, status(missing));
        String detail = "no such address: /nothing; GET /api/v1/openapi.json lists them all";
        assertEquals("application/problem+json", header(missing, "Content-Type"));
        assertEquals(
                "{\"type\":\"/problems/there-is-nothing-at-this-address\",\"title\":\"There is nothing at this address\","
                        + "\"status\":404,\"detail\":\"" + detail + "\",\"error\":\"" + detail + "\"}",
                body(missing));
        String wrong = ask(server, "DELETE /things/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertEquals(405, status(wrong));
        assertEquals("GET, HEAD, OPTIONS", header(wrong, "Allow"));
        assertTrue(body(wrong).contains("\"DELETE is not possible here; expected one of GET, HEAD, OPTIONS\""), wrong);
        assertEquals(405, status(ask(server, "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n")));
    }

    @Test
    void answersHeadAndOptions() throws IOException {
        try (Wire wire = new Wire(server)) {
            String head = "";
            wire.send(
                    "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n" + "OPTIONS /echo HTTP/1.1\r\nHost: localhost\r\n\r\n");
            for (int c; !head.endsWith("\r\n\r\n") && (c = wire.read()) >= 0; ) {
                head += (char) c;
            }
            assertEquals(200, status(head));
            assertEquals("4", header(head, "Content-Length"));
            String options = wire.answer();
            assertEquals(204, status(options));
            assertEquals("OPTIONS, POST", header(options, "Allow"));
            assertEquals("", header(options, "Access-Control-Allow-Origin"));
        }
    }

    @Test
    void letsOtherOriginsAskOnlyWhereTheRouteSaysSo() throws IOException {
        String options = ask(server, "OPTIONS /cors HTTP/1.1\r\nHost: localhost\r\nOrigin: http://y\r\n\r\n");
        assertEquals(204, status(options));
        assertEquals("*", header(options, "Access-Control-Allow-Origin"));
        assertEquals("OPTIONS, POST", header(options, "Access-Control-Allow-Methods"));
        assertEquals("*", header(ask(server, post("/cors", "")), "Access-Control-Allow-Origin"));
        String large = ask(server, "POST /cors HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100001\r\n\r\n");
        assertEquals(413, status(large));
        assertEquals("*", header(large, "Access-Control-Allow-Origin"));
    }

    @Test
    void hidesBugsButNamesThem() throws IOException {
        for (String path : List.of("/bug", "/wrong")) {
            String bug = ask(server, get(path));
            assertEquals(500, status(bug));
            assertTrue(
                    body(bug)
                            .matches(
                                    "\\{\"type\":\"/problems/this-is-a-bug-in-qeperf\",\"title\":\"This is a bug in qeperf\","
                                            + "\"status\":500,\"detail\":\"(incident [0-9a-f]{8}; please report it with what the log"
                                            + " of the service says of it)\",\"error\":\"\\1\"\\}"),
                    bug);
            assertFalse(bug.contains("secret"), bug);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "store,503,the stored runs cannot be read or changed now; expected this request again later",
        "DAMAGED,500,the registry of models is damaged; the log of the service says where",
        "BUSY,503,the registry of models is being changed; expected this request again after a moment",
        "UNKNOWN,404,secret of /home/someone"
    })
    void hidesWhatFailsInside(String what, int status, String detail) throws IOException {
        String answer = ask(server, get("/inside/" + what));
        assertEquals(status, status(answer));
        assertTrue(body(answer).contains("\"detail\":\"" + detail + "\""), answer);
    }

    @Test
    void answersOnLoopbackToItsOwnNamesOnly() throws IOException {
        for (String host : List.of("localhost", "LocalHost:80", "127.0.0.1:8765", "127.1.2.3", "[::1]", "[::1]:8765")) {
            assertEquals("root", body(ask(server, "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")), host);
        }
        for (String host : List.of("example.org", "localhost.example.org", "127.example.org", "[::2]", "x:80", "")) {
            String answer = ask(server, "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            assertEquals(421, status(answer), host);
            assertTrue(
                    body(answer)
                            .contains("the Host header is '" + host
                                    + "'; expected localhost, 127.0.0.1, [::1] or a name told"
                                    + " by the setting host-name"),
                    answer);
        }
        try (HttpServer named = Wire.serve(Wire.named("qeperf.example.org"), COUNTS, DESK.routes())) {
            assertEquals("root", body(ask(named, "GET / HTTP/1.1\r\nHost: QEperf.example.org\r\n\r\n")));
            assertEquals(421, status(ask(named, "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n")));
        }
    }

    @Test
    void answersToAnyNameWhereOthersReachIt() {
        new Hosts(InetAddress.getLoopbackAddress(), "127.0.0.1", List.of()).check("127.0.0.1");
        new Hosts(new InetSocketAddress(0).getAddress(), "0.0.0.0", List.of()).check("example.org");
    }

    @Test
    void wantsAKeyForChanges() throws IOException {
        String none = ask(server, post("/change", "x"));
        assertEquals(401, status(none));
        assertEquals("Bearer realm=\"qeperf\"", header(none, "WWW-Authenticate"));
        assertTrue(
                body(none)
                        .contains("the request shows no API key; expected the header 'Authorization: Bearer KEY' or"
                                + " 'X-API-Key: KEY'"),
                none);
        String head = "POST /change HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n";
        String other = ask(server, head + "X-API-Key: another\r\n\r\n");
        assertEquals(401, status(other));
        assertTrue(body(other).contains("the API key is not one of this service; expected"), other);
        assertEquals(200, status(ask(server, head + "X-API-Key: " + Wire.KEY + "\r\n\r\n")));
        assertEquals(200, status(ask(server, head + "authorization: bearer " + Wire.KEY + "\r\n\r\n")));
    }

    @Test
    void refusesChangesWhereThereIsNoKey() throws IOException {
        try (HttpServer keyless =
                HttpServer.start(Wire.options(), new Routes(DESK.routes()), new ApiKeys(List.of()), COUNTS)) {
            String answer = ask(keyless, "POST /change HTTP/1.1\r\nHost: localhost\r\nX-API-Key: \r\n\r\n");
            assertEquals(403, status(answer));
            assertTrue(
                    body(answer)
                            .contains(
                                    "this service has no API key, so nothing can be changed through it; expected a line"
                                            + " 'keys = ...' in its configuration: 'qeperf serve --new-key' makes a key and that"
                                            + " line"),
                    answer);
        }
    }

    @Test
    void answersRequestsSentAtOnceInTheirOrder() throws IOException {
        try (Wire wire = new Wire(server)) {
            wire.send(post("/echo", "a") + get("/things/2") + get("/nothing") + post("/echo", "bb"));
            assertEquals("1 bytes", body(wire.answer()));
            assertEquals("2 {}", body(wire.answer()));
            assertEquals(404, status(wire.answer()));
            assertEquals("2 bytes", body(wire.answer()));
        }
    }

    @Test
    void tellsTheClientToGoOnWithItsBody() throws IOException {
        try (Wire wire = new Wire(server)) {
            wire.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertEquals(100, status(wire.answer()));
            assertEquals("3 bytes", body(wire.send("abc").answer()));
        }
        assertEquals(
                413,
                status(
                        ask(
                                server,
                                "POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 200000\r\n\r\n")));
    }

    @Test
    void refusesCompressedBodiesAndThoseOfUnknownLength() throws IOException {
        String head = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
        String packed = ask(server, head + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc");
        assertEquals(415, status(packed));
        assertTrue(body(packed).contains("Content-Encoding is 'gzip'; expected a body that is not compressed"), packed);
        String chunked = ask(server, head + "Transfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n");
        assertEquals(411, status(chunked));
        assertTrue(
                body(chunked)
                        .contains("the request has a Transfer-Encoding; expected a body of known length, with"
                                + " Content-Length"),
                chunked);
    }

    @Test
    void refusesAmbiguousLengths() throws IOException {
        int before = DESK.asked.get();
        String head = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
        for (String lengths : new String[] {
            "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            "Content-Length: -3\r\n\r\nabc",
            "Content-Length: 3x\r\n\r\nabc",
            "Content-Length: 99999999999999999999\r\n\r\nabc",
            "Content-Length : 3\r\n\r\nabc"
        }) {
            try (Wire wire = new Wire(server)) {
                int status = status(
                        wire.send(head + lengths + get("/things/smuggled")).answer());
                assertTrue(status == 400 || status == 413 || status == 0, lengths + " gave " + status);
                assertFalse(wire.answer().contains("smuggled"), lengths);
            }
        }
        assertEquals(before, DESK.asked.get());
    }

    @Test
    void refusesBodiesThatAreTooLarge() throws IOException {
        assertEquals("100000 bytes", body(ask(server, post("/echo", "x".repeat(100_000)))));
        String large = ask(server, post("/echo", "x".repeat(100_001)));
        assertEquals(413, status(large));
        assertTrue(body(large).contains("the body is larger than 100000 bytes; expected a smaller one"), large);
        assertEquals("close", header(large, "Connection"));
        assertEquals(
                413,
                status(ask(server, "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2147483647\r\n\r\nabc")));
    }

    @Test
    void hangsUpOnABodyCutShortAndTakesTheRestOfALongOneForTheNextRequest() throws Exception {
        int before = DESK.asked.get();
        try (Wire wire = new Wire(server)) {
            wire.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30\r\n\r\nabc")
                    .endOutput();
            assertEquals("", wire.answer());
        }
        try (Wire wire = new Wire(server)) {
            wire.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabcGARBAGE\r\n\r\n");
            assertEquals("3 bytes", body(wire.answer()));
            assertTrue(status(wire.answer()) == 400 || wire.closed());
        }
        assertEquals(before + 1, DESK.asked.get());
        for (int i = 0; i < 100 && server.heldBytes() + server.inFlight() > 0; i++) {
            Thread.sleep(10);
        }
        assertEquals(0, server.heldBytes());
        assertEquals(0, server.inFlight());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/things/%00",
                "/things/%2e%2e",
                "/things/..",
                "/../etc/passwd",
                "/things/..%2f..%2fetc%2fpasswd",
                "/things/%2Fetc%2Fpasswd",
                "/things/..%5c..%5cwindows",
                "/things/%2e/x",
                "/things/a%0d%0aX:%20y",
                "/things/%zz",
                "/things/%\u0664\u0661",
                "/things/%4",
                "/things/%",
                "/things/%ff%fe",
                "/things/%c0%ae%c0%ae",
                "/things/x?y=%zz",
                "/things/x?%80=1",
                "things",
                "*"
            })
    void refusesAddressesThatHideSomething(String path) throws IOException {
        String answer = ask(server, get(path));
        assertEquals(400, status(answer), answer);
        assertFalse(answer.contains("root"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: y\r\n\r\n",
                "GET /\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nNoColon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
                "GET / / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\0\u0001\0\u0001",
                "\0\0\0\0\r\n\r\n"
            })
    void refusesWhatIsNoRequest(String request) throws IOException {
        int status = status(ask(server, request));
        assertTrue(status == 400 || status == 405 || status == 505 || status == 0, request + " gave " + status);
    }

    @Test
    void refusesHeadsThatAreTooLarge() throws IOException {
        String many = "GET / HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(101) + "\r\n";
        String one = "GET / HTTP/1.1\r\nHost: localhost\r\nA: " + "b".repeat(40_000) + "\r\n\r\n";
        String path = get("/things/" + "b".repeat(40_000));
        for (String request : new String[] {many, one, path}) {
            int status = status(ask(server, request));
            assertTrue(status == 400 || status == 431 || status == 0, request.substring(0, 40) + " gave " + status);
        }
        String query = ask(server, get("/things/x?" + "a=1&".repeat(101)));
        assertEquals(400, status(query));
        assertTrue(body(query).contains("the query of the address has more than 100 values; expected fewer"), query);
        assertEquals("root", body(ask(server, get("/"))));
    }

    @Test
    void tellsWhatItDid() throws Exception {
        Wire.Counts counts = new Wire.Counts();
        try (HttpServer counted = Wire.serve(Wire.options(), counts, DESK.routes())) {
            ask(counted, get("/things/a"));
            ask(counted, get("/things/b"));
            ask(counted, "BREW /things/b HTTP/1.1\r\nHost: localhost\r\n\r\n");
            ask(counted, get("/other"));
        }
        assertEquals(Map.of("GET /things/{name} 200", 2, "other none 405", 1, "GET none 404", 1), counts.answered);
    }

    @Test
    void saysWhereItCannotListen() {
        HttpOptions taken = Wire.options().withPort(server.port());
        QePerfException e = assertThrows(QePerfException.class, () -> Wire.serve(taken, COUNTS, DESK.routes()));
        assertEquals(
                "cannot listen on 127.0.0.1:" + server.port() + " (Address already in use); expected an address of this"
                        + " machine and a port that is free",
                e.getMessage());
    }
}
