package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PreparationTest {

    private static final double NAN = Double.NaN;

    @Test
    void columnsAreStandardisedAfterTheirLogarithm() {
        double[] raw = {99, 7, 6, 15};
        double[] out = {-1, -1, -1, -1};
        // Means 2, 2, 1.4 and deviations 2, 2, 0.5.
        ExampleModels.preparation().prepare(raw, 1, out, 1);
        assertArrayEquals(new double[] {-1, (Math.log(8) - 2) / 2, 2, (Math.log(16) - 1.4) / 0.5}, out, 1e-15);
        assertArrayEquals(new double[] {99, 7, 6, 15}, raw);
    }

    @Test
    void theTargetIsDividedByItsNormaliserBeforeTheLogarithm() {
        double[] raw = {1, 1, 4};
        assertEquals((Math.log(10) - 0.5) / 1.5, ExampleModels.preparation().prepareTarget(40, raw, 0), 1e-15);
        assertEquals(4 * Math.exp(3.5), ExampleModels.preparation().restoreTarget(2, raw, 0), 1e-12);
    }

    @Test
    void withoutNormaliserTheTargetStaysAsItIs() {
        Preparation plain = new Preparation(ExampleModels.SCHEMA, new double[3], new double[] {1, 1, 1}, 0, 1, -1);
        assertEquals(Math.log(40), plain.prepareTarget(40, new double[] {1, 1, 4}, 0));
    }

    @Test
    void whatIsPreparedComesBack() {
        Random random = new Random(1);
        Preparation preparation = ExampleModels.preparation();
        for (int i = 0; i < 1000; i++) {
            double target = Math.exp(20 * random.nextDouble() - 10);
            double[] raw = {0, 0, 0, 1 + random.nextInt(100)};
            double back = preparation.restoreTarget(preparation.prepareTarget(target, raw, 1), raw, 1);
            assertEquals(target, back, 1e-13 * target);
        }
    }

    @Test
    void numbersThatCannotBeUndoneAreRefused() {
        double[] one = {1, 1, 1};
        refused("a preparation of 2 columns for schema example-3", new double[2], one, 0, 1, -1);
        refused("a preparation of 3 columns for schema example-3", one, new double[4], 0, 1, -1);
        refused("a preparation of 3 columns for schema example-3", one, one, 0, 1, 3);
        refused("a preparation of 3 columns for schema example-3", one, one, 0, 1, -2);
        refused("column 1 has mean 1.0, deviation 0.0", one, new double[] {1, 0, 1}, 0, 1, -1);
        refused("column 1 has mean 1.0, deviation -1.0", one, new double[] {1, -1, 1}, 0, 1, -1);
        refused("column 2 has mean 1.0, deviation NaN", one, new double[] {1, 1, NAN}, 0, 1, -1);
        refused("column 0 has mean NaN, deviation 1.0", new double[] {NAN, 1, 1}, one, 0, 1, -1);
        refused("target mean 0.0, deviation 0.0", one, one, 0, 0, -1);
        refused("target mean NaN, deviation 1.0", one, one, NAN, 1, -1);
        refused("target mean 0.0, deviation Infinity", one, one, 0, Double.POSITIVE_INFINITY, -1);
    }

    private static void refused(
            String message,
            double[] mean,
            double[] deviation,
            double targetMean,
            double targetDeviation,
            int normalizer) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new Preparation(ExampleModels.SCHEMA, mean, deviation, targetMean, targetDeviation, normalizer));
        assertEquals(message, e.getMessage());
    }
}
