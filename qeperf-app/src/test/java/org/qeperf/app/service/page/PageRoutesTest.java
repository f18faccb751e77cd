package org.qeperf.app.service.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;

class PageRoutesTest {

    private static final Path RESOURCES = Path.of("src/main/resources/org/qeperf/app/service/page");
    private static final PageRoutes PAGE = new PageRoutes(1000);

    @Test
    void servesThePageWithAPolicyThatLetsNothingElseIn() {
        Reply reply = index(Map.of());
        String html = new String(reply.body(), StandardCharsets.UTF_8);
        assertEquals(200, reply.status());
        assertEquals("text/html; charset=utf-8", reply.type());
        assertEquals("no-cache", reply.headers().get("Cache-Control"));
        assertEquals(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none';"
                        + " base-uri 'none'; frame-ancestors 'none'",
                reply.headers().get("Content-Security-Policy"));
        assertTrue(html.contains("data-largest-upload=\"1000\""), html);
        assertFalse(html.contains("@"), html);
        assertFalse(html.contains("style="), html);
        assertFalse(
                Pattern.compile("<script(?![^>]* src=)|\\son[a-z]+=")
                        .matcher(html)
                        .find(),
                html);
    }

    @Test
    void servesAllThatThePageNamesAndNothingElse() throws IOException {
        String digest = digest();
        try (Stream<Path> files = Files.list(RESOURCES)) {
            Set<String> names =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            names.remove(PageFiles.INDEX);
            names.addAll(Set.of("si.in", "Si.pz-tm.UPF", PageFiles.PLOTS));
            assertEquals(names, new TreeSet<>(new PageFiles().contents().keySet()));
            for (String name : names) {
                assertEquals(200, file(digest, name, Map.of()).status(), name);
            }
        }
        for (String name : Set.of("index.html", "PageRoutes.class", "", "..", "../api/openapi.json")) {
            Problem problem = assertThrows(Problem.class, () -> file(digest, name, Map.of()), name);
            assertEquals(404, problem.status());
            assertEquals("the page has no such file; load the page again", problem.getMessage());
        }
        assertThrows(Problem.class, () -> file("0123456789abcdef", "main.js", Map.of()));
    }

    @Test
    void letsFilesBeKeptForEverForTheirAddressChangesWithThem() {
        Reply reply = file(digest(), "main.js", Map.of());
        assertEquals("text/javascript; charset=utf-8", reply.type());
        assertEquals("public, max-age=31536000, immutable", reply.headers().get("Cache-Control"));
        Reply again = file(
                digest(), "main.js", Map.of("if-none-match", reply.headers().get("ETag")));
        assertEquals(304, again.status());
        assertEquals(0, again.body().length);
        assertEquals(reply.headers().get("ETag"), again.headers().get("ETag"));
        assertEquals(
                200,
                file(digest(), "main.js", Map.of("if-none-match", "\"other\"")).status());
    }

    @Test
    void packsForThoseWhoUnpack() throws IOException {
        Reply plain = file(digest(), PageFiles.PLOTS, Map.of());
        assertEquals(null, plain.headers().get("Content-Encoding"));
        assertEquals("Accept-Encoding", plain.headers().get("Vary"));
        Reply packed = file(digest(), PageFiles.PLOTS, Map.of("accept-encoding", "br;q=1.0, gzip;q=0.8"));
        assertEquals("gzip", packed.headers().get("Content-Encoding"));
        assertTrue(packed.body().length < 400_000, () -> packed.body().length + " bytes");
        assertArrayEquals(plain.body(), new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes());
        assertEquals(
                null,
                file(digest(), "main.js", Map.of("accept-encoding", "gzip;q=0"))
                        .headers()
                        .get("Content-Encoding"));
        assertEquals(
                null,
                file(digest(), "main.js", Map.of("accept-encoding", "br, xgzip"))
                        .headers()
                        .get("Content-Encoding"));
        assertFalse(plain.headers().get("ETag").equals(packed.headers().get("ETag")));
    }

    private static String digest() {
        Matcher found = Pattern.compile("src=\"page/([0-9a-f]+)/main\\.js\"")
                .matcher(new String(index(Map.of()).body(), StandardCharsets.UTF_8));
        assertTrue(found.find());
        return found.group(1);
    }

    private static Reply index(Map<String, String> headers) {
        return answer("/", Map.of(), headers);
    }

    private static Reply file(String digest, String name, Map<String, String> headers) {
        return answer("/page/{digest}/{file}", Map.of("digest", digest, "file", name), headers);
    }

    private static Reply answer(String template, Map<String, String> values, Map<String, String> headers) {
        Route route = PAGE.routes().stream()
                .filter(one -> one.template().equals(template))
                .findFirst()
                .orElseThrow();
        return route.endpoint().answer(new Request("GET", template, values, Map.of(), headers, new byte[0]));
    }
}
