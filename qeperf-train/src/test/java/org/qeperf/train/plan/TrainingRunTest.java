package org.qeperf.train.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;
import static org.qeperf.train.ExampleRuns.SCHEMA;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.OneColumnProvider;
import org.qeperf.train.ProportionalProvider;
import org.qeperf.train.data.RunSet;

class TrainingRunTest {

    private static final String PLAN = """
            model: {name: pw-example, version: "1"}
            runs: data/runs.jsonl
            code: pw.x
            schema: qeperf-1
            normalizer: ""
            algorithm: example/one-column
            hyperparameters: {column: COLUMN}
            folds: 5
            seed: 42
            output: models/example.qeperf
            """.replace("COLUMN", Integer.toString(SCHEMA.indexOf("work_total")));

    @TempDir
    private Path folder;

    private Path plan;

    @BeforeEach
    void writeRuns() throws IOException {
        plan = folder.resolve("plan.yaml");
        Files.writeString(plan, PLAN);
        RunSet.write(folder.resolve("data/runs.jsonl"), ExampleRuns.ofSystems(10));
    }

    @Test
    void writesAModelThatPredictsAsTheFittedOne() {
        TrainingRun run = carryOut();
        assertEquals(folder.resolve("models/example.qeperf"), run.file());
        PortableModel model = ArtifactReader.read(run.file(), EXTRACTOR.schemas());
        double[] read = new double[run.data().size()];
        model.predict(new FeatureMatrix(SCHEMA, run.data().rows()), read);
        double[] fitted = new double[read.length];
        for (int row = 0; row < fitted.length; row++) {
            fitted[row] = run.fitted().predict(run.data().rows(), row * SCHEMA.size());
        }
        assertArrayEquals(fitted, read);
    }

    @Test
    void saysInTheModelWhereItComesFrom() throws IOException {
        TrainingRun run = carryOut();
        Manifest manifest = ArtifactReader.read(run.file(), EXTRACTOR.schemas()).manifest();
        assertEquals(run.model().manifest(), manifest);
        assertEquals("pw-example", manifest.name());
        assertEquals("1", manifest.version());
        assertEquals("example/one-column", manifest.algorithm());
        assertEquals(Map.of("column", Integer.toString(SCHEMA.indexOf("work_total"))), manifest.hyperparameters());
        assertEquals("pw.x", manifest.code());
        assertEquals(SCHEMA.fingerprint(), manifest.fingerprint());
        Manifest.Training training = manifest.training();
        assertEquals("runs.jsonl", training.dataset());
        assertEquals(Digest.sha256(Files.readAllBytes(folder.resolve("data/runs.jsonl"))), training.datasetSha256());
        assertEquals(60, training.rows());
        assertEquals(10, training.systems());
        assertEquals("5 folds, each system in one fold", training.split());
        assertEquals(42, training.seed());
    }

    @Test
    void writesTheMeasuredErrorsIntoTheModel() {
        TrainingRun run = carryOut();
        Map<String, Double> expected =
                new LinkedHashMap<>(run.validation().model().asMap());
        expected.put("coverage_80", run.validation().intervals().at(0.8).coverage());
        expected.put("coverage_90", run.validation().coverage());
        expected.put("coverage_95", run.validation().intervals().at(0.95).coverage());
        PortableModel model = ArtifactReader.read(run.file(), EXTRACTOR.schemas());
        assertEquals(expected, model.manifest().training().metrics());
        assertEquals(run.validation().slope(), model.interval().slope());
        assertArrayEquals(
                run.validation().interval(run.data()).errors().get(0),
                model.interval().errors().get(0));
    }

