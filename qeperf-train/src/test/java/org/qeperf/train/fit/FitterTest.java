package org.qeperf.train.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;
import static org.qeperf.train.ExampleRuns.SCHEMA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.ProviderException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.OneColumnProvider;
import org.qeperf.train.ProportionalProvider;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;

class FitterTest {

    private static final int COLUMNS = SCHEMA.size();
    private static final Dataset DATA = Dataset.of(
            new RunSet("runs.jsonl", "00", ExampleRuns.ofSystems(5)),
            Cleaning.find("default"),
            RunTarget.SECONDS_PER_SCF_ITERATION,
            EXTRACTOR,
            SCHEMA);
    private static final int[] TRAINING = IntStream.range(10, 30).toArray();

    @ParameterizedTest
    @ValueSource(strings = {"", "work_total"})
    void looksAtTrainingRowsOnly(String normalizer) {
        double[] rows = DATA.rows().clone();
        double[] targets = DATA.targets().clone();
        Arrays.fill(rows, 0, TRAINING[0] * COLUMNS, 1e6);
        Arrays.fill(targets, 0, TRAINING[0], 1e6);
        Dataset changed = new Dataset(
                RunTarget.SECONDS_PER_SCF_ITERATION, SCHEMA, DATA.runs(), rows, targets, Map.of(), Map.of());
        assertArrayEquals(predictions(DATA, normalizer), predictions(changed, normalizer));
    }

    @Test
    void looksAtEveryTrainingRow() {
        for (int row : TRAINING) {
            double[] targets = DATA.targets().clone();
            targets[row] *= 2;
            Dataset changed = new Dataset(
                    RunTarget.SECONDS_PER_SCF_ITERATION, SCHEMA, DATA.runs(), DATA.rows(), targets, Map.of(), Map.of());
            assertFalse(Arrays.equals(predictions(DATA, ""), predictions(changed, "")));
        }
    }

