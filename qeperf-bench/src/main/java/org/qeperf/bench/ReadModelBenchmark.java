package org.qeperf.bench;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.score.TreeEnsemble;

/** Reading and verifying the model file of the large forest of {@link TreeEnsembleBenchmark}: first time and later. */
@SuppressWarnings("NullAway.Init")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 20)
public class ReadModelBenchmark extends AbstractBenchmark {

    private FeatureSchema schema;
    private byte[] file;

    @Setup
    public void prepare() {
        TreeEnsembleBenchmark forest = new TreeEnsembleBenchmark();
        forest.prepare();
        TreeEnsemble trees = forest.trees();
        PortableModel model = BareModel.of(trees);
        schema = model.schema();
        double[] rows = new Random(1).doubles(10L * trees.inputs()).toArray();
        file = ArtifactWriter.toBytes(model, new FeatureMatrix(schema, rows));
    }

    int bytes() {
        return file.length;
    }

    @Benchmark
    public PortableModel read() {
        return ArtifactReader.read("large", new ByteArrayInputStream(file), List.of(schema));
    }
}
