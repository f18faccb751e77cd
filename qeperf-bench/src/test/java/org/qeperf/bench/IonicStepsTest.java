package org.qeperf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IonicStepsTest {

    @TempDir
    private Path folder;

    /** In the form of version 6.7, with invented numbers: each step has as many iterations as it is told. */
    private void output(String name, String start, int kPoints, String clocks, int... steps) throws IOException {
        StringBuilder text = new StringBuilder("     Program PWSCF v.6.7MaX starts on  1Jan2020 at  0: 9:12\n");
        text.append("     number of k points=    ").append(kPoints).append("\n").append(start);
        int all = 0;
        for (int iterations : steps) {
            for (int i = 1; i <= iterations; i++) {
                text.append("     iteration #")
                        .append(String.format("%3d", i))
                        .append("     ecut=    20.00 Ry     beta= 0.70\n");
            }
            text.append("     convergence has been achieved in  ")
                    .append(iterations)
                    .append(" iterations\n");
            all += iterations;
        }
        text.append("     electrons    :     ")
                .append(2 * all)
                .append(".00s CPU     ")
                .append(2 * all)
                .append(".00s WALL (       ")
                .append(steps.length)
                .append(" calls)\n");
        text.append(clocks).append("     PWSCF        :   1m 0.00s CPU     1m 0.00s WALL\n   JOB DONE.\n");
        Files.writeString(folder.resolve(name), text);
    }

    private String printed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        IonicSteps steps = new IonicSteps();
        steps.addAll(folder);
        steps.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void laterStepsAreRelativeToTheFirst() throws IOException {
        String bfgs = "     BFGS Geometry Optimization\n";
        output("a.out", bfgs, 1, "", 10, 4, 6);
        output("again.out", bfgs, 1, "", 10, 4, 6);
        output("b.out", bfgs, 1, "", 8, 8, 8);
        output("short.out", bfgs, 1, "", 8, 2);
        Files.writeString(folder.resolve("README"), "No output.\n");
        assertEquals("""
                Iterations of the later ionic steps relative to the first
                  relax                               2 outputs, median 0.75, quartiles 0.63 to 0.88
                  all                                 2 outputs, median 0.75, quartiles 0.63 to 0.88
                """, printed().lines().limit(3).map(line -> line + "\n").reduce("", String::concat));
    }

    @Test
    void whatFollowsIsInIterationsAtOneKPoint() throws IOException {
        // An iteration takes 2 s; 4 k-points; forces take 3 s and the stress 5 s in each call.
        output("forces.out", "", 4, "     forces       :      3.00s CPU      3.00s WALL (       1 calls)\n", 7);
        output("stress.out", "", 4, """
                     forces       :      3.00s CPU      6.00s WALL (       2 calls)
                     stress       :      5.00s CPU     10.00s WALL (       2 calls)
                """, 9);
        String printed = printed();
        assertEquals(
                1,
                printed.lines()
                        .filter(
                                ("  atoms stay, forces                  1 outputs, median 3.00, quartiles 3.00 to 3.00")
                                        ::equals)
                        .count(),
                printed);
        assertEquals(
                1,
                printed.lines()
                        .filter(
                                ("  atoms stay, stress                  1 outputs, median 8.00, quartiles 8.00 to 8.00")
                                        ::equals)
                        .count(),
                printed);
    }
}
