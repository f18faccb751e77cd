package org.qeperf.bench;

import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.api.train.Regressor;
import org.qeperf.bench.report.Against;
import org.qeperf.runtime.score.KernelMachine;
import org.qeperf.runtime.score.KernelMachine.Kernel;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.NormalForm;
import org.qeperf.runtime.score.NormalForm.Factor;
import org.qeperf.runtime.score.NormalForm.Term;
import smile.math.kernel.GaussianKernel;

/**
 * Functions of 32 inputs that are not trees or networks: a linear one, kernels with 1,000 points, a normal form of three
 * terms. 4,096 rows, one at a time in turn or all at once, each time per row. Beside them the sum of a row, and Smile's
 * kernel machine with the same points.
 */
@SuppressWarnings("NullAway.Init")
public class FormulaBenchmark extends AbstractBenchmark {

    static final int ROWS = 4096;
    private static final int COLUMNS = 32;
    private static final int POINTS = 1000;
    private static final double SCALE = 1.0 / COLUMNS;

    @Param({"linear", "gaussian", "laplacian", "normal-form"})
    public String kind = "linear";

    private Regressor function;
    private smile.base.svm.KernelMachine<double[]> smile;
    private double[][] smileRows;
    private double[] rows;
    private double[] scratch;
    private double[] out;
    private int next;

    @Setup
    public void prepare() {
        Random random = new Random(1);
        double[] points = random.doubles((long) POINTS * COLUMNS, -2, 2).toArray();
        double[] weights = random.doubles(POINTS, -1, 1).toArray();
        function = switch (kind) {
            case "linear" -> new LinearFunction(1, random.doubles(COLUMNS).toArray());
            case "gaussian" -> new KernelMachine(Kernel.GAUSSIAN, SCALE, 1, points, weights);
            case "laplacian" -> new KernelMachine(Kernel.LAPLACIAN, SCALE, 1, points, weights);
            default ->
                new NormalForm(
                        COLUMNS,
                        1,
                        List.of(
                                new Term(1, List.of(new Factor(0, 1.5, 1))),
                                new Term(2, List.of(new Factor(1, 1, 0), new Factor(2, 2, 0))),
                                new Term(3, List.of(new Factor(3, 0.5, 2)))));
        };
        double[][] vectors = split(points, POINTS);
        smile = new smile.base.svm.KernelMachine<>(new GaussianKernel(Math.sqrt(0.5 / SCALE)), vectors, weights, 1);
        rows = random.doubles((long) ROWS * COLUMNS, 1, 3).toArray();
        smileRows = split(rows, ROWS);
        scratch = new double[function.scratchLength()];
        out = new double[ROWS];
    }

    private static double[][] split(double[] values, int count) {
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = java.util.Arrays.copyOfRange(values, i * COLUMNS, (i + 1) * COLUMNS);
        }
        return rows;
    }

    private int nextRow() {
        next = (next + 1) % ROWS;
        return next;
    }

    @Benchmark
    @Against({"baselineSum", "smileGaussian"})
    public double single() {
        return function.predict(rows, nextRow() * COLUMNS, scratch);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] batch() {
        function.predict(rows, 0, ROWS, out, 0, scratch);
        return out;
    }

    @Benchmark
    public double baselineSum() {
        int at = nextRow() * COLUMNS;
        double sum = 0;
        for (int i = 0; i < COLUMNS; i++) {
            sum += rows[at + i];
        }
        return sum;
    }

    /** Smile's Gaussian kernel, whatever the kind. */
    @Benchmark
    public double smileGaussian() {
        return smile.score(smileRows[nextRow()]);
    }
}
