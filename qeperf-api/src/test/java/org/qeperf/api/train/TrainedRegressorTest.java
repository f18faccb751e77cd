package org.qeperf.api.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainedRegressorTest {

    private static final Insight SHARES = new Insight(Insight.IMPORTANCE, new double[] {0.25, 0.75});
    private static final Insight GAIN = new Insight(Insight.GAIN, new double[] {8});

    private static TrainedRegressor trained(Insight... insights) {
        Regressor two = new Regressor() {
            @Override
            public int inputs() {
                return 2;
            }

            @Override
            public int scratchLength() {
                return 0;
            }

            @Override
            public double predict(double[] rows, int offset, double[] scratch) {
                return 0;
            }
        };
        return new TrainedRegressor(two, List.of(insights));
    }

    @Test
    void insightsAreFoundByTheirNames() {
        assertEquals(Optional.of(GAIN), trained(SHARES, GAIN).insight(Insight.GAIN));
        assertEquals(Optional.empty(), trained(SHARES).insight(Insight.GAIN));
    }

    @Test
    void gainsAreSharesOfTheWhole() {
        assertArrayEquals(new double[] {2, 6}, trained(SHARES, GAIN).gains().orElseThrow());
    }

    @Test
    void gainsAreUnknownWithoutSharesOfEachInputAndTheWhole() {
        assertTrue(trained(SHARES).gains().isEmpty());
        assertTrue(trained(GAIN).gains().isEmpty());
        assertTrue(trained(GAIN, new Insight(Insight.IMPORTANCE, new double[] {1}))
                .gains()
                .isEmpty());
    }
}
