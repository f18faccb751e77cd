package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.train.Insight;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.runtime.table.Term;

/** What commands make of the file of a model that was trained on a table. */
class TableModelTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeAModel() throws IOException {
        file = Files.write(
                folder.resolve("table.qeperf"),
                ArtifactWriter.toBytes(
                        model(List.of()), new FeatureMatrix(model(List.of()).schema(), new double[] {1, 2})));
    }

    /** exec_time_ms = 103.0971 + 1.5 x1 - 0.25 x4. */
    private static PortableModel model(List<Insight> insights) {
        TableFeatures table = new TableFeatures(
                "exec_time_ms",
                List.of(TableColumn.numbers("x1"), TableColumn.numbers("x4")),
                List.of(Term.column("x1"), Term.column("x4")));
        FeatureSchema schema = table.schema();
        Preparation preparation = Preparation.raw(schema, Normalizer.NONE);
        LinearFunction function = new LinearFunction(103.0971, new double[] {1.5, -0.25});
        return new PortableModel(
                new Manifest(
                        Manifest.CURRENT_FORMAT,
                        "by-table",
                        "1",
                        "linear/least-squares",
                        Map.of(),
                        "table",
                        schema.name(),
                        schema.fingerprint(),
                        "exec_time_ms",
                        "ms",
                        preparation.word(),
                        preparation.targetForm().word(),
                        "",
                        Manifest.Function.NONE,
                        Manifest.Function.of(function),
                        new Manifest.Training(
                                "t.csv", "0".repeat(64), 9, 9, "by row", 1, "2026-01-31", Map.of(), Map.of())),
                table,
                preparation,
                function,
                new PredictionInterval(new double[] {0.1}),
                new double[] {0, 0},
                new double[] {100, 100},
                insights);
    }

    @Test
    void itsFormulaIsShown() throws IOException {
        assertEquals(
                new Console.Result(0, "exec_time_ms = 103.097 + 1.5 x1 - 0.25 x4\n", ""),
                Console.run("models", "explain", file));
        JsonNode document = new ObjectMapper()
                .readTree(Console.run("models", "explain", file, "--format", "json")
                        .out());
        assertEquals(
                "{\"line\":\"exec_time_ms = 103.097 + 1.5 x1 - 0.25 x4\",\"target\":\"exec_time_ms\","
                        + "\"form\":\"identity\",\"constant\":103.0971,\"terms\":[{\"coefficient\":1.5,\"term\":\"x1\"},"
                        + "{\"coefficient\":-0.25,\"term\":\"x4\"}],\"times\":\"\"}",
                document.get("formula").toString());
    }

    @Test
    void theFormulaFollowsWhatTheFeaturesAreWorth() {
        StringWriter text = new StringWriter();
        InsightView.of(model(List.of(new Insight(Insight.COEFFICIENTS, new double[] {1.5, -0.25}))))
                .print(new PrintWriter(text, true));
        assertEquals(
                List.of(
                        "feature  coefficient",
                        "x1       1.5000",
                        "x4       -0.2500",
                        "exec_time_ms = 103.097 + 1.5 x1 - 0.25 x4"),
                text.toString().lines().map(String::stripTrailing).toList());
    }

    @Test
    void amountsHaveTheUnitOfTheTarget() {
        StringWriter text = new StringWriter();
        PortableModel model = model(List.of());
        ExplanationView.of(model, new FeatureVector(model.schema(), new double[] {10, 8}))
                .print(new PrintWriter(text, true));
        assertEquals(
                List.of("", "why: 103 ms where every feature is 0, then", "  x1  10  +15.0 ms", "  x4  8   -2.00 ms"),
                text.toString().lines().map(String::stripTrailing).toList());
    }

    @Test
    void aRunCannotBePredictedWithIt() {
        Path input = ExampleInput.write(folder, ExampleInput.TEXT);
        assertEquals(
                Console.refused(
                        3, "model by-table@1 predicts 'exec_time_ms' in 'ms'; expected seconds_per_scf_iteration in s"),
                Console.run("predict", input, "--model", file));
    }
}
