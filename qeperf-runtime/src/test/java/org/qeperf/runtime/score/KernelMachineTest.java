package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.runtime.score.KernelMachine.Kernel;

class KernelMachineTest {

    private static final double[] POINTS = {0, 0, 1, 2};
    private static final double[] WEIGHTS = {2, -3};

    private static double predict(Kernel kernel, double... row) {
        return new KernelMachine(kernel, 0.5, 10, POINTS, WEIGHTS).predict(row, 0, new double[0]);
    }

    @Test
    void eachKernelIsItsFormula() {
        // The row lies sqrt(2) from the first point, and 1 from the second.
        assertEquals(10 + 2 * Math.exp(-1) - 3 * Math.exp(-0.5), predict(Kernel.GAUSSIAN, 1, 1), 1e-15);
        assertEquals(10 + 2 * Math.exp(-1) - 3 * Math.exp(-0.5), predict(Kernel.LAPLACIAN, 1, 1), 1e-15);
        assertEquals(10 - 3 * 0.5 * 3, predict(Kernel.LINEAR, 1, 1), 1e-15);
    }

    @Test
    void rowsAreReadAtTheirOffset() {
        KernelMachine machine = new KernelMachine(Kernel.LINEAR, 1, 0, POINTS, WEIGHTS);
        assertEquals(-3 * (5 + 2 * 7), machine.predict(new double[] {9, 5, 7}, 1, new double[0]));
    }

    @Test
    void theArraysMakeTheSameFunctionAgain() {
        for (Kernel kernel : Kernel.values()) {
            KernelMachine machine = new KernelMachine(kernel, 0.25, -1, POINTS, WEIGHTS);
            KernelMachine again =
                    (KernelMachine) PortableRegressor.of(KernelMachine.KIND, machine.arrays(), machine.words());
            double[] row = {0.3, -0.4};
            assertEquals(machine.predict(row, 0, new double[0]), again.predict(row, 0, new double[0]));
            assertEquals(kernel, again.kernel());
            assertEquals(0.25, again.scale());
            assertEquals(-1, again.constant());
            assertArrayEquals(POINTS, again.points());
            assertArrayEquals(WEIGHTS, again.weights());
            assertEquals(2, again.inputs());
        }
    }

    @Test
    void whatMakesNoFunctionIsRefused() {
        double[] one = {1};
        refused("0 numbers are not points for 0 weights", 1, 0, new double[0], new double[0]);
        refused("0 numbers are not points for 2 weights", 1, 0, new double[0], new double[2]);
        refused("3 numbers are not points for 2 weights", 1, 0, new double[3], new double[2]);
        refused("the scale of the kernel is 0.0; expected a positive number", 0, 0, one, one);
        refused("the scale of the kernel is NaN; expected a positive number", Double.NaN, 0, one, one);
        refused("the scale of the kernel is Infinity; expected finite numbers", 1 / 0.0, 0, one, one);
        refused("the constant is NaN; expected finite numbers", 1, Double.NaN, one, one);
        refused("a point is NaN; expected finite numbers", 1, 0, new double[] {Double.NaN}, one);
        refused("a weight is NaN; expected finite numbers", 1, 0, one, new double[] {Double.NaN});
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> PortableRegressor.of(KernelMachine.KIND, Map.of(), Map.of("kernel", "cubic")));
        assertEquals("there is no kernel 'cubic'; known are [gaussian, laplacian, linear]", e.getMessage());
    }

    private static void refused(String message, double scale, double constant, double[] points, double[] weights) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new KernelMachine(Kernel.GAUSSIAN, scale, constant, points, weights));
        assertEquals(message, e.getMessage());
    }
}
