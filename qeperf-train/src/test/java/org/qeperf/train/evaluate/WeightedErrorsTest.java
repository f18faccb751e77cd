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
        // Of 40/3, the weights and their mean.
        assertEquals(525, Arrays.stream(alike).filter(e -> e == 1).count(), 1);
        assertEquals(150, Arrays.stream(alike).filter(e -> e == 2).count(), 1);
        assertEquals(3, alike[998]);
    }

    /** Weights that hardly differ give what {@code ceil((n + 1) level)} gives for equal ones. */
    @Test
    void theRowToBePredictedCountsToo() {
        double[] errors = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] weights = new double[10];
        Arrays.fill(weights, 1);
        weights[3] = 1 + 1e-9;
        double[] alike = WeightedErrors.alike(errors, weights);
        assertEquals(6, alike[499]);
        assertEquals(9, alike[799]);
        assertEquals(10, alike[899]);
        assertEquals(10, alike[949]);
    }
}
