package org.qeperf.models.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;

class LogCostsTest {

    private static final List<String> NAMES = List.of("work_fft", "cores_per_node", "work_messages");
    private static final double[] COSTS = {2e-9, 0, 3e-5};
    private static final double OVERHEAD = 0.05;
    private static final double POWER = -0.25;
    private static final Map<String, String> WIDE = Map.of("cost-spread", "20", "power-spread", "10");

    /** Rows that keep the law; the factor changes those after the first. */
    private static TrainingSet data(int rows, int changed, double factor, double[] weights) {
        Random random = new Random(4);
        double[] flat = new double[rows * 3];
        double[] targets = new double[rows];
        for (int i = 0; i < rows; i++) {
            flat[3 * i] = Math.exp(15 + 8 * random.nextDouble());
            flat[3 * i + 1] = 1 + random.nextInt(128);
            flat[3 * i + 2] = random.nextBoolean() ? Math.exp(12 * random.nextDouble()) : 0;
            double work = OVERHEAD + COSTS[0] * flat[3 * i] + COSTS[2] * Math.max(1, flat[3 * i + 2]);
            targets[i] = work * Math.pow(flat[3 * i + 1], POWER) * (i < changed ? factor : 1);
        }
        return new TrainingSet(NAMES, flat, targets, Map.of(), weights);
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void assertLaw(TrainedRegressor trained, double tolerance) {
        double[] costs = Fits.insight(trained, Insight.COEFFICIENTS);
        assertEquals(COSTS[0], costs[0], tolerance * COSTS[0]);
        assertEquals(0, costs[1]);
        assertEquals(COSTS[2], costs[2], tolerance * COSTS[2]);
        assertEquals(OVERHEAD, Fits.insight(trained, Insight.INTERCEPT)[0], tolerance * OVERHEAD);
    }

    @Test
    void findsTheLawOfRowsThatKeepIt() {
        TrainedRegressor trained = Fits.fit("log-costs", WIDE, data(200, 0, 1, ones(200)));
        assertLaw(trained, 1e-3);
        double expected = (OVERHEAD + COSTS[0] * 1e9 + COSTS[2] * 1e4) * Math.pow(16, POWER);
        assertEquals(expected, Fits.predict(trained, 1e9, 16, 1e4), 1e-3 * expected);
    }

    /** A tenth of the rows a thousand times slower moves costs by a few per cent. */
    @Test
    void outliersDecideLittle() {
        Map<String, String> settings = Map.of("cost-spread", "20", "power-spread", "10", "tolerance", "0.05");
        assertLaw(Fits.fit("log-costs", settings, data(200, 20, 1000, ones(200))), 0.05);
    }

    @Test
    void rowsOfLittleWeightDecideLittle() {
        double[] weights = ones(200);
        Arrays.fill(weights, 0, 150, 1e-9);
        assertLaw(Fits.fit("log-costs", WIDE, data(200, 150, 3, weights)), 1e-2);
    }

    /** Three rows don't tell three costs and a power, yet none is 0. */
    @Test
    void fewRowsLeaveCostsPositive() {
        TrainedRegressor trained = Fits.fit("log-costs", Map.of(), data(3, 0, 1, ones(3)));
        double[] costs = Fits.insight(trained, Insight.COEFFICIENTS);
        assertTrue(costs[0] > 0 && costs[2] > 0, Arrays.toString(costs));
    }

    @Test
    void withoutNamesOfWorkEveryColumnIsWork() {
        TrainingSet named = data(100, 0, 1, ones(100));
        TrainingSet plain = new TrainingSet(3, named.rows(), named.targets());
        double[] costs = Fits.insight(Fits.fit("log-costs", WIDE, plain), Insight.COEFFICIENTS);
        assertTrue(Arrays.stream(costs).allMatch(cost -> cost > 0), Arrays.toString(costs));
    }

    @Test
    void theSameRowsGiveTheSameLaw() {
        double[] first = Fits.insight(Fits.fit("log-costs", Map.of(), data(50, 5, 4, ones(50))), Insight.COEFFICIENTS);
        double[] again = Fits.insight(Fits.fit("log-costs", Map.of(), data(50, 5, 4, ones(50))), Insight.COEFFICIENTS);
        assertArrayEquals(first, again);
    }

    @Test
    void refusesTargetsThatAreNotPositive() {
        TrainingException e =
                assertThrows(TrainingException.class, () -> Fits.fit("log-costs", Map.of(), data(10, 1, 0, ones(10))));
        assertEquals("a target is 0.0; expected positive numbers only, because errors are relative", e.getMessage());
    }

    @Test
    void refusesNumbersThatAreTooLarge() {
        TrainingSet data = new TrainingSet(2, new double[] {1e308, 1e308, 1, 1}, new double[] {1, 1e300});
        TrainingException e = assertThrows(TrainingException.class, () -> Fits.fit("log-costs", Map.of(), data));
        assertEquals("numbers of the rows are too large; remove rows far from the others", e.getMessage());
    }
}
