package org.qeperf.train.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;

class FeatureDriftTest {

    private static FeatureSchema schema(int columns) {
        return new FeatureSchema(
                "some-1",
                java.util.stream.IntStream.range(0, columns)
                        .mapToObj(c -> new FeatureSpec("x" + c, "1", "a number", "none", FeatureSpec.Scale.LINEAR))
                        .toList());
    }

    private static double[] rows(Random random, int count, int columns) {
        double[] rows = new double[count * columns];
        Arrays.setAll(rows, i -> random.nextGaussian());
        return rows;
    }

    /** Of 1 to 8 and 5 to 12 the distributions are 4/8 apart; asymptotically that has a probability of 0.1875. */
    @Test
    void theDistanceIsThatOfTheDistributions() {
        double[] first = {1, 2, 3, 4, 5, 6, 7, 8};
        double[] second = {5, 6, 7, 8, 9, 10, 11, 12};
        FeatureDrift.Column column =
                FeatureDrift.of(schema(1), first, second, 0.01).columns().get(0);
        assertEquals(0.5, column.distance(), 1e-12);
        assertEquals(0.1875, column.probability(), 1e-4);
    }

    @Test
    void equalPopulationsSeldomAlarm() {
        int streams = 200;
        int distance = 0;
        for (int seed = 0; seed < streams; seed++) {
            Random random = new Random(seed);
            FeatureDrift drift =
                    FeatureDrift.of(schema(20), rows(random, 100, 20), rows(random, 100, 20), FeatureDrift.LEVEL);
            assertEquals(20, drift.columns().size());
            distance += drift.changed().isEmpty() ? 0 : 1;
        }
        assertTrue(distance <= 6, distance + " of " + streams);
    }

    @Test
    void aShiftedColumnIsNamed() {
        Random random = new Random(1);
        double[] reference = rows(random, 100, 20);
        double[] recent = rows(random, 100, 20);
        for (int i = 7; i < recent.length; i += 20) {
            recent[i] += 1;
        }
        FeatureDrift drift = FeatureDrift.of(schema(20), reference, recent, FeatureDrift.LEVEL);
        assertEquals(
                List.of("x7"),
                drift.changed().stream().map(FeatureDrift.Column::feature).toList());
    }

    @Test
    void aColumnThatDoesNotChangeIsNotTested() {
        double[] reference = {1, 2, 1, 3};
        double[] recent = {1, 2, 1, 3};
        FeatureDrift drift = FeatureDrift.of(schema(2), reference, recent, FeatureDrift.LEVEL);
        assertEquals(
                List.of("x1"),
                drift.columns().stream().map(FeatureDrift.Column::feature).toList());
    }

    @Test
    void aColumnThatWasOneNumberIsFound() {
        double[] reference = new double[100];
        double[] recent = new double[100];
        Arrays.fill(recent, 1);
        FeatureDrift drift = FeatureDrift.of(schema(1), reference, recent, FeatureDrift.LEVEL);
        assertEquals(1, drift.changed().size());
    }
}
