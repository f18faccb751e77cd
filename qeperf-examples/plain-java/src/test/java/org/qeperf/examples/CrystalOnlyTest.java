package org.qeperf.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CrystalOnlyTest {

    @Test
    void printsWhatTheReadmeShows() {
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            CrystalOnly.main(new String[0]);
        } finally {
            System.setOut(standard);
        }
        assertEquals("""
                6 atoms, 16 operations
                [-1 0 0; 0 1 0; 0 0 -1] + [0.5, 0.5, 0.5]
                24 k-points, the second with weight 0.020833333333333332
                1363 G-vectors on 15x15x15
                """, printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
}
