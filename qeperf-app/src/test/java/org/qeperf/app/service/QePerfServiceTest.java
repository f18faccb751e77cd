package org.qeperf.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.app.Main;
import org.qeperf.app.cli.QePerf;
import org.qeperf.app.service.http.ApiKeys;
import org.qeperf.app.service.http.HttpOptions;

/** The service as a whole: inside this program, and as a process of its own. */
@Timeout(60)
class QePerfServiceTest {

    @TempDir
    Path folder;

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String run(int status, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertEquals(status, QePerf.run(arguments, stream, stream, ServeCommand.class));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsOfItsHealthAndWhatItDid() throws Exception {
        HttpOptions standard = HttpOptions.defaults();
        HttpOptions anyPort = new HttpOptions(
                standard.address(),
                0,
                2,
                9,
                99,
                9999,
                99_999,
                standard.head(),
                standard.body(),
                standard.idle(),
                standard.answer(),
                standard.stop(),
                standard.hostNames());
        try (QePerfService service =
                QePerfService.start(ServiceOptions.in(folder).with(anyPort))) {
            assertEquals(
                    "{\"status\":\"live\"}", get(service.port(), "/health/live").body());
            assertEquals(200, get(service.port(), "/health/ready").statusCode());
            assertEquals(404, get(service.port(), "/nowhere").statusCode());
            HttpResponse<String> metrics = get(service.port(), "/metrics");
            assertEquals(
                    "text/plain; version=0.0.4; charset=utf-8",
                    metrics.headers().firstValue("content-type").orElse(""));
            for (String line : List.of(
                    "qeperf_http_requests_total{method=\"GET\",route=\"/health/live\",status=\"200\"} 1.0",
                    "qeperf_http_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1.0",
                    "qeperf_http_request_duration_seconds_count{route=\"/health/ready\"} 1",
                    "qeperf_http_rejected_total{reason=\"queue\"} 0.0",
                    "qeperf_http_requests_in_flight 1.0",
                    "qeperf_http_requests_queued 0.0",
                    "qeperf_predictions_total 0.0")) {
                assertTrue(metrics.body().lines().anyMatch(line::equals), line + " in\n" + metrics.body());
            }
            assertTrue(metrics.body().contains("jvm_memory_used_bytes{area=\"heap\"}"), metrics.body());
            assertTrue(metrics.body().contains("jvm_threads_current "), metrics.body());
            assertTrue(metrics.body().contains("jvm_gc_collection_seconds_count"), metrics.body());
            assertEquals(200, get(service.port(), "/metrics").statusCode());
        }
    }

    @Test
    void runsUntilItIsToldToStop() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port=0",
                "--data=" + folder));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            // What libraries and newer releases of Java have to say of themselves.
            while (line != null && line.matches("((SLF4J|WARNING).*)?")) {
                line = out.readLine();
            }
            assertTrue(String.valueOf(line).matches("qeperf serves on http://127\\.0\\.0\\.1:\\d+/"), line);
            int port = URI.create(line.substring(line.indexOf("http"))).getPort();
            assertEquals(200, get(port, "/health/ready").statusCode());
            process.destroy();
            assertTrue(process.waitFor(50, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void makesKeysAndShowsTheConfiguration() {
        String made = run(0, "serve", "--new-key");
        String key = made.lines().skip(1).findFirst().orElse("").strip();
        assertTrue(key.matches("qeperf_[A-Za-z0-9_-]{43}"), made);
        assertTrue(made.contains("  keys = " + ApiKeys.digest(key)), made);
        assertFalse(run(0, "serve", "--new-key").contains(key));
        assertTrue(run(0, "serve", "--print-config", "--port", "81").contains("port = 81\n"));
        assertTrue(run(0, "serve", "--help").contains("--max-upload=BYTES"));
    }

    @Test
    void aCheckStartsAndEnds() {
        String said = run(0, "serve", "--check", "--port", "0", "--data", folder.toString());
        assertTrue(said.matches("qeperf serves on http://127\\.0\\.0\\.1:[1-9][0-9]*/\\R"), said);
    }

    @Test
    void saysWhichArgumentIsWrong() {
        assertEquals(
                "--port is 'x'; expected 0 to 65535; see 'qeperf serve --help'" + System.lineSeparator(),
                run(2, "serve", "--port", "x"));
        assertEquals(
                folder.resolve("none") + ": no such file" + System.lineSeparator(),
                run(2, "serve", "--config", folder.resolve("none").toString()));
    }
}
