package org.qeperf.train.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.ModelId;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.train.data.Samples;

class CalibrationTest {

    private static final FeatureSchema SCHEMA = new FeatureSchema(
            "example",
            List.of(
                    new FeatureSpec("work", "flop", "work", "test", Scale.LOG),
                    new FeatureSpec("kind", "1", "a kind", "test", Scale.LINEAR)));
    private static final double[] ERRORS = {0.1, 0.4, 0.6, 0.8, 1.2};

    /** Two models that predict {@code 1 + work / 1e6} and {@code (1 + work) / 1e6}. */
    private enum Base {
        LAW {
            @Override
            PortableModel model() {
                return CalibrationTest.model(
                        Preparation.raw(SCHEMA, Normalizer.NONE), new LinearFunction(1, new double[] {1e-6, 0}));
            }
        },
        LOGARITHM {
            @Override
            PortableModel model() {
                return CalibrationTest.model(
                        Preparation.standardized(
                                SCHEMA,
                                new double[] {14, 0.5},
                                new double[] {2, 0.5},
                                14 - Math.log(1e6),
                                4,
                                Normalizer.NONE),
                        new LinearFunction(0, new double[] {0.5, 0}));
            }
        };

        abstract PortableModel model();
    }

    private static PortableModel model(Preparation preparation, PortableRegressor regressor) {
        Manifest manifest = new Manifest(
                Manifest.CURRENT_FORMAT,
                "base",
                "1",
                "linear/log-costs",
                Map.of(),
                "pw.x",
                SCHEMA.name(),
                SCHEMA.fingerprint(),
                "seconds_per_scf_iteration",
                "s",
                preparation.word(),
                preparation.targetForm().word(),
                "",
                Manifest.Function.NONE,
                Manifest.Function.of(regressor),
                new Manifest.Training("runs", "", 5, 5, "", 1, "2026-01-01", Map.of(), Map.of()));
        return new PortableModel(
                manifest,
                SCHEMA,
                preparation,
                regressor,
                new PredictionInterval(ERRORS),
                new double[] {1e4, 0},
                new double[] {1e9, 1},
                List.of());
    }

    /** Runs of a machine that takes {@code factor} times what the model says, a tenth more or less. */
    private static Samples runs(PortableModel model, int count, double factor) {
        Random random = new Random(3);
        double[] rows = new double[2 * count];
        double[] targets = new double[count];
        for (int i = 0; i < count; i++) {
            rows[2 * i] = Math.exp(10 + 10 * random.nextDouble());
            rows[2 * i + 1] = i % 2;
            targets[i] = factor * value(model, rows[2 * i], i % 2) * Math.exp(0.1 * random.nextGaussian());
        }
        return new Samples(SCHEMA, rows, targets, Map.of());
    }

    private static double value(PortableModel model, double work, double kind) {
        return model.value(new double[] {work, kind});
    }

    private static PortableModel calibrated(Calibration calibration) {
        return calibration.model(new ModelId("mine", "1"), "my runs", "00");
    }

    @ParameterizedTest
    @EnumSource
    void learnsHowFastTheMachineIs(Base base) {
        PortableModel model = base.model();
        Calibration calibration = Calibration.of(model, runs(model, 10, 3));
        assertEquals(3, calibration.before().medianFactor(), 0.3);
        assertTrue(calibration.after().factor90() < 1.4, calibration.after().toString());
        PortableModel corrected = calibrated(calibration);
        assertEquals(3, value(corrected, 2e6, 0) / value(model, 2e6, 0), 0.6);
        assertTrue(corrected.interval().factor(0.8) < model.interval().factor(0.8));
    }

    @ParameterizedTest
    @EnumSource
    void theModelIsWrittenAndReadAgain(Base base) {
        PortableModel model = base.model();
        Samples runs = runs(model, 5, 0.5);
        PortableModel corrected = calibrated(Calibration.of(model, runs));
        byte[] bytes = ArtifactWriter.toBytes(corrected, runs.spread(3));
        PortableModel read = ArtifactReader.read("bytes", new ByteArrayInputStream(bytes), List.of(SCHEMA));
        FeatureVector row = new FeatureVector(SCHEMA, new double[] {3e7, 1});
        assertEquals(corrected.predict(row).value(), read.predict(row).value());
        assertEquals(corrected.manifest(), read.manifest());
        assertEquals("my runs", read.manifest().training().dataset());
    }

