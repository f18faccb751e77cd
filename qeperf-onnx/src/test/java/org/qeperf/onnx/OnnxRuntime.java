package org.qeperf.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.stream.IntStream;

/** What ONNX Runtime makes of a file. */
final class OnnxRuntime {

    private OnnxRuntime() {}

    /** The first output for rows of doubles, or of floats where the file takes those. */
    static double[] run(byte[] file, double[] rows, int columns, boolean single) {
        int count = rows.length / columns;
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file)) {
            String input = session.getInputNames().iterator().next();
            Object cells;
            if (single) {
                float[][] values = new float[count][columns];
                IntStream.range(0, rows.length).forEach(i -> values[i / columns][i % columns] = (float) rows[i]);
                cells = values;
            } else {
                double[][] values = new double[count][columns];
                IntStream.range(0, rows.length).forEach(i -> values[i / columns][i % columns] = rows[i]);
                cells = values;
            }
            try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), cells);
                    OrtSession.Result result = session.run(Map.of(input, tensor))) {
                Object out = result.get(0).getValue();
                return IntStream.range(0, count)
                        .mapToDouble(i -> out instanceof double[][] values ? values[i][0] : ((float[][]) out)[i][0])
                        .toArray();
            }
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }
}
