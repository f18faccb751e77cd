package org.qeperf.bench.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.qeperf.bench.answer.Table.Column;
import org.qeperf.bench.answer.Table.Row;
import org.qeperf.runtime.forecast.Chance;
import org.qeperf.train.data.RunRecord;

/** Whether a memory that is not enough is foreseen. */
final class LimitPart {

    /** How near the border nobody can know. */
    private static final double NEAR = 0.1;

    private final Material material;
    private final HeldOut memory;
    private final List<LimitedRun> limited;
    private final List<RunRecord> runs;

    /** Limited runs that are none of the rows of the memory model are left out. */
    LimitPart(Material material, HeldOut memory, List<LimitedRun> all) {
        this.material = material;
        this.memory = memory;
        Map<String, RunRecord> byId =
                memory.data().runs().stream().collect(Collectors.toMap(RunRecord::id, Function.identity()));
        this.limited = all.stream().filter(one -> byId.containsKey(one.id())).toList();
        this.runs = limited.stream().map(one -> byId.get(one.id())).toList();
    }

    Table table() {
        int n = limited.size();
        Ranking measured = ranking(run -> run.memory().peak().orElseThrow());
        Ranking predicted = ranking(run -> memory.of(run).value());
        // Measured need over limit at which runs begin to be killed.
        double border = measured.best().threshold();
        int[] far = IntStream.range(0, n)
                .filter(i -> Math.abs(measured.scores()[i] / border - 1) > NEAR)
                .toArray();
        List<Row> rows = new ArrayList<>();
        rows.add(row("chance above 0.5", chances(), 0.5));
        rows.add(row("chance, best threshold", chances()));
        rows.add(row("predicted memory over the limit above 1", predicted, 1));
        rows.add(row("predicted memory over the limit, best threshold", predicted));
        rows.add(row("the same, runs farther than 10 % from the border", predicted.of(far)));
        rows.add(row("the same, border of the measured memory", predicted, border));
        rows.add(row("pw.x's estimate over the limit above 1", estimated(), 1));
        rows.add(row("pw.x's estimate over the limit, best threshold", estimated()));
        rows.add(row("measured memory over the limit above 1", measured, 1));
        rows.add(row("measured memory over the limit, best threshold", measured));
        return new Table(
                "Out of memory: " + n + " runs again within 0.6 to 1.6 of what they took, " + measured.positives()
                        + " killed, " + (n - far.length) + " within 10 % of the border",
                "alarm",
                List.of(
                        Column.count("runs"),
                        Column.count("killed"),
                        Column.number("area under the curve"),
                        Column.number("threshold"),
                        Column.percent("found"),
                        Column.percent("false alarms")),
                rows);
    }

    /** Bytes of all ranks over the limit. */
    private Ranking ranking(ToDoubleFunction<RunRecord> bytesPerRank) {
        return scores(i -> bytesPerRank.applyAsDouble(runs.get(i)) / perRank(i));
    }

    private Ranking estimated() {
        return ranking(run -> MemoryPart.estimate(material, run));
    }

    private Ranking chances() {
        return scores(i -> Chance.above(memory.of(runs.get(i)), perRank(i)));
    }

    private Ranking scores(IntToDoubleFunction score) {
        boolean[] killed = new boolean[limited.size()];
        for (int i = 0; i < killed.length; i++) {
            killed[i] = limited.get(i).killed();
        }
        return new Ranking(IntStream.range(0, killed.length).mapToDouble(score).toArray(), killed);
    }

    private double perRank(int i) {
        int ranks = runs.get(i).place().nearestLayout().orElseThrow().ranks();
        return (double) limited.get(i).limitBytes() / ranks;
    }

    private static Row row(String name, Ranking ranking) {
        return row(name, ranking, ranking.best().threshold());
    }

    private static Row row(String name, Ranking ranking, double threshold) {
        Ranking.Alarm alarm = ranking.above(threshold);
        return new Row(
                name,
                ranking.scores().length,
                ranking.positives(),
                ranking.areaUnderCurve(),
                threshold,
                alarm.found(),
                alarm.falseAlarms());
    }
}
