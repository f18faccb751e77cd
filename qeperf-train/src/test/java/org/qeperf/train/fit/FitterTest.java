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
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.RegressorCatalogue.Choice;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.OneColumnProvider;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunSet;

class FitterTest {

    private static final int COLUMNS = SCHEMA.size();
    private static final Dataset DATA = Dataset.of(
            new RunSet("runs.jsonl", "00", ExampleRuns.ofSystems(5)), Cleaning.find("default"), EXTRACTOR, SCHEMA);
    private static final int[] TRAINING = IntStream.range(10, 30).toArray();

    @ParameterizedTest
    @ValueSource(strings = {"", "work_total"})
    void looksAtTrainingRowsOnly(String normalizer) {
        double[] rows = DATA.rows().clone();
        double[] targets = DATA.targets().clone();
        Arrays.fill(rows, 0, TRAINING[0] * COLUMNS, 1e6);
        Arrays.fill(targets, 0, TRAINING[0], 1e6);
        Dataset changed = new Dataset(SCHEMA, DATA.runs(), rows, targets, Map.of());
        assertArrayEquals(predictions(DATA, normalizer), predictions(changed, normalizer));
    }

    @Test
    void looksAtEveryTrainingRow() {
        for (int row : TRAINING) {
            double[] targets = DATA.targets().clone();
            targets[row] *= 2;
            Dataset changed = new Dataset(SCHEMA, DATA.runs(), DATA.rows(), targets, Map.of());
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
        Dataset divided = new Dataset(SCHEMA, DATA.runs(), DATA.rows(), perWork, Map.of());
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
        assertEquals("the target or its normaliser is not positive in every row", e.getMessage());
    }

    private static double[] predictions(Dataset data, String normalizer) {
        FittedModel model = fitter(new OneColumnProvider(), normalizer).fit(data, TRAINING, Progress.SILENT);
        return IntStream.range(0, DATA.size())
                .mapToDouble(row -> model.predict(DATA.rows(), row * COLUMNS))
                .toArray();
    }

    private static Fitter fitter(RegressorProvider provider, String normalizer) {
        Choice choice = RegressorCatalogue.of(provider).find("example/one-column");
        Optional<String> divisor = Optional.of(normalizer).filter(name -> !name.isEmpty());
        return new Fitter(choice, choice.algorithm().configure(Map.of()), divisor, 42);
    }

    private static void assertStandardised(double[] values, double deviation) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double square = Arrays.stream(values).map(x -> x * x).average().orElseThrow();
        assertEquals(0, mean, 1e-9);
        assertEquals(deviation, Math.sqrt(square), 1e-9);
    }
}
