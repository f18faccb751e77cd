package org.qeperf.runtime.forecast;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.qeperf.api.FileException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;
import org.qeperf.api.predict.Uncertainty;
import org.qeperf.runtime.artifact.ExampleModels;
import org.qeperf.runtime.forecast.MemoryForecast.Fit;
import org.qeperf.runtime.models.RunModels;

class RunPredictorTest {

    private static final FeatureExtractor EXTRACTOR = new ExampleExtractor();
    private static final RunModels MODELS = ExampleModels.run();
    private static final Machine MACHINE = new Machine("box", 16, 2L << 30);
    private static final RunPredictor PREDICTOR = new RunPredictor(EXTRACTOR, MODELS);

    private static Workload run(long electrons) {
        return EXTRACTOR.restore(new Counts(List.of(new Count.Whole("n_el", electrons))));
    }

    private static RunForecast predict(long electrons, Layout layout, Machine machine) {
        return PREDICTOR.predict(run(electrons), layout, machine, RunQuestion.DEFAULT);
    }

    @Test
    void aForecastHoldsTimeMemoryAndWhatWasAskedFor() {
        Layout layout = new Layout(2, 4, 4, 1);
        RunForecast forecast = predict(100, layout, MACHINE);
        FeatureVector row = new FeatureVector(ExampleModels.SCHEMA, new double[] {100, 2, 8});
        List<Prediction> predictions = new ArrayList<>();
        MODELS.all().forEach(model -> predictions.add(model.predict(row)));
        predictions.set(2, new Prediction(Target.IONIC_STEPS, 1, Uncertainty.NONE, List.of()));
        assertEquals(predictions, forecast.predictions());
        assertEquals(3.5, forecast.time().secondsPerScfIteration().value());
        assertEquals(38, forecast.time().totalSeconds().value());
        assertEquals(1L << 29, forecast.memory().perNode().value());
        assertEquals(OptionalDouble.of(1L << 26), forecast.memory().programsEstimateBytes());
        assertEquals(Fit.FITS, forecast.memory().fit());
        assertEquals(layout, forecast.layout());
        assertEquals(MACHINE, forecast.machine());
        assertEquals(List.of(), forecast.problems());
        assertEquals(List.of(), forecast.warnings());
        assertTrue(forecast.starts());
        assertFalse(forecast.outsideTraining());
    }

    @Test
    void aMissingFileIsToldWithWhatToDo() {
        FileException missing = assertThrows(
                FileException.class,
                () -> PREDICTOR.predict(
                        SimulationFiles.of(Path.of(ExampleExtractor.MISSING)), Layout.serial(), MACHINE));
        assertEquals("missing: no such file; expected the path of a file", missing.getMessage());
    }

    @Test
    void aRunOfAKnownDensityIsAGuess() {
        RunForecast known = predict((int) ExampleExtractor.KNOWN_DENSITY, Layout.serial(), MACHINE);
        assertEquals(
                List.of("the models have learnt from self-consistent runs alone, and this is none: the time and the"
                        + " memory are guesses, with 90 % intervals twice as wide"),
                known.warnings());
        RunForecast usual = predict((int) ExampleExtractor.KNOWN_DENSITY + 1, Layout.serial(), MACHINE);
        assertEquals(2 * upper(usual.memory().perRank()), upper(known.memory().perRank()), 1e-12);
        assertEquals(
                2 * upper(usual.time().secondsPerScfIteration()),
                upper(known.time().secondsPerScfIteration()),
                1e-12);
        assertEquals(upper(usual.time().secondsOutsideScf()), upper(known.time().secondsOutsideScf()), 1e-12);
        assertEquals(0.0005, usual.risk().notConverged(), 1e-9);
        assertEquals(0, known.risk().notConverged());
    }

    @Test
    void whatIsAGuessIsNearItsValueMoreOftenThanFarFromIt() {
        RunForecast known = PREDICTOR.predict(
                run(ExampleExtractor.KNOWN_DENSITY),
                Layout.serial(),
                MACHINE,
                new RunQuestion(0.2, 0.95, OptionalDouble.empty()));
        Prediction perRank = known.memory().perRank();
        double above = Chance.above(perRank, 1.9 * perRank.value());
        assertTrue(above > 0.05 && above < 0.3, above + " above");
        assertEquals(1 - above, Chance.above(perRank, perRank.value() / 1.9), 1e-6);
        Estimate total = known.time().totalSeconds();
        assertTrue(total.interval().upper() < 1.5 * total.value(), total.toString());
    }

