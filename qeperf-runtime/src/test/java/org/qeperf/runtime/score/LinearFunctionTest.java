package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LinearFunctionTest {

    @Test
    void itIsAConstantPlusMultiplesOfTheInputs() {
        double[] coefficients = {2, -3};
        LinearFunction function = new LinearFunction(7, coefficients);
        coefficients[0] = 100;
        function.coefficients()[0] = 100;
        assertEquals(7 + 2 * 5 - 3 * 11, function.predict(new double[] {5, 11}, 0, new double[0]));
        assertEquals(7, function.intercept());
        assertArrayEquals(new double[] {2, -3}, function.coefficients());
        assertEquals(2, function.inputs());
        assertEquals(0, function.scratchLength());
    }

    @Test
    void whatMakesNoFunctionIsRefused() {
        refused("a linear function needs an input", 0);
        refused("the intercept is NaN; expected finite numbers", Double.NaN, 1);
        refused("a coefficient is -Infinity; expected finite numbers", 0, 1, Double.NEGATIVE_INFINITY);
    }

    private static void refused(String message, double intercept, double... coefficients) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new LinearFunction(intercept, coefficients))
                        .getMessage());
    }
}
