package org.qeperf.train.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptEndTest {

    private static final String END = """
            status=0
            date=2026-11-21T01:02:03Z
            start=100.25
            stop=102.75
            load=0.75
            cpu_before=cpu  1000 10 100 5000 20 1 2 30 0 0
            cpu_after=cpu  1300 20 150 5100 20 2 3 35 0 0
            job=12_3
            """;

    @TempDir
    private Path folder;

    @Test
    void addsUpTheRanks() throws IOException {
        assertEquals(
                new AttemptEnd(
                        0,
                        "2026-11-21T01:02:03Z",
                        2.5,
                        2.5,
                        0.5,
                        0.75,
                        2048 * 1024,
                        // (300 + 10 + 50 + 1 + 1) ticks were busy, of which the ranks had 3 s
                        0.62,
                        0.05,
                        0.75,
                        "12_3"),
                rounded(read(END, "1024 1.50 0.25 2.00\n2048 1.00 0.25 2.00\n")));
    }

    @Test
    void aKilledRankReportsNothing() throws IOException {
        AttemptEnd end = read(END, "Command terminated by signal 9\n");
        assertEquals("0 0.0 0.0", end.peakBytes() + " " + end.userSeconds() + " " + end.otherCpuSeconds());
    }

    @ParameterizedTest
    @CsvSource({
        // elapsed, user, system, lost more than 0.5 s and 13 % of 2.5 s?
        "2.0,1.2,0.1,false",
        "2.0,1.0,0.1,true",
        "2.0,4.0,0.1,false"
    })
    void isDisturbedWhereARankWaited(String elapsed, String user, String system, boolean disturbed) throws IOException {
        assertEquals(
                disturbed,
                read(END, "1 " + user + " " + system + " " + elapsed + "\n").isDisturbed());
    }

    @Test
    void isDisturbedWhereTheHostTookTheProcessor() throws IOException {
        String stolen = END.replace(" 35 0 0", " 70 0 0");
        assertEquals(true, read(stolen, "1 1.9 0.1 2.0\n").isDisturbed());
    }

    @Test
    void otherSystemsTellLess() throws IOException {
        AttemptEnd end = read("status=1\nstart=1.5\nstop=2.5\n", "");
        assertEquals(
                "1 1.0 0.0 0.0 ",
                end.status() + " " + end.wallSeconds() + " " + end.stolenSeconds() + " " + end.load() + " "
                        + end.job());
    }

    private static AttemptEnd rounded(AttemptEnd end) {
        return new AttemptEnd(
                end.status(),
                end.started(),
                end.wallSeconds(),
                end.userSeconds(),
                end.systemSeconds(),
                end.lostSeconds(),
                end.peakBytes(),
                Math.round(end.otherCpuSeconds() * 100) / 100.0,
                end.stolenSeconds(),
                end.load(),
                end.job());
    }

    private AttemptEnd read(String end, String usage) throws IOException {
        Files.writeString(folder.resolve("end"), end);
        Files.writeString(folder.resolve("usage"), usage);
        return AttemptEnd.read(folder);
    }
}
