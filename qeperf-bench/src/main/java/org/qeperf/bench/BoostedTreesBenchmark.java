package org.qeperf.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.bench.report.Against;
import org.qeperf.models.xgboost.XgboostProvider;

/**
 * 500 trees of depth 6 in single precision, grown by XGBoost on 5,000 rows of 15 columns: 4,096 rows, one at a time in turn
 * or all at once, each time per row. Beside it XGBoost's own {@code inplace_predict} with as many trees, on one thread.
 */
@SuppressWarnings("NullAway.Init")
public class BoostedTreesBenchmark extends AbstractBenchmark {

    static final int ROWS = 4096;
    private static final int TRAINING_ROWS = 5000;
    private static final int COLUMNS = 15;
    private static final int TREES = 500;

    private Regressor trees;
    private Booster booster;
    private float[][] libraryRows;
    private float[] libraryBatch;
    private double[] rows;
    private double[] scratch;
    private double[] out;
    private int next;

    @Setup
    public void prepare() throws XGBoostError {
        Random random = new Random(1);
        double[] training =
                random.doubles((long) TRAINING_ROWS * COLUMNS, -2, 2).toArray();
        double[] targets = new double[TRAINING_ROWS];
        Arrays.setAll(
                targets,
                i -> training[i * COLUMNS]
                        + training[i * COLUMNS + 1] * training[i * COLUMNS + 2]
                        + 0.3 * random.nextGaussian());
        Algorithm algorithm = new XgboostProvider().algorithms().get(0);
        trees = new XgboostProvider()
                .train(
                        new TrainingSpec(algorithm.name(), algorithm.configure(Map.of("trees", "" + TREES)), 1),
                        new TrainingSet(COLUMNS, training, targets),
                        Progress.SILENT)
                .regressor();
        DMatrix matrix = new DMatrix(floats(training), TRAINING_ROWS, COLUMNS, Float.NaN);
        matrix.setLabel(floats(targets));
        booster = XGBoost.train(
                matrix,
                Map.of("max_depth", 6, "eta", 0.05, "tree_method", "hist", "nthread", 1, "verbosity", 0),
                TREES,
                Map.of(),
                null,
                null);
        rows = random.doubles((long) ROWS * COLUMNS, -2, 2).toArray();
        libraryBatch = floats(rows);
        libraryRows = new float[ROWS][];
        Arrays.setAll(libraryRows, i -> Arrays.copyOfRange(libraryBatch, i * COLUMNS, (i + 1) * COLUMNS));
        scratch = new double[trees.scratchLength()];
        out = new double[ROWS];
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private int nextRow() {
        next = (next + 1) % ROWS;
        return next;
    }

    @Benchmark
    @Against("xgboostInplace")
    public double single() {
        return trees.predict(rows, nextRow() * COLUMNS, scratch);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    @Against("xgboostInplaceBatch")
    public double[] batch() {
        trees.predict(rows, 0, ROWS, out, 0, scratch);
        return out;
    }

    @Benchmark
    public float xgboostInplace() throws XGBoostError {
        return booster.inplace_predict(libraryRows[nextRow()], 1, COLUMNS, Float.NaN)[0][0];
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float[][] xgboostInplaceBatch() throws XGBoostError {
        return booster.inplace_predict(libraryBatch, ROWS, COLUMNS, Float.NaN);
    }
}
