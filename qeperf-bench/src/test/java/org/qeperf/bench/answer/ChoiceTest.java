package org.qeperf.bench.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private static Choice of(double[] measured, double... predicted) {
        return new Choice(
                measured,
                predicted,
                IntStream.generate(() -> 1).limit(measured.length).toArray());
    }

    @Test
    void regretIsWhatTheChosenLayoutTakesLonger() {
        assertEquals(0, of(new double[] {2, 1, 4}, 9, 1, 2).regret());
        assertEquals(1, of(new double[] {2, 1, 4}, 1, 9, 2).regret());
        assertEquals(3, of(new double[] {2, 1, 4}, 2, 9, 1).regret());
    }

    @Test
    void regretOfAnyLayout() {
        Choice choice = of(new double[] {2, 1, 4}, 1, 1, 1);
        assertEquals(1, choice.regret(0));
        assertEquals(0, choice.regret(1));
        assertEquals(3, choice.regret(2));
    }

    @Test
    void withoutNoiseThePerfectModelRegretsNothing() {
        assertEquals(0, of(new double[] {2, 1}, 1, 2).regretUnderNoise(0, new Random(1)));
    }

    @Test
    void noiseMakesNearLayoutsChangePlaces() {
        Choice near = of(new double[] {1, 1.0001}, 1, 2);
        Random random = new Random(42);
        double[] regrets = IntStream.range(0, 4000)
                .mapToDouble(i -> near.regretUnderNoise(0.06, random))
                .toArray();
        // Half of the time the other is faster in the second measurement, then by |N(0, 0.06 sqrt 2)|.
        assertEquals(0.5, Numbers.shareUpTo(regrets, 0), 0.03);
        assertEquals(0.0588, Numbers.quantile(regrets, 0.75), 0.005);
    }

    @Test
    void moreRunsMeanLessNoise() {
        Choice once = of(new double[] {1, 1.1}, 1, 2);
        Choice often = new Choice(new double[] {1, 1.1}, new double[] {1, 2}, new int[] {100, 100});
        assertTrue(largest(often) < largest(once) / 2);
    }

    private static double largest(Choice choice) {
        Random random = new Random(42);
        return IntStream.range(0, 1000)
                .mapToDouble(i -> choice.regretUnderNoise(0.1, random))
                .max()
                .orElseThrow();
    }

    @Test
    void oneLayoutIsNoChoice() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> of(new double[] {1}, 1));
        assertEquals("1 measured and 1 predicted", e.getMessage());
    }
}
