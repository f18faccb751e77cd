package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {

    @Test
    void identityLeavesEveryNumberAsItIs() {
        assertEquals(-3.5, Activation.IDENTITY.apply(-3.5));
    }

    @Test
    void reluCutsAtZero() {
        assertEquals(0, Activation.RELU.apply(-1));
        assertEquals(0, Activation.RELU.apply(0));
        assertEquals(2.5, Activation.RELU.apply(2.5));
    }

    @Test
    void swishIsXTimesItsSigmoid() {
        assertEquals(0, Activation.SWISH.apply(0));
        // 1 / (1 + 1/e), and e times less on the other side.
        assertEquals(0.7310585786300049, Activation.SWISH.apply(1), 1e-15);
        assertEquals(-0.2689414213699951, Activation.SWISH.apply(-1), 1e-15);
        assertEquals(0, Activation.SWISH.apply(-1000), 1e-300);
        assertEquals(1000, Activation.SWISH.apply(1000));
    }

    @Test
    void tanhLiesBetweenMinusOneAndOne() {
        assertEquals(0.7615941559557649, Activation.TANH.apply(1), 1e-15);
        assertEquals(-1, Activation.TANH.apply(-1000));
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
