package org.qeperf.onnx;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.score.KernelMachine.Kernel;
import org.qeperf.runtime.score.TreeEnsemble;

/** A model file, its ONNX read by this module, and its ONNX in ONNX Runtime say the same. */
class AgreementTest {

    /** Model, largest relative difference of the reader, largest of ONNX Runtime. */
    static Stream<Arguments> models() {
        return Stream.of(
                arguments(Examples.forest(), 0, 0),
                arguments(Examples.boosted(), 0, 0),
                arguments(Examples.network(), 0, 0),
                arguments(Examples.kernels(Kernel.GAUSSIAN), 0, 0),
                arguments(Examples.kernels(Kernel.LAPLACIAN), 0, 0),
                arguments(Examples.kernels(Kernel.LINEAR), 0, 0),
                arguments(Examples.linear(), 0, 0),
                arguments(Examples.normalForm(), 0, 0),
                arguments(Examples.rawLinear(), 0, 0),
                arguments(Examples.rawForest(), 0, 0),
                arguments(Examples.forestOverALaw(), 0, 0),
                arguments(Examples.linearOverTrees(), 0, 0),
                arguments(Examples.networkOverLinear(), 0, 0));
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
            System.out.println("MEASURED " + model.model() + " " + rows.rows() + " " + file.length + " reader " + reader
                    + " ort " + runtime);
        }
    }
}
