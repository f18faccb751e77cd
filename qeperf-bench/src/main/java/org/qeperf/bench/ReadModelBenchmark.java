package org.qeperf.bench;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.Preparation;
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
        List<FeatureSpec> columns = new ArrayList<>();
        for (int i = 0; i < trees.inputs(); i++) {
            columns.add(new FeatureSpec("x" + i, "1", "a column", "this benchmark", Scale.LINEAR));
        }
        schema = new FeatureSchema("columns-" + trees.inputs(), columns);
        double[] ones = new double[trees.inputs()];
        Arrays.fill(ones, 1);
        double[] low = new double[trees.inputs()];
        Preparation preparation = Preparation.standardized(schema, low, ones, 0, 1, Normalizer.NONE);
        PortableModel model = new PortableModel(
                manifest(preparation, trees),
                schema,
                preparation,
                trees,
                new PredictionInterval(new double[] {0.1, 0.2}),
                low,
                ones,
                List.of());
        double[] rows = new Random(1).doubles(10L * trees.inputs()).toArray();
        file = ArtifactWriter.toBytes(model, new FeatureMatrix(schema, rows));
    }

    private Manifest manifest(Preparation preparation, TreeEnsemble trees) {
        return new Manifest(
                Manifest.CURRENT_FORMAT,
                "large",
                "1",
                "example/forest",
                Map.of(),
                "pw.x",
                schema.name(),
                schema.fingerprint(),
                "seconds_per_scf_iteration",
                "s",
                preparation.word(),
                preparation.targetForm().word(),
                preparation.normalizer().name(),
                preparation.normalizer().description(),
                Manifest.Function.of(trees),
                new Manifest.Training(
                        "none", "0".repeat(64), 1, 1, "none", 1, "2026-01-01", Map.of(), Map.of("bytes", 0.0)));
    }

    int bytes() {
        return file.length;
    }

    @Benchmark
    public PortableModel read() {
        return ArtifactReader.read("large", new ByteArrayInputStream(file), List.of(schema));
    }
}
