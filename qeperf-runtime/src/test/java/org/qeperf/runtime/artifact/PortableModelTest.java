package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.Extrapolation;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.score.LinearFunction;

class PortableModelTest {

    private static final FeatureSchema SCHEMA = ExampleModels.SCHEMA;

    static Stream<PortableModel> models() {
        return Stream.of(ExampleModels.forest(), ExampleModels.network());
    }

    private static FeatureVector row(double... values) {
        return new FeatureVector(SCHEMA, values);
    }

    @Test
    void aPredictionCarriesTargetValueAndInterval() {
        Prediction prediction = ExampleModels.forest().predict(row(100, 5, 32));
        // Leaves 1 and 3, their mean 2: exp(2 * 1.5 + 0.5) for each of 32 k-points; rank ceil(10 * 0.9) of the errors.
        double expected = Math.exp(3.5) * 32;
        assertEquals(Target.SECONDS_PER_SCF_ITERATION, prediction.target());
        assertEquals(expected, prediction.value(), 1e-12 * expected);
        double factor = Math.exp(0.4);
        assertEquals(
                new Interval(prediction.value() / factor, prediction.value() * factor, 0.9), prediction.interval());
        assertEquals(List.of(), prediction.extrapolation());
    }

    @Test
    void aModelSaysWhatItIs() {
        PortableModel model = ExampleModels.forest("some-name", "2.0");
        assertEquals(new ModelId("some-name", "2.0"), model.model());
        assertEquals(SCHEMA, model.schema());
        assertEquals(Target.SECONDS_PER_SCF_ITERATION, model.target());
        assertEquals("example/by-hand", model.manifest().algorithm());
    }

    @ParameterizedTest
    @MethodSource("models")
    void oneRowAndABatchAgreeBitByBit(PortableModel model) {
        FeatureMatrix rows = ExampleModels.rows(500);
        double[] batch = new double[500];
        model.predict(rows, batch);
        double[] single = new double[500];
        for (int i = 0; i < 500; i++) {
            single[i] = model.predict(row(Arrays.copyOfRange(rows.values(), 3 * i, 3 * i + 3)))
                    .value();
        }
        assertArrayEquals(single, batch);
    }

