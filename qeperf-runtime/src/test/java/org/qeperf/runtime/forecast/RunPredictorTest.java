package org.qeperf.runtime.forecast;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.artifact.ExampleModels;
import org.qeperf.runtime.artifact.PortableModel;

class RunPredictorTest {

    private static final FeatureExtractor EXTRACTOR = new ExampleExtractor();
    private static final PortableModel MODEL = ExampleModels.forest();
    private static final Machine MACHINE = new Machine("box", 16, 2L << 30);

    private static RunForecast predict(long electrons, Layout layout, Machine machine) {
        Workload workload = EXTRACTOR.restore(new Counts(List.of(new Count.Whole("n_el", electrons))));
        return new RunPredictor(EXTRACTOR, MODEL).predict(workload, layout, machine);
    }

    @Test
    void aForecastHoldsTimeMemoryAndWhatWasAskedFor() {
        Layout layout = new Layout(2, 4, 4, 1);
        RunForecast forecast = predict(100, layout, MACHINE);
        FeatureVector row = new FeatureVector(ExampleModels.SCHEMA, new double[] {100, 2, 8});
        assertEquals(MODEL.predict(row), forecast.secondsPerScfIteration());
        assertEquals(1L << 27, forecast.memoryPerRankBytes());
        assertEquals(1L << 29, forecast.memoryPerNodeBytes());
        assertEquals(MODEL.model(), forecast.model());
        assertEquals(layout, forecast.layout());
        assertEquals(MACHINE, forecast.machine());
        assertEquals(List.of(), forecast.warnings());
    }

    @Test
    void anInputIsReadAndItsWarningsComeFirst() {
        RunPredictor predictor = new RunPredictor(EXTRACTOR, MODEL);
        SimulationFiles files = SimulationFiles.of(Path.of("si.in"));
        RunForecast forecast = predictor.predict(files, new Layout(1, 17, 1, 1), MACHINE);
        assertEquals(
                List.of(
                        "si.in:1:1: warning: it is an example",
                        "the layout asks for 17 cores of a node, machine 'box' has 16"),
                forecast.warnings());
        assertEquals(5, predictor.read(files).counts().whole("n_el"));
    }

    @Test
    void moreCoresThanANodeHasAreWarnedOf() {
        assertEquals(List.of(), predict(100, new Layout(1, 4, 4, 1), MACHINE).warnings());
        assertEquals(
                List.of("the layout asks for 20 cores of a node, machine 'box' has 16"),
                predict(100, new Layout(1, 4, 5, 1), MACHINE).warnings());
    }

    @Test
    void moreMemoryThanANodeHasIsWarnedOf() {
        Layout layout = new Layout(2, 2, 1, 1);
        assertEquals(
                List.of(),
                predict(100, layout, new Machine("small", 16, 1L << 29)).warnings());
        assertEquals(
                List.of(
                        "the ranks of a node need about 0.5 GiB, a node of machine 'small' has 0.3 GiB: the run will fail"),
                predict(100, layout, new Machine("small", 16, 1L << 28)).warnings());
    }

    @Test
    void featuresBeyondTheModelsExperienceAreWarnedOf() {
        assertEquals(
                List.of("the time is a guess beyond the model's experience:"
                        + " n_el is 1.235E+6 (seen 1 to 1000), n_k is 128 (seen 1 to 64)"),
                predict(1_234_567, new Layout(1, 128, 1, 1), new Machine("big", 128, 1L << 40))
                        .warnings());
    }

    @Test
    void theShippedModelFitsTheExtractorOfPw() {
        assertDoesNotThrow(RunPredictor::load);
    }

    @Test
    void aModelOfAnotherSchemaIsRefused() {
        FeatureExtractor other = Extractors.find("pw.x");
        assertEquals(
                "model example-forest@1 takes rows of schema example-3, which the extractor of pw.x does not make; expected"
                        + " one of "
                        + String.join(
                                ", ",
                                other.schemas().stream()
                                        .map(FeatureSchema::name)
                                        .toList()),
                assertThrows(QePerfException.class, () -> new RunPredictor(other, MODEL))
                        .getMessage());
    }
}