    @Test
    void givesTheBackEndStandardisedColumnsAndTarget() {
        List<TrainingSet> given = new ArrayList<>();
        OneColumnProvider provider = new OneColumnProvider() {
            @Override
            public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
                given.add(data);
                return super.train(spec, data, progress);
            }
        };
        fitter(provider, "work_total").fit(DATA, TRAINING, Progress.SILENT);
        TrainingSet data = given.get(0);
        assertEquals(TRAINING.length, data.size());
        assertStandardised(data.targets(), 1);
        int changing = 0;
        for (int column = 0; column < COLUMNS; column++) {
            int c = column;
            double[] values = IntStream.range(0, data.size())
                    .mapToDouble(i -> data.rows()[i * COLUMNS + c])
                    .toArray();
            boolean constant = Arrays.stream(values).distinct().count() == 1;
            assertStandardised(values, constant ? 0 : 1);
            changing += constant ? 0 : 1;
        }
        assertTrue(changing > 10, changing + " columns change");
    }

    @Test
    void dividesTheTargetByItsNormaliser() {
        double[] perWork = DATA.targets().clone();
        int work = SCHEMA.indexOf("work_total");
        for (int row = 0; row < perWork.length; row++) {
            perWork[row] /= DATA.rows()[row * COLUMNS + work];
        }
        Dataset divided = new Dataset(
                RunTarget.SECONDS_PER_SCF_ITERATION, SCHEMA, DATA.runs(), DATA.rows(), perWork, Map.of(), Map.of());
        double[] expected = predictions(divided, "");
        double[] found = predictions(DATA, "work_total");
        for (int row = 0; row < perWork.length; row++) {
            expected[row] *= DATA.rows()[row * COLUMNS + work];
        }
        assertArrayEquals(expected, found, 1e-12);
    }

    @Test
    void refusesANormaliserThatIsNotPositive() {
        Fitter fitter = fitter(new OneColumnProvider(), "n_transition");
        TrainingException e = assertThrows(TrainingException.class, () -> fitter.fit(DATA, TRAINING, Progress.SILENT));
        assertEquals(
                "the target or its normaliser n_transition is not positive in every row; expected positive numbers",
                e.getMessage());
    }

    @Test
    void dividesTheTargetByALawOfTheTrainingRows() {
        double[] seconds = DATA.targets().clone();
        Arrays.fill(seconds, 0, TRAINING[0], 1e6);
        Dataset changed = new Dataset(
                RunTarget.SECONDS_PER_SCF_ITERATION, SCHEMA, DATA.runs(), DATA.rows(), seconds, Map.of(), Map.of());
        Fitter fitter = fitter(new ProportionalProvider(), "example/proportional");
        FittedModel model = fitter.fit(changed, TRAINING, Progress.SILENT);
        int work = SCHEMA.indexOf("work_total");
        double factor = 0;
        for (int row : TRAINING) {
            factor += seconds[row] / DATA.rows()[row * COLUMNS + work] / TRAINING.length;
        }
        double[] row = Arrays.copyOfRange(DATA.rows(), 0, COLUMNS);
        PortableRegressor law = model.preparation().normalizer().law().orElseThrow();
        assertEquals(factor * row[work], law.predict(row, 0, new double[0]), 1e-12 * row[work]);
        assertEquals("example/proportional", model.preparation().normalizer().name());
    }

    @Test
    void anAlgorithmOfRawRowsSeesThemAndTheirPartsAsTheyAre() {
        List<TrainingSet> given = new ArrayList<>();
        ProportionalProvider provider = new ProportionalProvider() {
            @Override
            public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
                given.add(data);
                return super.train(spec, data, progress);
            }
        };
        double[] clock = new double[DATA.size()];
        Arrays.setAll(clock, row -> row == TRAINING[1] ? Double.NaN : row);
        Dataset clocked = new Dataset(
                RunTarget.SECONDS_PER_SCF_ITERATION,
                SCHEMA,
                DATA.runs(),
                DATA.rows(),
                DATA.targets(),
                Map.of("work_fft", clock),
                Map.of());
        Recipe recipe = Recipe.of(RegressorCatalogue.of(provider), SCHEMA, "", "example/proportional", Map.of());
        FittedModel model = new Fitter(recipe, 42).fit(clocked, TRAINING, Progress.SILENT);
        TrainingSet data = given.get(0);
        assertEquals(SCHEMA.features().stream().map(FeatureSpec::name).toList(), data.names());
        assertArrayEquals(
                Arrays.copyOfRange(DATA.rows(), TRAINING[0] * COLUMNS, (TRAINING[0] + 20) * COLUMNS), data.rows());
        assertArrayEquals(Arrays.copyOfRange(DATA.targets(), TRAINING[0], TRAINING[0] + 20), data.targets());
        assertEquals(
                List.of(10.0, Double.NaN, 12.0),
                Arrays.stream(data.parts().get("work_fft")).limit(3).boxed().toList());
        double work = DATA.rows()[SCHEMA.indexOf("work_total")];
        double[] coefficients = ((LinearFunction) model.trained().regressor()).coefficients();
        assertEquals(coefficients[SCHEMA.indexOf("work_total")] * work, model.predict(DATA.rows(), 0), 1e-12);
    }

    @Test
    void aNormaliserIsAFeatureOrAnAlgorithmOfRawRows() {
        assertEquals(
                "the plan's normalizer cannot be used: " + featureMessage("n_x"),
                messageOf(TrainingException.class, "n_x"));
        assertEquals(
                "the normalizer example/one-column learns standardised rows; expected a feature, or an algorithm of raw"
                        + " rows",
                messageOf(TrainingException.class, "example/one-column"));
        assertEquals(
                "there is no algorithm 'example/none'; known are: example/one-column; for another, add the jar of its"
                        + " provider to the class path",
                messageOf(ProviderException.class, "example/none"));
    }

    @Test
    void anAlgorithmOfRawRowsTakesNoNormaliser() {
        RegressorCatalogue catalogue = RegressorCatalogue.of(new ProportionalProvider());
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> Recipe.of(catalogue, SCHEMA, "work_total", "example/proportional", Map.of()));
        assertEquals(
                "algorithm example/proportional learns seconds from raw rows and takes no normalizer; expected"
                        + " normalizer: \"\"",
                e.getMessage());
    }

    private static String featureMessage(String feature) {
        return assertThrows(IllegalArgumentException.class, () -> SCHEMA.indexOf(feature))
                .getMessage();
    }

    private static String messageOf(Class<? extends RuntimeException> type, String normalizer) {
        return assertThrows(type, () -> fitter(new OneColumnProvider(), normalizer))
                .getMessage();
    }

    private static double[] predictions(Dataset data, String normalizer) {
        FittedModel model = fitter(new OneColumnProvider(), normalizer).fit(data, TRAINING, Progress.SILENT);
        return IntStream.range(0, DATA.size())
                .mapToDouble(row -> model.predict(DATA.rows(), row * COLUMNS))
                .toArray();
    }

    private static Fitter fitter(RegressorProvider provider, String normalizer) {
        return new Fitter(
                Recipe.of(RegressorCatalogue.of(provider), SCHEMA, normalizer, "example/one-column", Map.of()), 42);
    }

    private static void assertStandardised(double[] values, double deviation) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double square = Arrays.stream(values).map(x -> x * x).average().orElseThrow();
        assertEquals(0, mean, 1e-9);
        assertEquals(deviation, Math.sqrt(square), 1e-9);
    }
}
