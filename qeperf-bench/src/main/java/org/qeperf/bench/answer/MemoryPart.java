package org.qeperf.bench.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.qeperf.bench.answer.Table.Column;
import org.qeperf.bench.answer.Table.Row;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;

/** Peak memory of a rank, beside pw.x's own estimate. */
final class MemoryPart {

    static final double MEGABYTE = 1 << 20;

    private static final double LARGE = 60 * MEGABYTE;
    private static final double CLOSE = 0.1;

    private final Material material;
    private final HeldOut memory;
    private final Dataset data;

    MemoryPart(Material material, HeldOut memory) {
        this.material = material;
        this.memory = memory;
        this.data = memory.data();
    }

    Table table() {
        double[] estimates =
                data.runs().stream().mapToDouble(run -> estimate(material, run)).toArray();
        double[] more = estimates.clone();
        for (int fold = 0; fold < memory.folds().count(); fold++) {
            double constant = Numbers.median(IntStream.of(memory.folds().training(fold))
                    .mapToDouble(row -> data.targets()[row] - estimates[row])
                    .toArray());
            for (int row : memory.folds().heldOut(fold)) {
                more[row] += constant;
            }
        }
        int[] all = IntStream.range(0, data.size()).toArray();
        int[] large =
                IntStream.of(all).filter(row -> data.targets()[row] > LARGE).toArray();
        List<Row> rows = new ArrayList<>();
        for (int[] some : List.of(all, large)) {
            String which = some == all ? "" : ", runs above 60 MB";
            rows.add(row("the shipped model's plan" + which, memory.validation().predictions(), some));
            rows.add(row("pw.x's estimate" + which, estimates, some));
            rows.add(row("pw.x's estimate and what others need more (median)" + which, more, some));
        }
        return new Table(
                "Peak memory of a rank: " + data.size() + " rows of " + data.systems() + " systems",
                "prediction",
                List.of(
                        Column.count("rows"),
                        Column.percent("within 10 %"),
                        Column.percent("median error"),
                        Column.percent("90 % of errors below")),
                rows);
    }

    /** What pw.x estimates for its largest process, bytes. */
    static double estimate(Material material, RunRecord run) {
        return material.workload(run)
                .memoryPerRankBytes(run.place().nearestLayout().orElseThrow())
                .orElseThrow();
    }

    private Row row(String name, double[] predictions, int[] rows) {
        double[] errors = Numbers.relativeErrors(Numbers.pick(data.targets(), rows), Numbers.pick(predictions, rows));
        return new Row(
                name,
                rows.length,
                Numbers.shareUpTo(errors, CLOSE),
                Numbers.median(errors),
                Numbers.quantile(errors, 0.9));
    }
}
