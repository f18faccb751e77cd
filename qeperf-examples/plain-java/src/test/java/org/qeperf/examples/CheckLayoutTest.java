package org.qeperf.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckLayoutTest {

    @Test
    void tellsWhichLayoutsStart() {
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            CheckLayout.main(new String[] {"../silicon/si.in"});
        } finally {
            System.setOut(standard);
        }
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(
                List.of(
                        "1 node x 4 tasks x 1 thread, 2 pools: starts, FITS",
                        "1 node x 4 tasks x 1 thread, 3 pools: does not start, FITS",
                        "1 node x 4 tasks x 1 thread, 8 pools: does not start, FITS"),
                lines.stream().filter(line -> !line.startsWith("  ")).toList());
        assertEquals(
                2, lines.stream().filter(line -> line.startsWith("  STOPS ")).count());
    }
}
