package org.qeperf.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.models.smile.SmileProvider;
import org.qeperf.testkit.SyntheticData;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.vector.DoubleVector;
import smile.regression.RandomForest;

/** One row through a forest of 100 trees: Smile's own objects, and the flat arrays that qeperf makes of them. */
@SuppressWarnings("NullAway.Init")
public class CompareForestBenchmark extends AbstractBenchmark {

    private static final int ROWS = 2000;
    private static final int TREES = 100;
    private static final long SEED = 42;

    private RandomForest smile;
    private Regressor flat;
    private Tuple[] tuples;
    private double[] rows;
    private int next;

    @Setup
    public void prepare() {
        TrainingSet data = SyntheticData.draw(ROWS, SEED);
        Algorithm algorithm = new SmileProvider().algorithms().get(0);
        flat = new SmileProvider()
                .train(new TrainingSpec(algorithm.name(), algorithm.configure(Map.of()), SEED), data, Progress.SILENT)
                .regressor();
        DataFrame frame = frame(data);
        smile = RandomForest.fit(
                Formula.lhs("target"),
                frame,
                TREES,
                SyntheticData.COLUMNS / 3,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                2,
                1.0,
                new Random(SEED).longs(TREES, 2, Long.MAX_VALUE));
        rows = data.rows();
        tuples = new Tuple[ROWS];
        Arrays.setAll(tuples, frame::get);
    }

    private static DataFrame frame(TrainingSet data) {
        double[][] rows = new double[data.size()][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(data.rows(), i * data.columns(), (i + 1) * data.columns()));
        return DataFrame.of(rows, "x0", "x1", "x2", "x3", "x4").merge(DoubleVector.of("target", data.targets()));
    }

    @Benchmark
    public double flatArrays() {
        next = (next + 1) % ROWS;
        return flat.predict(rows, next * SyntheticData.COLUMNS, rows);
    }

    @Benchmark
    public double smileObjects() {
        next = (next + 1) % ROWS;
        return smile.predict(tuples[next]);
    }
}
