package org.qeperf.models.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;

class KernelCostsTest {

    private static final List<String> NAMES = List.of("n_el", "work_fft", "work_subspace", "work_communication");
    private static final double[] COSTS = {0, 3e-10, 1e-10, 2e-9};
    private static final double OVERHEAD = 0.004;
    private static final int ROWS = 120;

    @ParameterizedTest
    @ValueSource(strings = {"together", "first", "ignored"})
    void findsTheCostsOfRowsThatKeepTheLaw(String clocks) {
        TrainedRegressor trained = fit(clocks, 1, 0, "work_fft", "work_subspace", "work_communication");
        assertArrayEquals(COSTS, Fits.insight(trained, Insight.COEFFICIENTS), 1e-17);
        assertEquals(OVERHEAD, Fits.insight(trained, Insight.INTERCEPT)[0], 1e-10);
    }

    /** A kernel whose clock was never printed, all its numbers being NaN, is found by the totals. */
    @ParameterizedTest
    @ValueSource(strings = {"together", "first"})
    void findsAKernelWithoutAClock(String clocks) {
        TrainingSet data = data(1, 0, "work_fft", "work_subspace", "work_communication");
        Arrays.fill(data.parts().get("work_communication"), Double.NaN);
        TrainedRegressor trained = Fits.fit("kernel-costs", Map.of("clocks", clocks), data);
        assertArrayEquals(COSTS, Fits.insight(trained, Insight.COEFFICIENTS), 1e-17);
    }

    @Test
    void withoutPartsEveryColumnIsAKernel() {
        TrainedRegressor trained = fit("together", 1, 0);
        assertArrayEquals(COSTS, Fits.insight(trained, Insight.COEFFICIENTS), 1e-12);
        assertEquals(OVERHEAD, Fits.insight(trained, Insight.INTERCEPT)[0], 1e-10);
    }

    @Test
    void aColumnThatIsNoKernelCostsNothing() {
        TrainedRegressor trained = fit("ignored", 1, 0.2, "work_fft");
        double[] costs = Fits.insight(trained, Insight.COEFFICIENTS);
        assertTrue(costs[1] > 0);
        assertArrayEquals(new double[] {0, costs[1], 0, 0}, costs);
    }

    /** Where the clocks show half of the time, their costs are doubled, and keep their ratio. */
    @Test
    void aCommonFactorCarriesWhatNoClockShows() {
        TrainedRegressor trained = fit("first", 0.5, 0, "work_fft", "work_subspace", "work_communication");
        assertArrayEquals(COSTS, Fits.insight(trained, Insight.COEFFICIENTS), 1e-17);
    }

    /** Two kernels that grow alike cannot be told apart by totals with noise, but by their clocks. */
    @Test
    void clocksTellKernelsApartThatTotalsCannot() {
        Random random = new Random(3);
        double[] rows = new double[2 * ROWS];
        double[] targets = new double[ROWS];
        Map<String, double[]> parts = new LinkedHashMap<>();
        parts.put("a", new double[ROWS]);
        parts.put("b", new double[ROWS]);
        for (int i = 0; i < ROWS; i++) {
            rows[2 * i] = 1 + random.nextDouble();
            rows[2 * i + 1] = rows[2 * i] * (1 + 0.001 * random.nextGaussian());
            parts.get("a")[i] = 3 * rows[2 * i];
            parts.get("b")[i] = rows[2 * i + 1];
            targets[i] = (3 * rows[2 * i] + rows[2 * i + 1]) * Math.exp(0.1 * random.nextGaussian());
        }
        TrainingSet data = new TrainingSet(List.of("a", "b"), rows, targets, parts);
        double[] costs = Fits.insight(Fits.fit("kernel-costs", Map.of(), data), Insight.COEFFICIENTS);
        assertEquals(3, costs[0], 0.15);
        assertEquals(1, costs[1], 0.15);
        double[] blind =
                Fits.insight(Fits.fit("kernel-costs", Map.of("clocks", "ignored"), data), Insight.COEFFICIENTS);
        assertTrue(Math.min(blind[0], blind[1]) < 0.5, Arrays.toString(blind));
    }

    @Test
    void theOverheadIsNeverNothing() {
        double[][] rows = {{1}, {2}, {4}};
        TrainedRegressor trained = Fits.fit("kernel-costs", Map.of(), Fits.set(rows, new double[] {2, 4, 8}));
        assertEquals(0.002, Fits.predict(trained, 0));
    }

    @Test
    void refusesTargetsThatAreNotPositive() {
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> Fits.fit("kernel-costs", Map.of(), Fits.set(new double[][] {{1}, {2}}, new double[] {1, -2})));
        assertEquals("a target is -2.0; expected positive numbers only, because errors are relative", e.getMessage());
    }

    private static TrainedRegressor fit(String clocks, double shown, double noise, String... kernels) {
        return Fits.fit("kernel-costs", Map.of("clocks", clocks), data(shown, noise, kernels));
    }

    /** Rows of two orders of magnitude; a quarter of them runs on one rank, which sends nothing. */
    private static TrainingSet data(double shown, double noise, String... kernels) {
        Random random = new Random(14);
        double[] rows = new double[ROWS * NAMES.size()];
        double[] targets = new double[ROWS];
        Map<String, double[]> parts = new LinkedHashMap<>();
        for (String kernel : kernels) {
            parts.put(kernel, new double[ROWS]);
        }
        for (int i = 0; i < ROWS; i++) {
            int at = i * NAMES.size();
            targets[i] = OVERHEAD;
            for (int c = 0; c < NAMES.size(); c++) {
                boolean alone = c == 3 && i % 4 == 0;
                rows[at + c] = alone ? 0 : 1e7 * Math.pow(100, random.nextDouble());
                targets[i] += COSTS[c] * rows[at + c];
                if (parts.containsKey(NAMES.get(c))) {
                    parts.get(NAMES.get(c))[i] = alone ? Double.NaN : shown * COSTS[c] * rows[at + c];
                }
            }
            targets[i] *= Math.exp(noise * random.nextGaussian());
        }
        return new TrainingSet(NAMES, rows, targets, parts);
    }
}
