package org.qeperf.features.crystal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.features.PwInputs;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.basis.GVectors;
import org.qeperf.features.input.Functional;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;

/** Own inputs, one rule each, with what pw.x 6.7 printed for them in the resource beside this class. */
class PrintedKPointsTest {

    private static final QeVersion PRINTED_BY = new QeVersion(6, 7);

    /** Half a unit of the last printed digit, and the noise of the last bits. */
    private static final double HALF_A_DIGIT = 0.51e-7;

    /** One input and what was printed. */
    record Printed(String name, int operations, List<Integer> fft, List<double[]> points, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Printed> runs() throws IOException {
        List<Printed> runs = new ArrayList<>();
        try (InputStream in = PrintedKPointsTest.class.getResourceAsStream("printed-by-pwx-6.7.txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String run : all.substring(all.indexOf("=== ")).split("(?m)^=== ")) {
                if (!run.isBlank()) {
                    runs.add(read(run));
                }
            }
        }
        return runs;
    }

    private static Printed read(String run) {
        String[] parts = run.split("\n---\n", 2);
        String[] lines = parts[0].split("\n");
        String[] head = lines[0].split(" ");
        List<double[]> points = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String[] words = lines[i].split(" ");
            double[] point = new double[4];
            for (int j = 0; j < 4; j++) {
                point[j] = Double.parseDouble(words[j]);
            }
            points.add(point);
        }
        List<Integer> fft = List.of(Integer.parseInt(head[2]), Integer.parseInt(head[3]), Integer.parseInt(head[4]));
        return new Printed(head[0], Integer.parseInt(head[1]), fft, points, parts[1]);
    }

    @Test
    void thereAreManyRuns() throws IOException {
        assertEquals(103, runs().size());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void operationsPointsAndWeightsAreThosePrinted(Printed printed) {
        PwInput input = PwInputs.parse(printed.text(), PRINTED_BY);
        boolean hybrid = input.variables().stream()
                .anyMatch(v ->
                        v.name().equals("input_dft") && Functional.of(v.text()).hybrid());
        SymmetryContext context = new SymmetryContext(hybrid, List.of(4.0), List.of());
        SymmetryReduction reduction = SymmetryReduction.of(input, context, ParseLimits.DEFAULT);
        assertEquals(printed.operations(), reduction.operations());
        assertEquals(printed.operations(), reduction.symmetryOperations().size());
        assertEquals(printed.points().size(), reduction.kPointCount());
        double degeneracy = input.electrons().spin() == PwInput.Spin.NONE ? 2 : 1;
        for (int i = 0; i < printed.points().size(); i++) {
            double[] k = reduction.kPoints();
            double[] ours = {
                k[3 * i], k[3 * i + 1], k[3 * i + 2], degeneracy * reduction.weights()[i]
            };
            assertArrayEquals(printed.points().get(i), ours, HALF_A_DIGIT, "k-point " + (i + 1));
        }
        double unit = 2 * Math.PI / reduction.lattice().alat();
        double cutoff = 4 * input.cutoffs().ecutwfcRydberg() / (unit * unit);
        FftGrid grid =
                GVectors.of(reduction.lattice(), cutoff, reduction.fftFactors()).grid();
        assertEquals(printed.fft(), List.of(grid.n1(), grid.n2(), grid.n3()));
    }
}