    @Test
    void aLawAndWhatItLeavesMakeOneModel() throws IOException {
        Files.writeString(plan, PLAN.replace("normalizer: \"\"", "normalizer: example/proportional"));
        TrainingRun run = TrainingRun.carryOut(
                plan, EXTRACTOR, RegressorCatalogue.of(new ProportionalProvider()), Progress.SILENT);
        PortableModel model = ArtifactReader.read(run.file(), EXTRACTOR.schemas());
        double[] read = new double[run.data().size()];
        model.predict(new FeatureMatrix(SCHEMA, run.data().rows()), read);
        for (int row = 0; row < read.length; row++) {
            assertEquals(run.fitted().predict(run.data().rows(), row * SCHEMA.size()), read[row]);
        }
        Manifest manifest = model.manifest();
        assertEquals("example/proportional", manifest.normalizer());
        assertEquals("linear", manifest.law().kind());
        assertEquals("standardized", manifest.inputs());
        assertEquals(Map.of("example", "1.2"), manifest.training().versions());
        assertEquals("importance", model.insights().get(0).name());
    }

    @Test
    void givesTheSameBytesAllDay() throws IOException {
        LocalDate day;
        byte[] first;
        byte[] second;
        do {
            day = LocalDate.now(ZoneOffset.UTC);
            first = Files.readAllBytes(carryOut().file());
            second = Files.readAllBytes(carryOut().file());
        } while (!day.equals(LocalDate.now(ZoneOffset.UTC)));
        assertArrayEquals(first, second);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: pw-example   | name: PW | the plan names a model that cannot be named so:"
                        + " model name 'PW'; expected lower-case letters, digits and hyphens, at most 64",
                "code: pw.x         | code: cp.x | the plan is for runs of 'cp.x'; expected those of pw.x",
                "folds: 5           | folds: 11 | 10 systems cannot be divided into 11 folds;"
                        + " expected at least 2 folds and as many systems"
            })
    void refusesAPlanThatCannotBeCarriedOut(String sound, String broken, String problem) throws IOException {
        Files.writeString(plan, PLAN.replace(sound, broken));
        QePerfException e = assertThrows(QePerfException.class, this::carryOut);
        List<String> features =
                SCHEMA.features().stream().map(FeatureSpec::name).toList();
        assertEquals(problem.replace("FEATURES", String.join(", ", features)), e.getMessage());
        assertFalse(Files.exists(folder.resolve("models")), "nothing is written");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "schema: qeperf-1 | schema: qeperf-0 | 4:9: found 'qeperf-0', the nearest one is 'qeperf-2'; expected one of"
                        + " qeperf-2, input-1, qeperf-1, thesis-14, printed-1",
                "normalizer: \"\" | normalizer: work_totl | 5:13: found 'work_totl', the nearest one is 'work_total'; expected"
                        + " one of FEATURES",
                "normalizer: \"\" | normalizer: example/law | 5:13: there is no algorithm 'example/law'; expected one of"
                        + " example/one-column, or the jar of another provider on the class path",
                "example/one-column | example/one-colum | 6:12: there is no algorithm 'example/one-colum', the nearest one is"
                        + " 'example/one-column'; expected one of example/one-column, or the jar of another provider on the"
                        + " class path",
                "{column: | {colum: | 7:19: example/one-column has no hyperparameter 'colum', the nearest one is 'column';"
                        + " expected one of column",
                "{column: | {column: -1} # | 7:27: found '-1'; expected a whole number from 0 to 1000",
            })
    void saysWhereAPlanAsksForWhatThereIsNot(String sound, String broken, String problem) throws IOException {
        Files.writeString(plan, PLAN.replace(sound, broken));
        InputException e = assertThrows(InputException.class, this::carryOut);
        List<String> features =
                SCHEMA.features().stream().map(FeatureSpec::name).toList();
        assertEquals(plan + ":" + problem.replace("FEATURES", String.join(", ", features)), e.getMessage());
        assertFalse(Files.exists(folder.resolve("models")), "nothing is written");
    }

    private TrainingRun carryOut() {
        return TrainingRun.carryOut(plan, EXTRACTOR, RegressorCatalogue.of(new OneColumnProvider()), Progress.SILENT);
    }
}
