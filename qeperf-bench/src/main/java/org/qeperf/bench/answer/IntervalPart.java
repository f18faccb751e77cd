package org.qeperf.bench.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qeperf.bench.answer.Table.Column;
import org.qeperf.bench.answer.Table.Row;
import org.qeperf.train.evaluate.IntervalReport;

/** How often the intervals of each target hold what was measured. */
final class IntervalPart {

    private IntervalPart() {}

    static Table table(List<HeldOut> targets) {
        List<Row> rows = new ArrayList<>();
        for (HeldOut target : targets) {
            for (IntervalReport.Level level : target.validation().intervals().levels()) {
                rows.add(new Row(
                        String.format(
                                Locale.ROOT,
                                "%s at %.0f %%",
                                target.data().target().target().name(),
                                100 * level.level()),
                        target.data().size(),
                        level.coverage(),
                        level.meanLogFactor(),
                        level.constantLogFactor()));
            }
        }
        return new Table(
                "Intervals of each target",
                "target and level",
                List.of(
                        Column.count("rows"),
                        Column.percent("held"),
                        Column.number("mean log factor"),
                        Column.number("log of the constant factor that holds as many")),
                rows);
    }
}
