package org.qeperf.bench.growth;

import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.bench.report.Grows;
import org.qeperf.runtime.score.TreeEnsemble;

/** Full trees of depth 10 over 15 columns with made-up thresholds: 4,096 rows, one at a time in turn or all at once, per row. */
@Grows(with = "trees", what = "trees of depth 10")
@SuppressWarnings("NullAway.Init")
public class TreesBenchmark extends GrowthBenchmark {

    static final int ROWS = 4096;
    private static final int COLUMNS = 15;
    private static final int DEPTH = 10;

    @Param({"10", "30", "100", "300", "1000"})
    public int trees = 10;

    private TreeEnsemble ensemble;
    private double[] rows;
    private double[] scratch;
    private double[] out;
    private int next;

    @Setup
    public void prepare() {
        Random random = new Random(1);
        TreeEnsemble.Builder builder = TreeEnsemble.builder(COLUMNS).divisor(trees);
        for (int tree = 0; tree < trees; tree++) {
            grow(builder, DEPTH, random);
        }
        ensemble = builder.build();
        rows = random.doubles((long) ROWS * COLUMNS).toArray();
        scratch = new double[ensemble.scratchLength()];
        out = new double[ROWS];
    }

    private static void grow(TreeEnsemble.Builder builder, int depth, Random random) {
        if (depth == 0) {
            builder.leaf(random.nextGaussian(), 1);
            return;
        }
        builder.split(random.nextInt(COLUMNS), random.nextDouble(), 1 << depth);
        grow(builder, depth - 1, random);
        grow(builder, depth - 1, random);
    }

    TreeEnsemble ensemble() {
        return ensemble;
    }

    @Benchmark
    public double single() {
        next = (next + 1) % ROWS;
        return ensemble.predict(rows, next * COLUMNS, scratch);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] batch() {
        ensemble.predict(rows, 0, ROWS, out, 0, scratch);
        return out;
    }
}