    private static double upper(Prediction prediction) {
        return prediction.interval().upper() / prediction.value();
    }

    @Test
    void modelsAreTakenByTheirTargets() {
        List<String> models = new ArrayList<>();
        predict(100, Layout.serial(), MACHINE)
                .models()
                .forEach((target, model) -> models.add(target.name() + " " + model));
        assertEquals(
                List.of(
                        "seconds_per_scf_iteration example-linear@1",
                        "scf_iterations example-scf-iterations@1",
                        "ionic_steps example-ionic-steps@1",
                        "seconds_outside_scf example-seconds-outside-scf@1",
                        "peak_memory_per_rank example-peak-memory-per-rank@1"),
                models);
    }

    @Test
    void theTimeToAskForIsEnoughAsOftenAsWanted() {
        Workload run = run(1000);
        RunForecast likely = predict(1000, Layout.serial(), MACHINE);
        assertEquals(119.5, likely.time().totalSeconds().value());
        double factor = Math.exp(0.4);
        assertEquals(119.5 * factor, likely.time().totalSeconds().interval().upper(), 60);
        assertEquals(240, likely.time().requestSeconds());
        assertEquals((long) (240 - 10.75 * factor - 12 * factor), likely.time().maxSeconds());
        RunForecast seldom =
                PREDICTOR.predict(run, Layout.serial(), MACHINE, new RunQuestion(0.5, 0.25, OptionalDouble.empty()));
        assertEquals(120, seldom.time().requestSeconds());
        assertEquals(0.5, seldom.time().totalSeconds().interval().level());
        assertEquals(0.5, seldom.memory().perNode().interval().level());
    }

    @Test
    void theLimitIsARiskAndTheMostToAskFor() {
        RunForecast limited = PREDICTOR.predict(
                run(1000), Layout.serial(), MACHINE, new RunQuestion(0.9, 0.95, OptionalDouble.of(119)));
        assertEquals(119, limited.time().requestSeconds());
        assertEquals(0.5, limited.risk().timeLimit(), 0.05);
        assertEquals(0, predict(1000, Layout.serial(), MACHINE).risk().timeLimit());
    }

    @Test
    void aRunThatDoesNotFitHasRemediesAndFailsMoreOftenThanNot() {
        RunForecast forecast = predict(100, Layout.serial(), new Machine("small", 16, 3L << 28));
        assertEquals(Fit.DOES_NOT_FIT, forecast.memory().fit());
        assertEquals(
                List.of("more nodes: 2 nodes x 1 task x 1 thread, 1 pool need 512.0 MB of each node, at most 763.8 MB"),
                forecast.memory().remedies());
        Risk risk = forecast.risk();
        assertEquals(0.85, risk.memory(), 0.1);
        assertEquals(0.0005, risk.notConverged(), 1e-9);
        assertEquals(1 - (1 - risk.memory()) * (1 - risk.notConverged()), risk.ofFailure(), 1e-15);
    }

    @Test
    void remediesAreLeftOutForWhoeverDoesNotWantThem() {
        Machine small = new Machine("small", 16, 3L << 28);
        RunForecast whole = predict(100, Layout.serial(), small);
        RunForecast without = PREDICTOR.predictWithoutRemedies(run(100), Layout.serial(), small, RunQuestion.DEFAULT);
        assertEquals(List.of(), without.memory().remedies());
        assertEquals(whole.memory().fit(), without.memory().fit());
        assertEquals(whole.memory().perNode(), without.memory().perNode());
        assertEquals(whole.risk(), without.risk());
        assertEquals(whole.warnings(), without.warnings());
    }

    @Test
    void aLayoutThatStopsTheProgramIsCertainToFail() {
        RunForecast forecast = predict(100, new Layout(1, 4, 1, 3), MACHINE);
        assertFalse(forecast.starts());
        assertEquals(
                List.of("3 pools for 4 ranks (it prints \"invalid number of pools\"); take 1"),
                forecast.problems().stream().map(LayoutProblem::toString).toList());
        assertEquals(1, forecast.risk().invalidLayout());
        assertEquals(1, forecast.risk().ofFailure());
        assertEquals(List.of(), forecast.warnings());
    }

