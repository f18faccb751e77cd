package org.qeperf.app.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.app.deploy.DeploymentCheck.Answer;
import org.qeperf.app.deploy.DeploymentCheck.Verdict;

/** The site, as it is written and as NGINX takes and serves it. */
class NginxSiteTest {

    private static final int UPLOAD = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void namesCertbotsFilesUnlessTold() {
        NginxSite site =
                NginxSite.of("qeperf.example.org", "127.0.0.1", 8765, UPLOAD, Optional.empty(), Optional.empty());
        List<String> lines = site.text().lines().map(String::strip).toList();
        assertTrue(lines.containsAll(List.of(
                "server 127.0.0.1:8765;",
                "ssl_certificate /etc/letsencrypt/live/qeperf.example.org/fullchain.pem;",
                "ssl_certificate_key /etc/letsencrypt/live/qeperf.example.org/privkey.pem;",
                "client_max_body_size 1048576;",
                "return 301 https://qeperf.example.org$request_uri;")));
        assertEquals(
                "/c.pem",
                NginxSite.of("a.org", "::1", 1, 1, Optional.of("/c.pem"), Optional.of("/k.pem"))
                        .certificate());
    }

    private static void refused(String message, String name, String address, int upload, Optional<String> certificate) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> NginxSite.of(name, address, 8765, upload, certificate, Optional.empty()))
                        .getMessage());
    }

    @Test
    void refusesWhatCannotStandInTheFile() {
        refused(
                "the server name is 'a.org; include /etc/passwd'; expected a name such as qeperf.example.org",
                "a.org; include /etc/passwd",
                "127.0.0.1",
                1,
                Optional.empty());
        refused(
                "the address is 192.0.2.1; expected one of loopback such as 127.0.0.1, since the way from NGINX to the"
                        + " service is not encrypted",
                "a.org",
                "192.0.2.1",
                1,
                Optional.empty());
        refused("the largest upload is 0 bytes; expected at least 1", "a.org", "127.0.0.1", 0, Optional.empty());
        refused("a certificate needs its key; expected both or none", "a.org", "127.0.0.1", 1, Optional.of("/c.pem"));
    }

    @Test
    void nginxTakesIt() throws IOException, InterruptedException {
        assumeTrue(Tool.NGINX.find().isPresent(), "nginx is not here");
        LiveSite.Certificate certificate = LiveSite.certificate(folder);
        Path site = Files.writeString(
                folder.resolve(NginxSite.FILE), LiveSite.site(certificate, 8765).text());
        assertEquals(List.of(new Answer("nginx -t", Verdict.GOOD, "")), DeploymentCheck.of(folder));
        Files.writeString(site, "server { listen nowhere; }\n");
        Answer bad = DeploymentCheck.of(folder).get(0);
        assertEquals(Verdict.BAD, bad.verdict());
        assertTrue(bad.detail().contains("host not found in \"nowhere\""), bad.detail());
    }

    /** A service on loopback answers to no other name, unless it is told one. */
    @Test
    void callsTheServiceByItsAddress() {
        for (String address : List.of("127.0.0.1", "::1")) {
            String site = NginxSite.of("qeperf.test", address, 8765, 1, Optional.empty(), Optional.empty())
                    .text();
            String host = address.equals("::1") ? "[::1]:8765" : "127.0.0.1:8765";
            assertTrue(site.contains("    proxy_set_header Host " + host + ";\n"), site);
            assertTrue(site.contains("    proxy_set_header X-Forwarded-Host qeperf.test;\n"), site);
        }
    }

    @Test
    void leadsToTheEncryptedSite() throws IOException, InterruptedException {
        try (LiveSite live = LiveSite.start(folder)) {
            LiveSite.Answer answer = live.plain("/api/v1/machines?x=1", "Host: evil.example.org");
            assertEquals(301, answer.status());
            assertEquals("https://qeperf.test/api/v1/machines?x=1", answer.header("location"));
        }
    }

    @Test
    void tellsTheServiceWhoAsks() throws IOException, InterruptedException {
        try (LiveSite live = LiveSite.start(folder)) {
            LiveSite.Answer answer = live.get(
                    "/api/v1/echo",
                    "X-Forwarded-For: 9.9.9.9",
                    "X-Real-IP: 9.9.9.9",
                    "X-Forwarded-Proto: http",
                    "X-Forwarded-Host: evil.example.org",
                    "Forwarded: for=9.9.9.9",
                    "Host: evil.example.org",
                    "Authorization: Bearer key");
            assertEquals(200, answer.status());
            assertEquals("max-age=31536000; includeSubDomains", answer.header("strict-transport-security"));
            List<String> seen = answer.body().lines().toList();
            assertTrue(
                    seen.containsAll(List.of(
                            "X-forwarded-for: 127.0.0.1",
                            "X-real-ip: 127.0.0.1",
                            "X-forwarded-proto: https",
                            "X-forwarded-host: qeperf.test",
                            "Host: 127.0.0.1:" + live.servicePort(),
                            "Authorization: Bearer key")),
                    answer.body());
            assertFalse(answer.body().contains("9.9.9.9") || answer.body().contains("evil"), answer.body());
        }
    }

    @Test
    void passesUploadsOnUpToTheLimit() throws IOException, InterruptedException {
        try (LiveSite live = LiveSite.start(folder)) {
            LiveSite.Answer taken = live.post("/api/v1/predict", UPLOAD, "Accept-Encoding: gzip");
            assertEquals(200, taken.status());
            assertTrue(taken.body().contains("bytes: " + UPLOAD + "\n"), taken.body());
            assertEquals("", taken.header("content-encoding"));
            LiveSite.Answer large = live.post("/api/v1/predict", UPLOAD + 1);
            assertEquals(413, large.status());
            assertEquals("application/problem+json", large.header("content-type"));
            assertEquals(
                    "{\"type\":\"about:blank\",\"title\":\"Content Too Large\",\"status\":413,"
                            + "\"detail\":\"the request is larger than this server takes\"}",
                    large.body());
        }
    }

    @Test
    void keepsTheMetricsToThisMachine() throws IOException, InterruptedException {
        try (LiveSite live = LiveSite.start(folder)) {
            for (String path : List.of(
                    "/metrics",
                    "//metrics",
                    "/metrics/",
                    "/metrics;a=b",
                    "/%6detrics",
                    "/a/../metrics",
                    "/metrics?x",
                    "/;/metrics")) {
                assertEquals(403, live.get(path).status(), path);
            }
            assertEquals(200, live.get("/api/v1/metricsystem").status());
        }
    }

    @Test
    void boundsWhatOneClientAsksFor() throws IOException, InterruptedException {
        try (LiveSite live = LiveSite.start(folder)) {
            List<Integer> statuses = live.flood("/api/v1/echo", 200);
            assertEquals(200, statuses.size());
            assertEquals(Set.of(200, 429), Set.copyOf(statuses));
            assertEquals(200, statuses.get(0));
            assertTrue(statuses.stream().filter(status -> status == 429).count() > 50, statuses.toString());
            assertEquals(200, live.get("/health/ready").status(), "health is always told");
        }
    }

    @Test
    void saysSoWhereTheServiceIsAway() throws IOException, InterruptedException {
        try (LiveSite live = LiveSite.start(folder)) {
            live.stopService();
            LiveSite.Answer answer = live.get("/api/v1/echo");
            assertEquals(503, answer.status());
            assertEquals(
                    "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                            + "\"detail\":\"the service does not answer; try again later\"}",
                    answer.body());
        }
    }
}
