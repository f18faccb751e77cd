package org.qeperf.examples.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static Settings settings(String key, String value) {
        return Settings.of(Map.of("qeperf", Map.of(key, value)));
    }

    @Test
    void refusesKeysThatItDoesNotKnow() {
        assertEquals(
                "nextflow.config: the scope qeperf has 'pseudo_dir'; expected of machine, partition, pseudoDir, runs,"
                        + " version",
                assertThrows(IllegalArgumentException.class, () -> settings("pseudo_dir", "pseudo"))
                        .getMessage());
    }

    @Test
    void countsAttemptsFromOne() {
        Plans plans = new Plans(settings("pseudoDir", "../silicon"));
        assertEquals(
                "attempt 0; expected at least 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new PwRequest(plans.of(Path.of("../silicon/si.in")), 0))
                        .getMessage());
    }

    @Test
    void asksForNoMoreThanANodeHas() {
        Plans plans = new Plans(settings("pseudoDir", "../silicon"));
        Path input = Path.of("../silicon/si.in");
        PwRequest request = new PwRequest(plans.of(input), 1_000_000);
        assertEquals(
                plans.of(input).destination().machine().memoryBytesPerNode(),
                request.getMemory().toBytes());
    }
}
