package org.qeperf.api.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.feature.RunLength.AfterStep;
import org.qeperf.api.feature.RunLength.Motion;

class RunLengthTest {

    @Test
    void withoutAWordFromTheInputARunIsOneIonicStep() {
        assertEquals(
                new RunLength(Motion.NONE, 1, Integer.MAX_VALUE, 1, AfterStep.NOTHING, true, OptionalDouble.empty()),
                RunLength.UNKNOWN);
    }

    @Test
    void numbersThatMakeNoRunAreRefused() {
        refused("0 ionic steps of 1 iterations; expected at least 1 of each", 0, 1, 1);
        refused("1 ionic steps of 0 iterations; expected at least 1 of each", 1, 0, 1);
        String relative = "iterations relative to the default threshold are %s; expected a positive number";
        refused(String.format(relative, "0.0"), 1, 1, 0);
        refused(String.format(relative, "NaN"), 1, 1, Double.NaN);
        refused(String.format(relative, "Infinity"), 1, 1, Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, Double.NaN, Double.POSITIVE_INFINITY})
    void whatFollowsAStepTakesSomeTime(double iterations) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new AfterStep(iterations, false));
        assertEquals("what follows a step takes " + iterations + " iterations; expected 0 or more", e.getMessage());
    }

    private static void refused(String message, int ionicSteps, int iterations, double relative) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new RunLength(Motion.RELAXATION, ionicSteps, iterations, relative))
                        .getMessage());
    }
}
