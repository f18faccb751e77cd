package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.catalogue.Sourced;

class SlurmPartitionsTest {

    private static final String ANSWER = "debug|up|30:00|1-4|64\n"
            + "batch*|up|1-12:00:00|2-infinite|64\n"
            + "batch*|up|1-12:00:00|2-infinite|64+\n"
            + "fat|up|infinite|1-8|128\n"
            + "old|down|1:00:00|1-8|64\n"
            + "many|up|12:00:00|16|128+\n"
            + "x; rm -rf|up|12:00:00|16|64\n"
            + "$(reboot)|up|12:00:00|16|64\n"
            + "odd|up|9999-99:99:99|1-8|64\n"
            + "zero|up|00:00|9-8|64\n";

    private static List<Partition> parse(String answer) {
        return SlurmPartitions.parse(answer, "node", Set.of(64), "sinfo");
    }

    private static Partition partition(String name, boolean isDefault, int least, int most, double seconds) {
        return new Partition(
                name,
                "node",
                isDefault,
                Optional.of(new Sourced<>(least, "sinfo")).filter(n -> least > 0),
                Optional.of(new Sourced<>(most, "sinfo")).filter(n -> most > 0),
                Optional.empty(),
                Optional.of(new Sourced<>(seconds, "sinfo")).filter(s -> seconds > 0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void understandsWhatTheManualDescribes() {
        assertEquals(
                List.of(
                        partition("debug", false, 0, 4, 1800),
                        partition("batch", true, 2, 0, 129_600),
                        partition("odd", false, 0, 8, 0),
                        partition("zero", false, 0, 8, 0)),
                parse(ANSWER));
    }

    @Test
    void thereIsOneDefault() {
        assertEquals(
                List.of(partition("a", true, 0, 4, 60), partition("b", false, 0, 4, 60)),
                parse("a|up|01:00|1-4|64\nb|up|01:00|1-4|64\n"));
        assertEquals(
                List.of(partition("a", true, 0, 4, 60), partition("b", false, 0, 4, 60)),
                parse("a*|up|01:00|1-4|64\nb*|up|01:00|1-4|64\n"));
    }

    @Test
    void anyTextIsReadQuickly() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder(ANSWER);
            for (int j = 0; j < 5; j++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            assertTrue(parse(text.toString()).size() <= 10);
        }
        assertEquals(List.of(), parse("|".repeat(1 << 18)));
        assertEquals(200, parse(lines(5000)).size());
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append('p').append(i).append("|up|infinite|1-infinite|64\n");
        }
        return lines.toString();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aCommandHasItsTime() {
        Duration second = Duration.ofSeconds(1);
        assertEquals(Optional.of("a\n"), SlurmPartitions.answer(List.of("echo", "a"), Duration.ofSeconds(20)));
        assertEquals(Optional.empty(), SlurmPartitions.answer(List.of("sleep", "60"), second));
        assertEquals(Optional.empty(), SlurmPartitions.answer(List.of("false"), Duration.ofSeconds(20)));
        assertEquals(Optional.empty(), SlurmPartitions.answer(List.of("/no/such/command"), second));
    }
}
