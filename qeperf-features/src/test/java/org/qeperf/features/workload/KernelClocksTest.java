package org.qeperf.features.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.RunTimes;

class KernelClocksTest {

    private static final int ITERATIONS = 5;
    private static final double NONE = Double.NaN;
    private static final Layout TWO_RANKS = new Layout(1, 2, 1, 1);

    private final Map<String, Clock> clocks = new LinkedHashMap<>();

    @Test
    void columnsAreTheKernelsOfTheSchema() {
        FeatureSchema schema = schema(PwSchemas.QEPERF_1);
        List<String> work = schema.features().stream()
                .map(FeatureSpec::name)
                .filter(name -> name.startsWith("work_") && !name.equals("work_total"))
                .toList();
        assertEquals(work, KernelClocks.COLUMNS);
        assertEquals(work, KernelClocks.columns(schema));
    }

    /** A kernel of the detailed schema is one of several of a clock. */
    @Test
    void allWorkOfTheDetailedSchemaIsOfKernels() {
        davidson();
        FeatureSchema schema = schema(PwSchemas.QEPERF_2);
        List<String> work = schema.features().stream()
                .map(FeatureSpec::name)
                .filter(name -> name.startsWith("work_"))
                .toList();
        assertEquals(work, KernelClocks.columns(schema));
        Map<String, Double> seconds =
                KernelClocks.secondsPerIteration(schema, counts(false), Layout.serial(), times(), ITERATIONS);
        assertEquals(work, new ArrayList<>(seconds.keySet()));
        assertTrue(seconds.values().stream().allMatch(s -> Double.isNaN(s)));
        FeatureSchema plain = schema(PwSchemas.QEPERF_1);
        assertEquals(
                KernelClocks.secondsPerIteration(counts(false), Layout.serial(), times(), ITERATIONS),
                KernelClocks.secondsPerIteration(plain, counts(false), Layout.serial(), times(), ITERATIONS));
    }

    private static FeatureSchema schema(String name) {
        return PwSchemas.all().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** 2 k-points x 10 states x 5 iterations make 100 of the 500 transforms, a fifth of their second. */
    @Test
    void takesApartWhatClocksContain() {
        davidson();
        clock("s_psi", 0.05, 50);
        clock("newd", 0.6, 6);
        assertParts(
                seconds(false, Layout.serial()),
                (1.1 + 0.2) / ITERATIONS,
                (0.3 + 0.1 + 0.05) / ITERATIONS,
                (2.5 - 1.6 - 0.05 - 0.02 - 0.2) / ITERATIONS,
                0.2 / ITERATIONS,
                0.24 / 6 + 0.05 / ITERATIONS + 0.6 / 6 + (0.5 - 0.2) / ITERATIONS,
                NONE);
    }

    /** Of the 0.12 s of scattering, 1.0 / 1.2 belong to transforms of states. */
    @Test
    void scatteringIsCommunicationAndNoTransform() {
        davidson();
        clock("fft_scatt_xy", 0.08, 900);
        clock("fft_scatt_yz", 0.04, 900);
        double[] parts = seconds(false, TWO_RANKS);
        assertEquals((1.1 + 0.2 - 0.1) / ITERATIONS, parts[0], 1e-12);
        assertEquals(0.1 / ITERATIONS, parts[5], 1e-12);
    }

    @Test
    void knowsTheScatteringOfOldVersions() {
        davidson();
        clock("fft_scatter", 0.24, 900);
        assertEquals(0.2 / ITERATIONS, seconds(false, TWO_RANKS)[5], 1e-12);
    }

    @Test
    void scatteringThatWasNotPrintedIsUnknown() {
        davidson();
        double[] parts = seconds(false, TWO_RANKS);
        assertEquals(NONE, parts[0]);
        assertEquals(NONE, parts[5]);
        assertEquals(0.4 / ITERATIONS, parts[1], 1e-12);
    }

    /** With real states two share a transform: 50 of 500. */
    @Test
    void realStatesShareTransforms() {
        davidson();
        clocks.put("regterg", clocks.remove("cegterg"));
        clocks.put("rdiaghg", clocks.remove("cdiaghg"));
        double[] parts = seconds(true, Layout.serial());
        assertEquals((1.1 + 0.1) / ITERATIONS, parts[0], 1e-12);
        assertEquals((2.5 - 1.6 - 0.02 - 0.2) / ITERATIONS, parts[2], 1e-12);
        assertEquals(0.2 / ITERATIONS, parts[3], 1e-12);
    }

    @Test
    void otherSolversTellNothingOfSubspaces() {
        davidson();
        clocks.remove("cegterg");
        clocks.remove("cdiaghg");
        double[] parts = seconds(false, Layout.serial());
        assertEquals(NONE, parts[2]);
        assertEquals(NONE, parts[3]);
        assertEquals(1.3 / ITERATIONS, parts[0], 1e-12);
    }

    /** Clocks are rounded to hundredths, so differences of small ones may fall below 0. */
    @Test
    void aDifferenceIsNeverNegative() {
        davidson();
        clock("h_psi", 2.49, 60);
        assertEquals(0, seconds(false, Layout.serial())[2]);
    }

    @Test
    void ofNoClocksNothingIsKnown() {
        assertParts(seconds(false, TWO_RANKS), NONE, NONE, NONE, NONE, NONE, NONE);
        clocks.put("calbec", new Clock(OptionalLong.of(3), OptionalDouble.of(1), OptionalDouble.empty()));
        assertEquals(NONE, seconds(false, TWO_RANKS)[1]);
    }

    private void davidson() {
        clock("cegterg", 2.5, 10);
        clock("h_psi", 1.6, 60);
        clock("g_psi", 0.02, 50);
        clock("cdiaghg", 0.2, 60);
        clock("vloc_psi", 1.1, 60);
        clock("calbec", 0.3, 60);
        clock("add_vuspsi", 0.1, 60);
        clock("sum_band", 0.5, 5);
        clock("v_of_rho", 0.24, 6);
        clock("mix_rho", 0.05, 5);
        clock("fftw", 1.0, 500);
        clock("fft", 0.15, 100);
        clock("ffts", 0.05, 20);
    }

    private void clock(String name, double wall, long calls) {
        clocks.put(name, new Clock(OptionalLong.of(calls), OptionalDouble.of(wall / 2), OptionalDouble.of(wall)));
    }

    private static Counts counts(boolean gammaOnly) {
        return new Counts(List.of(
                new Count.Whole("n_ks", 10),
                new Count.Whole("n_k", 2),
                new Count.Whole("n_spin", 1),
                new Count.Flag("gamma_only", gammaOnly)));
    }

    private RunTimes times() {
        return new RunTimes(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), clocks);
    }

    private double[] seconds(boolean gammaOnly, Layout layout) {
        Map<String, Double> byColumn = KernelClocks.secondsPerIteration(counts(gammaOnly), layout, times(), ITERATIONS);
        assertEquals(KernelClocks.COLUMNS, new ArrayList<>(byColumn.keySet()));
        return byColumn.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void assertParts(double[] actual, double... expected) {
        assertArrayEquals(expected, actual, 1e-12);
    }
}
