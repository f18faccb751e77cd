package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.DenseNetwork.Layer;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;
import org.qeperf.runtime.score.WeightedSum;

class ExplanationViewTest {

    private static final FeatureSchema SCHEMA =
            new FeatureSchema("one", List.of(new FeatureSpec("size", "1", "a size", "this test", Scale.LINEAR)));

    private static PortableModel model(PortableRegressor function) {
        Preparation preparation = Preparation.raw(SCHEMA, Normalizer.NONE);
        Target target = Target.SECONDS_PER_SCF_ITERATION;
        Manifest.Training training =
                new Manifest.Training("runs", "0".repeat(64), 9, 3, "none", 1, "2026-01-31", Map.of(), Map.of());
        Manifest manifest = new Manifest(
                Manifest.CURRENT_FORMAT,
                "example",
                "1",
                "example/by-hand",
                Map.of(),
                "pw.x",
                SCHEMA.name(),
                SCHEMA.fingerprint(),
                target.name(),
                target.unit(),
                preparation.word(),
                preparation.targetForm().word(),
                "",
                Manifest.Function.NONE,
                Manifest.Function.of(function),
                training);
        return new PortableModel(
                manifest,
                SCHEMA,
                preparation,
                function,
                new PredictionInterval(new double[] {0.1}),
                new double[] {0},
                new double[] {9},
                List.of());
    }

    private static ExplanationView view(PortableRegressor function) {
        return ExplanationView.of(model(function), new FeatureVector(SCHEMA, new double[] {4}));
    }

    private static List<String> lines(PortableRegressor function) {
        StringWriter text = new StringWriter();
        view(function).print(new PrintWriter(text, true));
        return text.toString().lines().map(String::stripTrailing).toList();
    }

    @Test
    void ofANetworkOnlyTheSpreadIsKnown() {
        // Without its only hidden unit it says 2, with it 2 + 4 / 0.8: one pass in five leaves it out.
        DenseNetwork network = new DenseNetwork(List.of(
                new Layer(1, 1, new double[] {1}, new double[1], Activation.IDENTITY),
                new Layer(1, 1, new double[] {1}, new double[] {2}, Activation.IDENTITY)));
        assertEquals(
                List.of(
                        "",
                        "why: a model of kind dense-network does not say what each feature does",
                        "the network without some of its units, 100 times: one in ten says less than 2.00 s, one in"
                                + " ten more than 7.00 s"),
                lines(network));
        assertEquals(
                "{\"source\":\"dropout\",\"members\":100,\"lower\":2.0,\"median\":7.0,\"upper\":7.0",
                view(network).document().get("spread").toString().replaceAll(",\"deviation_log.*", ""));
        assertEquals(1, view(network).document().size());
    }

    @Test
    void theModelsOfAnAverageAreTold() {
        WeightedSum average = new WeightedSum(
                0,
                new double[] {0.5, 0.5},
                List.of(new LinearFunction(1, new double[] {0}), new LinearFunction(3, new double[] {1})));
        assertEquals(
                List.of(
                        "",
                        "why: 2.00 s for the average run, then",
                        "  size  4  +2.00 s",
                        "2 models: one in ten says less than 1.00 s, one in ten more than 7.00 s"),
                lines(average));
    }

    @Test
    void theTreesOfAForestAreTold() {
        TreeEnsemble forest =
                TreeEnsemble.builder(1).divisor(2).leaf(1, 1).leaf(5, 1).build();
        assertEquals(
                "trees: one in ten says less than 1.00 s, one in ten more than 5.00 s",
                lines(forest).get(3));
        assertEquals(
                "trees", view(forest).document().get("spread").get("source").asText());
    }
}
