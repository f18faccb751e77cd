package org.qeperf.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.bench.report.Against;
import org.qeperf.features.harvest.PwOutput;
import org.qeperf.features.harvest.PwOutputReader;

/**
 * An output in the form of pw.x 6.7, made large by many self-consistency iterations or by many bands, beside a sum over its
 * bytes. Megabytes a second are the size over the time.
 */
@SuppressWarnings("NullAway.Init")
public class HarvestOutputBenchmark extends AbstractBenchmark {

    private static final int SIZE = 32 << 20;
    private static final int K_POINTS = 40;

    @Param({"iterations", "bands"})
    public String kind = "iterations";

    private byte[] output;

    @Setup
    public void prepare() {
        StringBuilder text = new StringBuilder("     Program PWSCF v.6.7MaX starts on 20Nov2026 at 19: 8:20\n\n"
                + "     Parallel version (MPI), running on     4 processors\n     number of k points=    40\n");
        int iteration = 0;
        while (text.length() < SIZE) {
            if (kind.equals("iterations")) {
                iteration(text, 1 + iteration++ % 12);
            } else {
                bands(text);
            }
        }
        text.append("\n     electrons    :   1234.56s CPU   1240.00s WALL (       9 calls)\n");
        text.append("\n     PWSCF        :  20m34.56s CPU  20m41.00s WALL\n\n   JOB DONE.\n");
        output = text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void iteration(StringBuilder text, int number) {
        text.append(String.format(
                Locale.ROOT,
                "     iteration #%3d     ecut=    42.00 Ry     beta= 0.70%n"
                        + "     Davidson diagonalization with overlap%n"
                        + "     ethr =  3.79E-03,  avg # of iterations =  3.0%n%n"
                        + "     total cpu time spent up to now is      100.3 secs%n%n"
                        + "     total energy              =     -71.12939223 Ry%n"
                        + "     estimated scf accuracy    <       0.67261387 Ry%n%n",
                number));
    }

    private static void bands(StringBuilder text) {
        for (int k = 0; k < K_POINTS; k++) {
            text.append("          k =-0.1667 0.1667 0.1667 (   773 PWs)   bands (ev):\n\n");
            for (int line = 0; line < 20; line++) {
                text.append("   -39.6999 -39.4012 -12.5636   1.8796   2.5808   2.5808   3.1234   4.1234\n");
            }
            text.append('\n');
        }
    }

    @Benchmark
    @Against("baselineLookAtEveryByte")
    public List<PwOutput> read() {
        try {
            return PwOutputReader.read("pw.out", new ByteArrayInputStream(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What any reader has to do: look at every byte. */
    @Benchmark
    public int baselineLookAtEveryByte() {
        int sum = 0;
        for (byte b : output) {
            sum += b;
        }
        return sum;
    }

    /** The size of the output, in bytes. */
    int size() {
        return output.length;
    }
}
