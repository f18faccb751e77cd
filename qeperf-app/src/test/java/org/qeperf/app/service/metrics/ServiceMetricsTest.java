package org.qeperf.app.service.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;

class ServiceMetricsTest {

    @Test
    void aFigureThatFailsIsNotANumberAndHidesNoOther() throws Exception {
        ServiceMetrics metrics = new ServiceMetrics();
        metrics.gauge("qeperf_good", "A figure.", () -> 3);
        metrics.gauge("qeperf_bad", "A figure.", () -> {
            throw new IllegalStateException("/var/lib/qeperf/runs.db: cannot be read");
        });
        metrics.predicted(5);
        Reply reply = metrics.routes()
                .get(0)
                .endpoint()
                .answer(new Request("GET", "/metrics", Map.of(), Map.of(), Map.of(), new byte[0]));
        assertEquals(200, reply.status());
        String text = new String(reply.body(), StandardCharsets.UTF_8);
        for (String line : List.of("qeperf_good 3.0", "qeperf_bad NaN", "qeperf_predictions_total 5.0")) {
            assertTrue(text.lines().anyMatch(line::equals), line + " in\n" + text);
        }
        assertFalse(text.contains("runs.db"), text);
    }
}
