package org.qeperf.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.bench.report.Against;
import org.qeperf.models.smile.SmileProvider;
import org.qeperf.runtime.score.TreeEnsemble;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.vector.DoubleVector;
import smile.regression.RandomForest;

/**
 * A large forest, 100 trees without limits grown on 5,000 rows of 15 columns: 4,096 rows, one at a time in turn or all at
 * once, each time per row. Beside it the walk from node to node, and Smile's own objects.
 */
@SuppressWarnings("NullAway.Init")
public class TreeEnsembleBenchmark extends AbstractBenchmark {

    static final int ROWS = 4096;
    private static final int TRAINING_ROWS = 5000;
    private static final int COLUMNS = 15;
    private static final int TREES = 100;
    private static final long SEED = 42;

    private RandomForest smile;
    private TreeEnsemble trees;
    private Tuple[] tuples;
    private double[] rows;
    private double[] scratch;
    private double[] leaves;
    private double[] out;
    private int next;

    @Setup
    public void prepare() {
        Random random = new Random(SEED);
        double[] training = draw(TRAINING_ROWS, random);
        double[] targets = new double[TRAINING_ROWS];
        Arrays.setAll(targets, i -> target(training, i * COLUMNS) + 0.3 * random.nextGaussian());
        Algorithm algorithm = new SmileProvider()
                .algorithms().stream()
                        .filter(a -> a.name().equals("random-forest"))
                        .findFirst()
                        .orElseThrow();
        TrainingSet data = new TrainingSet(COLUMNS, training, targets);
        trees = (TreeEnsemble) new SmileProvider()
                .train(
                        new TrainingSpec(algorithm.name(), algorithm.configure(Map.of("leaf", "1")), SEED),
                        data,
                        Progress.SILENT)
                .regressor();
        smile = RandomForest.fit(
                Formula.lhs("target"),
                frame(training).merge(DoubleVector.of("target", targets)),
                TREES,
                COLUMNS / 3,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                1,
                1.0,
                new Random(SEED).longs(TREES, 2, Long.MAX_VALUE));
        rows = draw(ROWS, random);
        DataFrame frame = frame(rows);
        tuples = new Tuple[ROWS];
        Arrays.setAll(tuples, frame::get);
        scratch = new double[trees.scratchLength()];
        leaves = new double[trees.trees()];
        out = new double[ROWS];
    }

    /** Half of the columns over orders of magnitude, as counts are, the others evenly in an interval. */
    private static double[] draw(int count, Random random) {
        double[] rows = new double[count * COLUMNS];
        Arrays.setAll(rows, i -> i % COLUMNS < 8 ? Math.exp(1.5 * random.nextGaussian()) : 2 * random.nextDouble() - 1);
        return rows;
    }

    private static double target(double[] x, int at) {
        return 2 * Math.log(x[at]) + Math.log(x[at + 1]) * Math.log(x[at + 2]) + 3 * x[at + 8] * x[at + 9] + x[at + 10];
    }

    private static DataFrame frame(double[] values) {
        double[][] rows = new double[values.length / COLUMNS][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * COLUMNS, (i + 1) * COLUMNS));
        String[] names = new String[COLUMNS];
        Arrays.setAll(names, i -> "x" + i);
        return DataFrame.of(rows, names);
    }

    private int nextRow() {
        next = (next + 1) % ROWS;
        return next;
    }

    TreeEnsemble trees() {
        return trees;
    }

    @Benchmark
    @Against({"baselineNodeByNode", "smileObjects"})
    public double single() {
        return trees.predict(rows, nextRow() * COLUMNS, scratch);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    @Against("baselineNodeByNode")
    public double[] batch() {
        trees.predict(rows, 0, ROWS, out, 0, scratch);
        return out;
    }

    @Benchmark
    public double baselineNodeByNode() {
        trees.predictTrees(rows, nextRow() * COLUMNS, leaves);
        double sum = trees.base();
        for (double leaf : leaves) {
            sum += leaf;
        }
        return sum / trees.divisor();
    }

    @Benchmark
    public double smileObjects() {
        return smile.predict(tuples[nextRow()]);
    }
}
