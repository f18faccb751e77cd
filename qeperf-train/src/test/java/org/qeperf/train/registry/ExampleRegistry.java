package org.qeperf.train.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.models.ShippedModels;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.train.ExampleRuns;

/** Models that predict one number whatever they are asked, and registries of them. */
public final class ExampleRegistry {

    static final List<FeatureSchema> SCHEMAS = List.copyOf(ExampleRuns.EXTRACTOR.schemas());
    static final ShippedModels SHIPPED = ShippedModels.read(SCHEMAS);
    static final Target TIME = Target.SECONDS_PER_SCF_ITERATION;
    static final Machine BENCH = ExampleRuns.MACHINE;
    static final Slot ANY = new Slot(TIME, Slot.ANY_MACHINE);
    static final Slot ON_BENCH = new Slot(TIME, "bench");

    private ExampleRegistry() {}

    static ModelRegistry open(Path folder) {
        return ModelRegistry.open(folder, SCHEMAS, SHIPPED);
    }

    static ModelId id(String text) {
        return new ModelId(text.substring(0, text.indexOf('@')), text.substring(text.indexOf('@') + 1));
    }

    /** A model file. */
    public static byte[] bytes(String model, double value) {
        return bytes(model, TIME, value);
    }

    public static byte[] bytes(String model, Target target, double value) {
        FeatureSchema schema = ExampleRuns.SCHEMA;
        LinearFunction function = new LinearFunction(value, new double[schema.size()]);
        Preparation preparation = Preparation.raw(schema, Normalizer.NONE);
        ModelId id = id(model);
        Manifest manifest = new Manifest(
                Manifest.CURRENT_FORMAT,
                id.name(),
                id.version(),
                "linear/log-costs",
                Map.of(),
                "pw.x",
                schema.name(),
                schema.fingerprint(),
                target.name(),
                target.unit(),
                preparation.word(),
                preparation.targetForm().word(),
                "",
                Manifest.Function.NONE,
                Manifest.Function.of(function),
                new Manifest.Training("runs", "", 5, 5, "", 1, "2026-01-01", Map.of(), Map.of()));
        double[] highest = new double[schema.size()];
        Arrays.fill(highest, 1e6);
        PortableModel portable = new PortableModel(
                manifest,
                schema,
                preparation,
                function,
                new PredictionInterval(new double[] {0.1, 0.2, 0.3}),
                new double[schema.size()],
                highest,
                List.of());
        return ArtifactWriter.toBytes(portable, new FeatureMatrix(schema, new double[schema.size()]));
    }

    /** What ships for the time of an iteration, as a file. */
    static byte[] shippedFile() {
        try (InputStream in = ModelShelf.class.getResourceAsStream(TIME.name() + ModelShelf.ENDING)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who predicts the time on a machine. */
    static String time(ServedModels served, Machine machine) {
        return served.champions(machine, 1).secondsPerScfIteration().model().toString();
    }

    /** What it predicts. */
    static double value(RuntimePredictor model) {
        double[] out = new double[1];
        model.predict(
                new FeatureMatrix(model.schema(), new double[model.schema().size()]), out);
        return out[0];
    }
}
