package org.qeperf.bench.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.qeperf.api.train.Progress;
import org.qeperf.bench.answer.Table.Column;
import org.qeperf.bench.answer.Table.Row;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.fit.FittedModel;

/** Errors with fewer systems to learn from: the same rows are predicted, the models of the folds learn from some of the others. */
final class LearningCurve {

    private static final double[] SHARES = {0.25, 0.5};
    private static final int DRAWS = 3;

    private final HeldOut time;
    private final Dataset data;

    private LearningCurve(HeldOut time) {
        this.time = time;
        this.data = time.data();
    }

    static Table of(HeldOut time, List<Column> errors) {
        LearningCurve curve = new LearningCurve(time);
        List<Row> rows = new ArrayList<>();
        for (double share : SHARES) {
            double[][] draws = IntStream.range(0, DRAWS)
                    .mapToObj(draw -> TimePart.errors(curve.data.targets(), curve.predictions(share, draw)))
                    .toArray(double[][]::new);
            double[] mean = IntStream.range(0, errors.size())
                    .mapToDouble(i -> Arrays.stream(draws)
                            .mapToDouble(d -> d[i])
                            .average()
                            .orElseThrow())
                    .toArray();
            rows.add(new Row(String.format(Locale.ROOT, "%.0f %%, mean of %d draws", 100 * share, DRAWS), mean));
        }
        rows.add(new Row(
                "100 %", TimePart.errors(curve.data.targets(), time.validation().predictions())));
        return new Table("Seconds per iteration, fewer systems", "systems learnt from", errors, rows);
    }

    private double[] predictions(double share, int draw) {
        double[] predictions = new double[data.size()];
        Random random = new Random(time.fitter().seed() + draw);
        for (int fold = 0; fold < time.folds().count(); fold++) {
            int[] training = some(time.folds().training(fold), share, random);
            FittedModel fitted = time.fitter().fit(data, training, Progress.SILENT);
            for (int row : time.folds().heldOut(fold)) {
                predictions[row] = fitted.predict(data, row);
            }
        }
        return predictions;
    }

    private int[] some(int[] rows, double share, Random random) {
        List<String> systems = new ArrayList<>(
                new TreeSet<>(Arrays.stream(rows).mapToObj(this::system).toList()));
        Collections.shuffle(systems, random);
        Set<String> chosen = new HashSet<>(systems.subList(0, (int) Math.ceil(share * systems.size())));
        return Arrays.stream(rows).filter(row -> chosen.contains(system(row))).toArray();
    }

    private String system(int row) {
        return data.runs().get(row).system().orElseThrow();
    }
}
