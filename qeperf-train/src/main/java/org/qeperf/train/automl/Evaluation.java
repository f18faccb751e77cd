package org.qeperf.train.automl;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.train.table.Table;
import org.qeperf.train.table.TableRows;

/**
 * Predictions of a table's rows. Nobody may modify its arrays.
 *
 * @param predicted one number for each row; may be negative or zero where a model of the target itself extrapolates
 * @param measured as many numbers; empty if the table has no column of the target's name
 * @param outside rows with a feature outside the range that the model has seen
 */
public record Evaluation(double[] predicted, Optional<double[]> measured, int outside) {

    /**
     * Predicts.
     *
     * @param model a model that was trained on a table
     * @param table a table with the columns that the model reads
     * @return predictions beside measurements
     * @throws TrainingException if the model is not one of a table
     * @throws org.qeperf.api.InputException if a column or a cell is not what the model reads
     */
    public static Evaluation of(PortableModel model, Table table) {
        TableFeatures features = model.table()
                .orElseThrow(() -> new TrainingException("model " + model.model() + " is for "
                        + model.manifest().code() + ", not for tables; expected a model that was trained on a table"));
        TableRows rows = TableRows.of(table, features);
        double[] matrix = rows.matrix();
        int columns = features.schema().size();
        double[][] range = model.range();
        double[] predicted = new double[rows.count()];
        int outside = 0;
        for (int row = 0; row < predicted.length; row++) {
            double[] values = Arrays.copyOfRange(matrix, row * columns, (row + 1) * columns);
            predicted[row] = model.value(values);
            outside += IntStream.range(0, columns).anyMatch(c -> values[c] < range[0][c] || values[c] > range[1][c])
                    ? 1
                    : 0;
        }
        return new Evaluation(predicted, rows.targets(), outside);
    }

    /**
     * How far predictions are from measurements.
     *
     * @return the figures, of the rows whose measurement is not 0; empty without measurements
     */
    public Optional<Accuracy> accuracy() {
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        double[] all = measured.get();
        int[] usable = IntStream.range(0, all.length).filter(i -> all[i] != 0).toArray();
        if (usable.length == 0) {
            return Optional.empty();
        }
        return Optional.of(Accuracy.of(
                Arrays.stream(usable).mapToDouble(i -> all[i]).toArray(),
                Arrays.stream(usable).mapToDouble(i -> predicted[i]).toArray()));
    }

    /**
     * Predictions that no time could have.
     *
     * @return number of rows
     */
    public int notPositive() {
        return (int) Arrays.stream(predicted).filter(x -> !(x > 0)).count();
    }

    /**
     * Writes measured and predicted values, one row of comma-separated values for each row of the table.
     *
     * @param file where to
     */
    public void write(Path file) {
        StringBuilder text = new StringBuilder(measured.isPresent() ? "row,measured,predicted\n" : "row,predicted\n");
        for (int row = 0; row < predicted.length; row++) {
            text.append(row).append(',');
            int i = row;
            measured.ifPresent(values -> text.append(values[i]).append(','));
            text.append(predicted[row]).append('\n');
        }
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
