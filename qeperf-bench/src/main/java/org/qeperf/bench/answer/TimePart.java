package org.qeperf.bench.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.qeperf.bench.answer.Table.Column;
import org.qeperf.bench.answer.Table.Row;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.evaluate.ErrorReport;
import org.qeperf.train.evaluate.SystemFolds;

/** Seconds per iteration, beside other models on the same folds, the noise of the measurements and fewer systems. */
final class TimePart {

    static final String OURS = "the shipped model's plan";

    private static final List<Column> ERRORS = List.of(
            Column.percent("median error"),
            Column.percent("MAPE"),
            Column.factor("90 % below"),
            Column.number("R2(log)"));

    private final HeldOut time;
    private final Dataset data;
    private final SystemFolds folds;

    TimePart(HeldOut time) {
        this.time = time;
        this.data = time.data();
        this.folds = time.folds();
    }

    /**
     * Measures.
     *
     * @param others predictions of other models on the same rows and folds, by name
     */
    List<Table> tables(Map<String, double[]> others) {
        Map<String, double[]> models = new LinkedHashMap<>();
        models.put(OURS, time.validation().predictions());
        models.putAll(others);
        List<Table> tables = new ArrayList<>();
        tables.add(new Table(
                "Seconds per iteration: " + data.size() + " rows of " + data.systems() + " systems",
                "model",
                ERRORS,
                models.entrySet().stream()
                        .map(model -> new Row(model.getKey(), errors(data.targets(), model.getValue())))
                        .toList()));
        tables.add(ours());
        tables.add(byFold(models));
        tables.add(noise());
        tables.add(LearningCurve.of(time, ERRORS));
        return tables;
    }

    static double[] errors(double[] measured, double[] predicted) {
        ErrorReport report = ErrorReport.of(measured, predicted);
        return new double[] {report.medianError(), report.mape(), report.factor90(), report.r2Log()};
    }

    private double[] errors(int[] rows, double[] predictions) {
        return errors(Numbers.pick(data.targets(), rows), Numbers.pick(predictions, rows));
    }

    private Table ours() {
        List<Row> rows = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            int[] heldOut = folds.heldOut(fold);
            double[] errors = errors(heldOut, time.validation().predictions());
            double[] values = IntStream.range(0, errors.length + 1)
                    .mapToDouble(i -> i == 0 ? heldOut.length : errors[i - 1])
                    .toArray();
            rows.add(new Row("fold " + (fold + 1), values));
        }
        List<Column> columns = new ArrayList<>(ERRORS);
        columns.add(0, Column.count("rows"));
        return new Table("Seconds per iteration, each fold of " + OURS, "fold", columns, rows);
    }

    private Table byFold(Map<String, double[]> models) {
        List<Column> columns = new ArrayList<>();
        for (int fold = 1; fold <= folds.count(); fold++) {
            columns.add(Column.percent("median error, fold " + fold));
            columns.add(Column.number("R2(log), fold " + fold));
        }
        List<Row> rows = new ArrayList<>();
        models.forEach((name, predictions) -> rows.add(new Row(
                name,
                IntStream.range(0, folds.count())
                        .mapToObj(fold -> errors(folds.heldOut(fold), predictions))
                        .flatMapToDouble(errors -> Arrays.stream(new double[] {errors[0], errors[ERRORS.size() - 1]}))
                        .toArray())));
        return new Table("Seconds per iteration, each fold of all models", "model", columns, rows);
    }

    private Table noise() {
        Repeats repeats = Repeats.of(data);
        double[] log = IntStream.range(0, data.size())
                .mapToDouble(i -> Math.log(time.validation().predictions()[i] / data.targets()[i]))
                .toArray();
        double error = Math.sqrt(Arrays.stream(log).map(x -> x * x).average().orElseThrow());
        return new Table(
                "Noise of seconds per iteration",
                "of",
                List.of(
                        Column.count("runs made again"),
                        Column.count("measurements of them"),
                        Column.number("standard deviation of the logarithm"),
                        Column.percent("median error"),
                        Column.number("R2(log)")),
                List.of(
                        new Row(
                                "repeats: who errs by noise alone",
                                repeats.groups(),
                                repeats.runs(),
                                repeats.deviation(),
                                repeats.medianError(),
                                repeats.ceiling(data.targets())),
                        new Row(
                                OURS,
                                Double.NaN,
                                Double.NaN,
                                error,
                                time.validation().model().medianError(),
                                time.validation().model().r2Log())));
    }
}
