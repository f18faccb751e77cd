package org.qeperf.bench;

import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;
import org.qeperf.features.workload.PwSchemas;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.models.ModelShelf;

/** The shipped model from raw features to seconds: one row with its interval, and batches. */
@SuppressWarnings("NullAway.Init")
public class InferenceBenchmark extends AbstractBenchmark {

    @Param({"1", "64", "4096"})
    public int rows = 1;

    private PortableModel model;
    private FeatureMatrix matrix;
    private FeatureVector first;
    private double[] out;

    @Setup
    public void prepare() {
        model = new ModelShelf(PwSchemas.all(), Optional.empty()).shipped(Target.SECONDS_PER_SCF_ITERATION);
        double[] values = FeatureRows.like(model, rows);
        matrix = new FeatureMatrix(model.schema(), values);
        first = new FeatureVector(
                model.schema(), java.util.Arrays.copyOf(values, model.schema().size()));
        out = new double[rows];
    }

    /** All rows into the caller's array. */
    @Benchmark
    public double[] batch() {
        model.predict(matrix, out);
        return out;
    }

    /** One row with interval and extrapolation check. */
    @Benchmark
    public Prediction single() {
        return model.predict(first);
    }
}
