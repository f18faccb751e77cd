package org.qeperf.app.service.api.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;

/** Rows of a schema from one tensor, or from a column for each feature. */
final class Rows {

    private Rows() {}

    static FeatureMatrix of(FeatureSchema schema, List<Tensor> inputs) {
        Tensor first = inputs.get(0);
        return inputs.size() == 1 && !first.flat() && (schema.size() > 1 || first.columns() == 1)
                ? table(schema, first)
                : columns(schema, inputs);
    }

    private static FeatureMatrix table(FeatureSchema schema, Tensor tensor) {
        if (tensor.columns() != schema.size()) {
            throw InputTensor.wrong("input " + InputException.quote(tensor.name()) + " has rows of " + tensor.columns()
                    + " numbers; expected " + schema.size() + ", the features of schema " + schema.name());
        }
        return new FeatureMatrix(schema, tensor.values());
    }

    private static FeatureMatrix columns(FeatureSchema schema, List<Tensor> inputs) {
        Map<String, Tensor> byName = new HashMap<>();
        for (Tensor tensor : inputs) {
            if (byName.put(tensor.name(), tensor) != null) {
                throw InputTensor.wrong(
                        "input " + InputException.quote(tensor.name()) + " stands twice; expected" + " each once");
            }
        }
        int rows = inputs.get(0).rows();
        List<Tensor> columns = new ArrayList<>();
        for (FeatureSpec feature : schema.features()) {
            Tensor tensor = byName.remove(feature.name());
            if (tensor == null) {
                throw InputTensor.wrong("input " + InputException.quote(feature.name()) + " is missing; expected one"
                        + " tensor of " + schema.size() + " columns, or one input for each feature of schema "
                        + schema.name());
            }
            if (tensor.columns() != 1 || tensor.rows() != rows) {
                throw InputTensor.wrong("input " + InputException.quote(tensor.name()) + " has shape "
                        + Arrays.toString(new int[] {tensor.rows(), tensor.columns()}) + "; expected [" + rows
                        + "] or [" + rows + ", 1] as the others");
            }
            columns.add(tensor);
        }
        if (!byName.isEmpty()) {
            throw InputTensor.wrong("input "
                    + InputException.quote(
                            byName.keySet().stream().sorted().findFirst().orElseThrow()) + " is no feature of schema "
                    + schema.name() + "; expected none but those");
        }
        return new FeatureMatrix(schema, transposed(columns, rows));
    }

    /** As many numbers as were sent, so they are not too many. */
    private static double[] transposed(List<Tensor> columns, int rows) {
        double[] values = new double[rows * columns.size()];
        for (int column = 0; column < columns.size(); column++) {
            double[] from = columns.get(column).values();
            for (int row = 0; row < rows; row++) {
                values[row * columns.size() + column] = from[row];
            }
        }
        return values;
    }
}
