package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {

    /** The second of three elements, with its neighbours left alone. */
    private static double applied(Activation activation, double x) {
        double[] elements = {-7, x, -7};
        activation.apply(elements, 1, 1);
        assertEquals(-7, elements[0]);
        assertEquals(-7, elements[2]);
        return elements[1];
    }

    @Test
    void identityLeavesEveryNumberAsItIs() {
        assertEquals(-3.5, applied(Activation.IDENTITY, -3.5));
    }

    @Test
    void reluCutsAtZero() {
        assertEquals(0, applied(Activation.RELU, -1));
        assertEquals(0, applied(Activation.RELU, 0));
        assertEquals(2.5, applied(Activation.RELU, 2.5));
    }

    @Test
    void swishIsXTimesItsSigmoid() {
        assertEquals(0, applied(Activation.SWISH, 0));
        // 1 / (1 + 1/e), and e times less on the other side.
        assertEquals(0.7310585786300049, applied(Activation.SWISH, 1), 1e-15);
        assertEquals(-0.2689414213699951, applied(Activation.SWISH, -1), 1e-15);
        assertEquals(0, applied(Activation.SWISH, -1000), 1e-300);
        assertEquals(1000, applied(Activation.SWISH, 1000));
    }

    @Test
    void tanhLiesBetweenMinusOneAndOne() {
        assertEquals(0.7615941559557649, applied(Activation.TANH, 1), 1e-15);
        assertEquals(-1, applied(Activation.TANH, -1000));
    }

    @ParameterizedTest
    @EnumSource
    void everyActivationIsFoundByItsWord(Activation activation) {
        assertEquals(activation, Activation.of(activation.word()));
    }

    @Test
    void anUnknownWordListsTheKnownOnes() {
        assertEquals(
                "there is no activation 'RELU'; known are [identity, relu, swish, tanh]",
                assertThrows(IllegalArgumentException.class, () -> Activation.of("RELU"))
                        .getMessage());
    }
}