    @Test
    void anInputIsReadAndItsWarningsComeFirst() {
        SimulationFiles files = SimulationFiles.of(Path.of("si.in"));
        RunForecast forecast = PREDICTOR.predict(files, new Layout(1, 35, 1, 7), MACHINE);
        assertEquals(
                List.of("si.in:1:1: warning: it is an example", "seven pools", "35 ranks, 32 have work"),
                forecast.warnings());
        assertEquals(5, PREDICTOR.read(files).counts().whole("n_el"));
    }

    @Test
    void featuresBeyondTheModelsExperienceAreWarnedOf() {
        RunForecast forecast = predict(1_234_567, new Layout(1, 32, 1, 1), new Machine("big", 128, 1L << 40));
        assertTrue(forecast.outsideTraining());
        assertEquals(
                List.of(
                        "the time, the number of iterations, the time outside of SCF, the memory are guesses beyond the model's"
                                + " experience: n_el is 1.235E+6 (seen 1 to 1000)"),
                forecast.warnings());
    }

    @Test
    void sharesOfKernelsAreThoseOfTheLaw() {
        RunPredictor predictor = new RunPredictor(EXTRACTOR, MODELS.withTime(ExampleModels.greyBox()));
        Map<String, Double> shares = predictor
                .predict(run(100), new Layout(1, 2, 1, 1), MACHINE, RunQuestion.DEFAULT)
                .time()
                .kernelShares();
        assertEquals("{n_el=0.5, n_k=0.25, overhead=0.25}", shares.toString());
        assertEquals(Map.of(), predict(100, Layout.serial(), MACHINE).time().kernelShares());
        RunPredictor byFeature = new RunPredictor(EXTRACTOR, MODELS.withTime(ExampleModels.forest()));
        assertEquals(
                Map.of(),
                byFeature
                        .predict(run(100), Layout.serial(), MACHINE, RunQuestion.DEFAULT)
                        .time()
                        .kernelShares());
    }

    @Test
    void theShippedModelsFitTheExtractorOfPw() {
        assertDoesNotThrow(() -> RunPredictor.load());
    }

    @Test
    void aModelOfAnotherSchemaIsRefused() {
        FeatureExtractor other = Extractors.find("pw.x");
        assertEquals(
                "model example-linear@1 takes rows of schema example-3, which the extractor of pw.x does not make; expected"
                        + " one of "
                        + String.join(
                                ", ",
                                other.schemas().stream()
                                        .map(FeatureSchema::name)
                                        .toList()),
                assertThrows(QePerfException.class, () -> new RunPredictor(other, MODELS))
                        .getMessage());
    }

    @Test
    void aModelOfAnotherTargetIsRefused() {
        assertEquals(
                "model example-linear@1 predicts 'seconds_per_scf_iteration' in 's'; expected scf_iterations in 1",
                assertThrows(
                                QePerfException.class,
                                () -> new RunModels(
                                        MODELS.secondsPerScfIteration(),
                                        ExampleModels.linear(),
                                        MODELS.ionicSteps(),
                                        MODELS.secondsOutsideScf(),
                                        MODELS.peakMemoryPerRank()))
                        .getMessage());
        assertEquals(
                new ModelId("example-forest", "1"),
                MODELS.withTime(ExampleModels.forest()).all().get(0).model());
    }

    @Test
    void aQuestionHasProbabilitiesAndAPositiveLimit() {
        assertEquals(
                "levels 1.0 and 0.95; expected between 0 and 1",
                assertThrows(IllegalArgumentException.class, () -> new RunQuestion(1, 0.95, OptionalDouble.empty()))
                        .getMessage());
        assertEquals(
                "a time limit of 0.0 s",
                assertThrows(IllegalArgumentException.class, () -> new RunQuestion(0.9, 0.95, OptionalDouble.of(0)))
                        .getMessage());
        assertEquals(
                "a probability of 1.5",
                assertThrows(IllegalArgumentException.class, () -> new Risk(1.5, 0, 0, 0))
                        .getMessage());
    }
}