    @ParameterizedTest
    @MethodSource("models")
    void threadsGetTheSamePredictions(PortableModel model) throws Exception {
        FeatureMatrix rows = ExampleModels.rows(2000);
        double[] expected = new double[2000];
        model.predict(rows, expected);
        Callable<double[]> task = () -> {
            double[] out = new double[2000];
            model.predict(rows, out);
            return out;
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<double[]> result : threads.invokeAll(List.of(task, task, task, task, task, task))) {
                assertArrayEquals(expected, result.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aBatchAllocatesNothing(PortableModel model) {
        FeatureMatrix rows = ExampleModels.rows(10_000);
        double[] out = new double[10_000];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // The virtual machine itself allocates in a thread now and then, while it compiles.
        for (int i = 0; i < 20; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            model.predict(rows, out);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    @Test
    void featuresOutsideWhatWasSeenAreNamed() {
        List<Extrapolation> outside =
                ExampleModels.forest().predict(row(2000, 0, 0.5)).extrapolation();
        double electrons = (Math.log(2001) - Math.log(1001)) / (Math.log(1001) - Math.log(2));
        double kPoints = (Math.log(2) - Math.log(1.5)) / (Math.log(65) - Math.log(2));
        assertEquals(
                List.of(
                        new Extrapolation("n_el", 2000, 1, 1000, electrons),
                        new Extrapolation("n_k", 0.5, 1, 64, kPoints)),
                outside);
    }

    @Test
    void intervalsDependOnPredictionAndDistance() {
        PortableModel forest = ExampleModels.grouped();
        assertEquals(Math.exp(0.1), forest.predict(row(1, 0, 1)).uncertainty().factor(0.9));
        assertEquals(
                Math.exp(0.3), forest.predict(row(100, 5, 32)).uncertainty().factor(0.9));
        // shift was seen from -4 to 6.
        assertEquals(
                Math.exp(0.3 * (1 + 2 * 0.5)),
                forest.predict(row(100, 11, 32)).uncertainty().factor(0.9),
                1e-12);
        assertEquals(forest.predict(row(100, 11, 32)), forest.predict(row(100, 11, 32)));
    }

    @Test
    void theEdgesOfWhatWasSeenAndRoundingBeyondThemAreInside() {
        PortableModel model = ExampleModels.forest();
        assertEquals(List.of(), model.predict(row(1, -4, 1)).extrapolation());
        assertEquals(List.of(), model.predict(row(1000, 6, 64)).extrapolation());
        assertEquals(
                List.of(),
                model.predict(row(Math.nextUp(1000.0), Math.nextDown(-4.0), 64)).extrapolation());
        assertEquals(1, model.predict(row(1000, -4.0001, 64)).extrapolation().size());
    }

    @Test
    void aNegativeNumberUnderALogarithmIsRefusedWithItsName() {
        PortableModel model = ExampleModels.forest();
        String message = "feature n_k is -1.0; expected at least 0";
        refused(message, () -> model.predict(row(1, -1, -1)));
        refused(
                message,
                () -> model.predict(new FeatureMatrix(SCHEMA, new double[] {1, 1, 1, 1, -1, -1}), new double[2]));
        assertThrows(QePerfException.class, () -> model.predict(row(0, -4, 0)), "0 is allowed, but makes no time");
    }

    @Test
    void aRawRowMayBeNegativeWhereTrainingWas() {
        PortableModel raw = ExampleModels.linear();
        refused("feature n_k is -1.0; expected at least 0", () -> raw.predict(row(100, 0, -1)));
        PortableModel seen = withRange(raw, new double[] {1, -4, -2}, new double[] {1000, 6, 64});
        assertEquals(0.5 + 1 - 0.25, seen.predict(row(100, 0, -1)).value(), 1e-12);
        refused(
                "feature n_k ranges from -2.0, which has no logarithm",
                () -> withRange(ExampleModels.forest(), new double[] {1, -4, -2}, new double[] {1000, 6, 64}));
    }

    /** 50,000 columns in blocks of 256 rows are 102 MB. */
    @Test
    void aThreadKeepsLittleForManyColumns() {
        int n = 50_000;
        FeatureSchema wide = new FeatureSchema(
                "wide-1",
                IntStream.range(0, n)
                        .mapToObj(i -> new FeatureSpec("c" + i, "1", "", "", Scale.LINEAR))
                        .toList());
        Preparation preparation = Preparation.raw(wide, Normalizer.NONE);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        LinearFunction sum = new LinearFunction(0, ones);
        PortableModel model = new PortableModel(
                ExampleModels.manifest("wide", "1", "pw.x", wide, Target.SECONDS_PER_SCF_ITERATION, preparation, sum),
                wide,
                preparation,
                sum,
                ExampleModels.linear().interval(),
                ones,
                ones,
                List.of());
        double[] rows = new double[3 * n];
        Arrays.fill(rows, 0, n, 1);
        Arrays.fill(rows, n, 2 * n, 2);
        Arrays.fill(rows, 2 * n, 3 * n, 3);
        double[] out = new double[3];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        model.predict(new FeatureMatrix(wide, rows), out);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertArrayEquals(new double[] {n, 2 * n, 3 * n}, out);
        assertTrue(allocated < 4 << 20, () -> allocated + " bytes");
    }

    @Test
    void aBatchRefusesNumbersThatAreNotFinite() {
        PortableModel model = ExampleModels.forest();
        double[] out = new double[1];
        refused(
                "feature shift is NaN; expected a finite number",
                () -> model.predict(new FeatureMatrix(SCHEMA, new double[] {1, Double.NaN, 1}), out));
        refused(
                "feature n_el is Infinity; expected a finite number",
                () -> model.predict(new FeatureMatrix(SCHEMA, new double[] {Double.POSITIVE_INFINITY, 1, 1}), out));
    }

    @Test
    void rowsOfAnotherSchemaAreRefused() {
        PortableModel model = ExampleModels.forest();
        FeatureSchema other = new FeatureSchema("other", SCHEMA.features());
        String message = "a row of schema other for a model of schema example-3";
        refused(message, () -> model.predict(new FeatureVector(other, new double[3])));
        refused(message, () -> model.predict(new FeatureMatrix(other, new double[3]), new double[1]));
    }

    @Test
    void rowsOfAnEqualSchemaAreTaken() {
        FeatureSchema same = new FeatureSchema(SCHEMA.name(), SCHEMA.features());
        PortableModel model = ExampleModels.forest();
        assertEquals(
                model.predict(row(1, 1, 1)).value(),
                model.predict(new FeatureVector(same, new double[] {1, 1, 1})).value());
    }

    @Test
    void aResultArrayThatIsTooShortIsRefusedAndALongerOneIsFilledInFront() {
        PortableModel model = ExampleModels.forest();
        refused("room for 1 results of 2 rows", () -> model.predict(ExampleModels.rows(2), new double[1]));
        double[] out = {-1, -1, -1};
        model.predict(ExampleModels.rows(2), out);
        assertEquals(-1, out[2]);
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        PortableModel forest = ExampleModels.forest();
        double[] zero = new double[3];
        refused("a range of 2 and 3 numbers for 3 columns", () -> withRange(forest, new double[2], zero));
        refused("a range of 3 and 4 numbers for 3 columns", () -> withRange(forest, zero, new double[4]));
        refused("feature shift ranges from 1.0 to 0.0", () -> withRange(forest, new double[] {0, 1, 0}, zero));
        refused("feature n_el ranges from NaN to 0.0", () -> withRange(forest, new double[] {Double.NaN, 0, 0}, zero));
        double infinity = Double.POSITIVE_INFINITY;
        refused(
                "feature n_k ranges from 0.0 to Infinity",
                () -> withRange(forest, zero, new double[] {0, 0, infinity}));

        FeatureSchema two = new FeatureSchema("two", SCHEMA.features().subList(0, 2));
        Preparation preparation = Preparation.raw(two, Normalizer.NONE);
        refused(
                "a regressor of 3 inputs for 2 columns",
                () -> new PortableModel(
                        forest.manifest(),
                        two,
                        preparation,
                        forest.regressor(),
                        forest.interval(),
                        new double[2],
                        new double[2],
                        List.of()));
    }

    @Test
    void aManifestThatDescribesAnotherModelIsRefused() {
        PortableModel forest = ExampleModels.forest();
        ExampleModels.all().skip(1).forEach(other -> {
            refused(
                    "the manifest does not describe the preparation and the regressor",
                    () -> new PortableModel(
                            forest.manifest(),
                            SCHEMA,
                            other.preparation(),
                            other.regressor(),
                            forest.interval(),
                            new double[3],
                            new double[3],
                            List.of()));
        });
    }

    @Test
    void aValueIsWhatAPredictionCarries() {
        ExampleModels.all()
                .forEach(model ->
                        assertEquals(model.predict(row(100, 5, 32)).value(), model.value(new double[] {100, 5, 32})));
    }

    @Test
    void aResultThatIsNoTimeIsAnError() {
        PortableModel linear = ExampleModels.linear();
        Preparation raw = linear.preparation();
        LinearFunction falling = new LinearFunction(1, new double[] {-0.1, 0, 0});
        PortableModel model = new PortableModel(
                ExampleModels.manifest("falling", "1", raw, falling),
                SCHEMA,
                raw,
                falling,
                linear.interval(),
                new double[3],
                new double[3],
                List.of());
        assertEquals(
                0.5,
                model.predict(new FeatureVector(SCHEMA, new double[] {5, 0, 1})).value());
        QePerfException e = assertThrows(
                QePerfException.class, () -> model.predict(new FeatureVector(SCHEMA, new double[] {20, 0, 1})));
        assertEquals(-1, model.value(new double[] {20, 0, 1}));
        assertEquals(0, model.value(new double[] {10, 0, 1}));
        refused("a row of 2 numbers for 3 columns", () -> model.value(new double[2]));
        refused("feature shift is NaN; expected a finite number", () -> model.value(new double[] {20, Double.NaN, 1}));
        byte[] file = ArtifactWriter.toBytes(model, new FeatureMatrix(SCHEMA, new double[] {20, 0, 1, 5, 0, 1}));
        assertEquals(
                "n_el,shift,n_k,expected\n20.0,0.0,1.0,-1.0\n5.0,0.0,1.0,0.5\n",
                ModelFile.of(file).text("verification.csv"));
        assertEquals(
                "model falling@1 predicts -1.0 s here; expected a positive number, ask for a row nearer to those it was"
                        + " trained on",
                e.getMessage());
    }

    private static PortableModel withRange(PortableModel model, double[] lowest, double[] highest) {
        return new PortableModel(
                model.manifest(),
                SCHEMA,
                model.preparation(),
                model.regressor(),
                model.interval(),
                lowest,
                highest,
                List.of());
    }

    private static void refused(String message, Runnable action) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }
}