    @ParameterizedTest
    @EnumSource
    void aCalibratedModelIsNotCalibratedAgain(Base base) {
        PortableModel model = base.model();
        Samples runs = runs(model, 10, 3);
        PortableModel once = calibrated(Calibration.of(model, runs));
        TrainingException e = assertThrows(TrainingException.class, () -> Calibration.of(once, runs));
        assertEquals(
                "model mine@1 is calibrated already, it corrects base@1 of runs, and runs that it knows would count twice; "
                        + "expected the model before, calibrate that with all runs",
                e.getMessage());
    }

    /** Nine runs alike contradict the tenth. */
    @Test
    void oneRunUnderLoadChangesLittle() {
        PortableModel model = Base.LAW.model();
        double[] rows = new double[20];
        double[] targets = new double[10];
        for (int i = 0; i < 10; i++) {
            rows[2 * i] = 1e6 + 1e4 * i;
            targets[i] = value(model, rows[2 * i], 0);
        }
        targets[4] *= 20;
        Calibration calibration = Calibration.of(model, new Samples(SCHEMA, rows, targets, Map.of()));
        assertEquals(1, value(calibrated(calibration), 1.2e6, 0) / value(model, 1.2e6, 0), 0.15);
    }

    /** What was learnt of one kind at one size says less of the other kind far away. */
    @Test
    void uncertaintyGrowsAwayFromTheRuns() {
        PortableModel model = Base.LAW.model();
        double[] rows = {1e5, 0, 1.1e5, 0, 1.2e5, 0};
        double[] targets = {value(model, 1e5, 0), value(model, 1.1e5, 0), value(model, 1.2e5, 0)};
        Calibration calibration = Calibration.of(model, new Samples(SCHEMA, rows, targets, Map.of()));
        double[] deviations = calibration.deviations(new double[] {1.1e5, 0, 1e9, 1});
        assertTrue(deviations[0] < 0.3 && deviations[1] > 2 * deviations[0], Arrays.toString(deviations));
    }

    @Test
    void theCurveEndsWithAllRuns() {
        PortableModel model = Base.LAW.model();
        List<Calibration.Point> curve =
                Calibration.of(model, runs(model, 12, 4)).curve(1);
        assertEquals(
                List.of(3, 5, 10, 11),
                curve.stream().map(Calibration.Point::runs).toList());
        assertTrue(curve.get(0).medianFactor() > curve.get(3).medianFactor(), curve.toString());
    }

    @Test
    void ofManyRunsSomeAreTaken() {
        PortableModel model = Base.LAW.model();
        assertEquals(300, Calibration.of(model, runs(model, 310, 2)).runs().size());
    }

    @Test
    void twoRunsAreTooFew() {
        PortableModel model = Base.LAW.model();
        TrainingException e = assertThrows(TrainingException.class, () -> Calibration.of(model, runs(model, 2, 1)));
        assertEquals(
                "2 usable runs are too few to calibrate with; expected at least 3, and 10 are much better",
                e.getMessage());
    }

    @Test
    void aModelOfAbsoluteErrorsCannotBeCorrected() {
        Preparation preparation = Preparation.raw(SCHEMA, Normalizer.feature(SCHEMA, "work"));
        PortableRegressor one = new LinearFunction(1e-6, new double[] {0, 0});
        PortableModel law = Base.LAW.model();
        Manifest m = law.manifest();
        PortableModel model = new PortableModel(
                new Manifest(
                        m.format(),
                        "other",
                        "1",
                        m.algorithm(),
                        Map.of(),
                        m.code(),
                        m.schema(),
                        m.fingerprint(),
                        m.target(),
                        m.unit(),
                        preparation.word(),
                        preparation.targetForm().word(),
                        "work",
                        Manifest.Function.NONE,
                        Manifest.Function.of(one),
                        m.training()),
                SCHEMA,
                preparation,
                one,
                law.interval(),
                law.range()[0],
                law.range()[1],
                List.of());
        TrainingException e = assertThrows(TrainingException.class, () -> Calibration.of(model, runs(law, 5, 1)));
        assertEquals(
                "model other@1 can't be calibrated; expected one that learnt the logarithm of the time, or a law of raw rows",
                e.getMessage());
    }

    @Test
    void aModelThatPredictsNoTimeCannotBeCorrected() {
        PortableModel model =
                model(Preparation.raw(SCHEMA, Normalizer.NONE), new LinearFunction(-1, new double[] {0, 0}));
        TrainingException e =
                assertThrows(TrainingException.class, () -> Calibration.of(model, runs(Base.LAW.model(), 5, 1)));
        assertEquals(
                "model base@1 predicts -1.0 for a run; expected a positive number, leave the run out", e.getMessage());
    }
}
