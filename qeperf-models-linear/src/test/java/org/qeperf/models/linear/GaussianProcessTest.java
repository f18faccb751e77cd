package org.qeperf.models.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.runtime.score.KernelMachine.Kernel;

class GaussianProcessTest {

    /** What scikit-learn 1.2.1 finds with a constant times RBF plus white noise: its maximum of the likelihood. */
    @Test
    void findsLengthAndNoise() {
        int n = 120;
        double[][] rows = new double[n][1];
        double[] targets = new double[n];
        for (int i = 0; i < n; i++) {
            double x = 0.1 * i;
            rows[i][0] = x;
            targets[i] = 2 + Math.sin(x) + 0.5 * Math.cos(2.3 * x) + 0.1 * Math.sin(1.7 * i * i);
        }
        TrainedRegressor trained = Fits.fit("gaussian-process", Map.of(), Fits.set(rows, targets));
        assertEquals(1.0626, Fits.insight(trained, GaussianProcess.LENGTH)[0], 0.1);
        assertEquals(0.0052067, Fits.insight(trained, GaussianProcess.NOISE)[0], 0.001);
        assertEquals(2.28293635, Fits.predict(trained, 3.14), 0.01);
        assertEquals(3.25436427, Fits.predict(trained, 7.77), 0.01);
        assertEquals(1.24044939, Fits.predict(trained, 11.5), 0.01);
        assertEquals(Arrays.stream(targets).average().orElseThrow(), Fits.predict(trained, 1000), 1e-12);
    }

    @Test
    void refusesMoreRowsThanAKernelMatrixCanHave() {
        TrainingSet many = new TrainingSet(1, new double[10_001], new double[10_001]);
        TrainingException e = assertThrows(TrainingException.class, () -> Fits.fit("gaussian-process", Map.of(), many));
        assertEquals(
                "there are 10001 rows for a kernel between each two; expected at most 10000, take another algorithm",
                e.getMessage());
    }

    @Test
    void refusesAMatrixThatCannotBeFactorised() {
        TrainingSet equal = Fits.set(new double[][] {{1e9}, {1e9}, {-1e9}}, new double[] {1, 2, 3});
        Map<String, String> settings = Map.of("kernel", "linear", "alpha", "1e-10");
        TrainingException e = assertThrows(TrainingException.class, () -> Fits.fit("kernel-ridge", settings, equal));
        assertEquals(
                "the kernel matrix plus 1.0E-10 on its diagonal is not positive definite; expected a larger number there",
                e.getMessage());
    }

    @Test
    void factorisesMatricesLargerThanABlock() {
        TrainingSet data = Fits.set(Fits.gaussian(150, 3, 12), new double[150]);
        DMatrixRMaj kernel = KernelMatrix.of(Kernel.GAUSSIAN, 0.5, data);
        KernelMatrix factor = KernelMatrix.factorize(kernel.copy(), 0.1);
        double[] diagonal = factor.inverseDiagonal();
        for (int i = 0; i < diagonal.length; i++) {
            double[] unit = new double[diagonal.length];
            unit[i] = 1;
            double[] column = factor.solve(unit);
            assertEquals(column[i], diagonal[i], 1e-11);
            double product = 0.1 * column[i];
            for (int j = 0; j < column.length; j++) {
                product += kernel.get(i, j) * column[j];
            }
            assertEquals(1, product, 1e-11);
        }
    }
}
