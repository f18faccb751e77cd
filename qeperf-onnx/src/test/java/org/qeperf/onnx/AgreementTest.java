package org.qeperf.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.KernelMachine.Kernel;
import org.qeperf.runtime.score.TreeEnsemble;
import org.qeperf.runtime.table.TableFeatures;

/** A model file, its ONNX read by this module, and its ONNX in ONNX Runtime say the same. */
class AgreementTest {

    /** Where sums are floats, ONNX Runtime adds them in another order. */
    private static final double SINGLE = 2e-5;

    private static final double DOUBLE = 2e-14;

    /** Model, largest relative difference of the reader, largest of ONNX Runtime. */
    static Stream<Arguments> models() {
        return Stream.of(
                arguments(Examples.forest(), 0, 1e-15),
                arguments(Examples.boosted(), 0, SINGLE),
                arguments(Examples.network(), 2e-15, DOUBLE),
                arguments(Examples.kernels(Kernel.GAUSSIAN), 1e-14, DOUBLE),
                arguments(Examples.kernels(Kernel.LAPLACIAN), 1e-14, DOUBLE),
                arguments(Examples.kernels(Kernel.LINEAR), 2e-15, DOUBLE),
                arguments(Examples.linear(), 0, DOUBLE),
                arguments(Examples.normalForm(), 0, 2e-15),
                arguments(Examples.rawLinear(), 0, 2e-15),
                arguments(Examples.rawForest(), 0, 0),
                arguments(Examples.absolute(), 0, 1e-15),
                arguments(Examples.relative(), 0, DOUBLE),
                arguments(Examples.forestOverALaw(), 0, 2e-15),
                arguments(Examples.linearOverTrees(), 0, DOUBLE),
                arguments(Examples.networkOverLinear(), 2e-15, DOUBLE),
                arguments(Examples.sum(), 1e-14, DOUBLE),
                arguments(Examples.overASum(), 0, DOUBLE));
    }

    private static RuntimePredictor read(byte[] file) {
        return new OnnxFormat().read("m.onnx", new ByteArrayInputStream(file), List.of(Examples.SCHEMA));
    }

