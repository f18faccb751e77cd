package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WeightedErrorsTest {

    @Test
    void errorsThatCountAlikeStay() {
        double[] errors = {0.3, 0.1, 0.2};
        assertArrayEquals(errors, WeightedErrors.alike(errors, new double[] {2, 2, 2}));
    }

    @Test
    void shareOfAnErrorIsItsWeight() {
        double[] alike = WeightedErrors.alike(new double[] {3, 1, 2}, new double[] {1, 7, 2});
        assertEquals(999, alike.length);
        assertEquals(700, Arrays.stream(alike).filter(e -> e == 1).count(), 1);
        assertEquals(200, Arrays.stream(alike).filter(e -> e == 2).count(), 1);
        assertEquals(3, alike[998]);
    }
}
