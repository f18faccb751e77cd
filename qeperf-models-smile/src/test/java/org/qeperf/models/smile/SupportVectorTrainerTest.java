package org.qeperf.models.smile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.runtime.score.KernelMachine;
import org.qeperf.runtime.score.PortableRegressor;
import smile.math.kernel.GaussianKernel;
import smile.regression.SVR;

class SupportVectorTrainerTest {

    private static final String NAME = "support-vector-regression";

    private final TrainingSet data = Training.rows(300, 5);
    private final double[][] points = points(data);

    private static double[][] points(TrainingSet data) {
        double[][] points = new double[data.size()][];
        for (int i = 0; i < points.length; i++) {
            points[i] = Training.row(data, i);
        }
        return points;
    }

    @ParameterizedTest
    @EnumSource
    void portableMachineGivesWhatSmilesGives(KernelMachine.Kernel form) {
        RowKernel kernel = new RowKernel(form, 0.25);
        smile.regression.KernelMachine<double[]> smile = SVR.fit(points, data.targets(), kernel, 0.1, 1, 1e-3);
        PortableRegressor portable = SupportVectorTrainer.export(smile, kernel, points[0]);
        for (double[] row : points) {
            assertEquals(smile.predict(row), Training.predict(portable, row), 1e-12);
        }
    }

    @Test
    void findsWhatItFindsWithSmilesOwnKernel() {
        smile.regression.KernelMachine<double[]> smile =
                SVR.fit(points, data.targets(), new GaussianKernel(Math.sqrt(1 / (2 * 0.25))), 0.05, 10, 1e-4);
        Map<String, String> settings =
                Map.of("gamma", "0.25", "epsilon", "0.05", "penalty", "10", "tolerance", "0.0001");
        PortableRegressor portable = Training.train(NAME, settings, 1, data);
        for (double[] row : points) {
            assertEquals(smile.predict(row), Training.predict(portable, row), 1e-4);
        }
    }

    @Test
    void gammaOf0IsOneOverTheColumns() {
        assertArrayEquals(
                predictAll(Map.of("gamma", Double.toString(1.0 / Training.COLUMNS))), predictAll(Map.of("gamma", "0")));
    }

    @Test
    void linearKernelHasNoScale() {
        assertArrayEquals(predictAll(Map.of("kernel", "linear", "gamma", "3")), predictAll(Map.of("kernel", "linear")));
    }

    @Test
    void seedAndRepetitionChangeNothing() {
        double[] once = predictAll(Map.of());
        PortableRegressor again = Training.train(NAME, Map.of(), -99, data);
        for (int i = 0; i < once.length; i++) {
            assertEquals(once[i], Training.predict(again, points[i]));
        }
    }

    private double[] predictAll(Map<String, String> settings) {
        PortableRegressor regressor = Training.train(NAME, settings, 1, data);
        double[] values = new double[points.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Training.predict(regressor, points[i]);
        }
        return values;
    }

    @Test
    void targetsWithinTheMarginMakeAConstant() {
        TrainingSet flat = new TrainingSet(1, new double[] {1, 2, 3}, new double[] {4, 4.05, 4.1});
        PortableRegressor regressor = Training.train(NAME, Map.of(), 1, flat);
        assertEquals(4.05, Training.predict(regressor, 1), 1e-12);
        assertEquals(4.05, Training.predict(regressor, -7), 1e-12);
    }

    @Test
    void rowsOutsideTheMarginHoldTheFunction() {
        PortableRegressor regressor = Training.train(NAME, Map.of("penalty", "1000", "epsilon", "0.01"), 1, data);
        int outside = 0;
        for (int i = 0; i < points.length; i++) {
            outside += Math.abs(Training.predict(regressor, points[i]) - data.targets()[i]) > 0.02 ? 1 : 0;
        }
        assertTrue(outside < points.length / 20, outside + " rows are outside the margin");
    }

    @Test
    void refusesMoreRowsThanMemoryHolds() {
        TrainingException e =
                assertThrows(TrainingException.class, () -> SupportVectorTrainer.requireMemory(40_000, 4_000_000_000L));
        assertEquals(
                "the kernels of 40000 rows may take 12.8 GB of the 4.0 GB that Java may use; expected fewer rows, or a "
                        + "larger -Xmx",
                e.getMessage());
    }

    @Test
    void refusesNumbersThatTheSearchCannotResolve() {
        TrainingSet large = new TrainingSet(1, new double[] {1, 2}, new double[] {1, 1e10});
        TrainingException e = assertThrows(TrainingException.class, () -> Training.train(NAME, Map.of(), 1, large));
        assertEquals(
                "with penalty 1.0 the search meets numbers up to 1.0E10, too large for tolerance 0.001; expected "
                        + "standardised columns and targets, a smaller penalty or a larger tolerance",
                e.getMessage());
    }
}