    private static double largestDifference(double[] expected, double[] actual) {
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]) / Math.abs(expected[i]));
        }
        return largest;
    }

    private static double[] predictions(RuntimePredictor model, FeatureMatrix rows) {
        double[] out = new double[rows.rows()];
        model.predict(rows, out);
        return out;
    }

    @ParameterizedTest
    @MethodSource("models")
    void allSayTheSame(PortableModel model, double ofReader, double ofOnnxRuntime) {
        byte[] file = OnnxExport.toBytes(model);
        RuntimePredictor again = read(file);
        boolean treesOfPreparedRows = model.regressor() instanceof TreeEnsemble
                && model.preparation().word().equals("standardized");
        List<FeatureMatrix> sets = treesOfPreparedRows
                ? List.of(Examples.rows(2000, 11), Examples.rowsAtThresholds(model, 3000))
                : List.of(Examples.rows(2000, 11));
        for (FeatureMatrix rows : sets) {
            double[] expected = predictions(model, rows);
            double reader = largestDifference(expected, predictions(again, rows));
            double runtime = largestDifference(expected, OnnxRuntime.run(file, rows.values(), Examples.COLUMNS, false));
            assertTrue(reader <= ofReader, "reader: " + reader);
            assertTrue(runtime <= ofOnnxRuntime, "ONNX Runtime: " + runtime);
        }
    }

    @Test
    void rawRowsMayBeNegativeWhereTrainingWas() {
        PortableModel model = Examples.rawLinear();
        double[] lowest = Examples.LOWEST.clone();
        lowest[2] = -5;
        PortableModel seen = new PortableModel(
                model.manifest(),
                model.schema(),
                model.preparation(),
                model.regressor(),
                model.interval(),
                lowest,
                Examples.HIGHEST,
                List.of());
        FeatureVector row = new FeatureVector(Examples.SCHEMA, new double[] {200, 0, -3, 1e4});
        assertEquals(
                seen.predict(row).value(),
                read(OnnxExport.toBytes(seen)).predict(row).value());
        RuntimePredictor other = read(OnnxExport.toBytes(model));
        String message = "feature n_k is -3.0; expected at least 0";
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> model.predict(row))
                        .getMessage());
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> other.predict(row))
                        .getMessage());
    }

    @ParameterizedTest
    @MethodSource("models")
    void theModelThatIsReadIsTheOneThatWasWritten(PortableModel model, double ofReader, double ofOnnxRuntime) {
        RuntimePredictor again = read(OnnxExport.toBytes(model));
        assertEquals(model.model(), again.model());
        assertEquals(model.schema(), again.schema());
        assertEquals(model.target(), again.target());
        double[] outside = {50, 7, 64 * (1 + 1e-12), 1e3};
        Prediction expected = model.predict(new FeatureVector(Examples.SCHEMA, outside));
        Prediction actual = again.predict(new FeatureVector(Examples.SCHEMA, outside));
        assertEquals(expected.extrapolation(), actual.extrapolation());
        assertEquals(2, actual.extrapolation().size());
        assertEquals(expected.value(), actual.value(), 1e-14 * expected.value());
        assertEquals(expected.interval().lower(), actual.interval().lower(), 1e-14 * expected.value());
        assertEquals(expected.interval().upper(), actual.interval().upper(), 1e-13 * expected.value());
        assertEquals(expected.interval().level(), actual.interval().level());
        for (double level : new double[] {0.01, 0.5, 0.57, 0.8, 0.95, 0.99}) {
            double factor = expected.uncertainty().factor(level);
            assertEquals(factor, actual.uncertainty().factor(level), 1e-12 * factor, "level " + level);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void equalModelsMakeEqualBytes(PortableModel model, double ofReader, double ofOnnxRuntime) {
        assertArrayEquals(OnnxExport.toBytes(model), OnnxExport.toBytes(model));
    }

    @ParameterizedTest
    @MethodSource("models")
    void threadsAndSingleRowsGetWhatABatchGets(PortableModel model, double ofReader, double ofOnnxRuntime) {
        RuntimePredictor again = read(OnnxExport.toBytes(model));
        FeatureMatrix rows = Examples.rows(400, 13);
        double[] batch = predictions(again, rows);
        double[] single = IntStream.range(0, rows.rows())
                .parallel()
                .mapToDouble(i -> again.predict(new FeatureVector(
                                Examples.SCHEMA,
                                Arrays.copyOfRange(rows.values(), i * Examples.COLUMNS, (i + 1) * Examples.COLUMNS)))
                        .value())
                .toArray();
        assertArrayEquals(batch, single);
    }

    @ParameterizedTest
    @CsvSource({"RAW, IDENTITY", "RAW, LOGARITHM", "STANDARDIZED, IDENTITY", "STANDARDIZED, LOGARITHM"})
    void aModelOfATableTakesFeatures(Inputs inputs, TargetForm form) throws IOException {
        PortableModel model = Examples.table(inputs, form);
        byte[] file = OnnxExport.toBytes(model);
        RuntimePredictor again = read(file);
        assertEquals(model.schema(), again.schema());
        assertEquals(model.target(), again.target());
        TableFeatures table = model.table().orElseThrow();
        double[] values = IntStream.range(1, 100)
                .boxed()
                .flatMapToDouble(n -> Arrays.stream(table.row(new double[] {n, n % 2})))
                .toArray();
        FeatureMatrix rows = new FeatureMatrix(model.schema(), values);
        double[] expected = predictions(model, rows);
        double reader = largestDifference(expected, predictions(again, rows));
        double runtime = largestDifference(expected, OnnxRuntime.run(file, values, 3, false));
        assertEquals(0, reader);
        assertTrue(runtime <= DOUBLE, "ONNX Runtime: " + runtime);
        ModelProto content = ModelProto.parseFrom(file);
        assertEquals(
                "Predicts features in ms from features that are made of the cells of a table, not from the cells",
                content.getDocString());
        assertEquals("prediction", content.getGraph().getOutput(0).getName());
        assertEquals(
                "n\ninverse n\nsolver is cg",
                content.getMetadataPropsList().stream()
                        .filter(entry -> entry.getKey().equals("qeperf.columns"))
                        .findFirst()
                        .orElseThrow()
                        .getValue());
    }
}
