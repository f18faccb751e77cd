package org.qeperf.bench.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;
import org.qeperf.api.predict.Uncertainty;
import org.qeperf.bench.answer.Table.Column;
import org.qeperf.bench.answer.Table.Row;
import org.qeperf.runtime.forecast.CountForecast;
import org.qeperf.runtime.forecast.TotalTime;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.evaluate.ErrorReport;
import org.qeperf.train.evaluate.IntervalReport;

/** The wall time of whole runs, put together from what was held out, beside the same with parts that are known. */
final class TotalPart {

    private static final double REQUEST_LEVEL = 0.95;
    private static final double CLOSE = 0.25;

    private static final CountForecast ONE_STEP =
            new CountForecast(new Prediction(Target.IONIC_STEPS, 1, Uncertainty.NONE, List.of()), 1);

    private final HeldOut time;
    private final HeldOut iterations;
    private final HeldOut outside;
    private final List<RunRecord> runs;
    private final double[] measured;

    TotalPart(HeldOut time, HeldOut iterations, HeldOut outside) {
        this.time = time;
        this.iterations = iterations;
        this.outside = outside;
        this.runs = time.data().runs().stream()
                .filter(run -> iterations.has(run)
                        && outside.has(run)
                        && run.times().totalWall().isPresent())
                .toList();
        this.measured = runs.stream()
                .mapToDouble(run -> run.times().totalWall().orElseThrow())
                .toArray();
    }

    List<Table> tables() {
        return List.of(errors(), intervals());
    }

    /** The time to expect of a run that shows all parts. */
    static double expected(HeldOut time, HeldOut iterations, HeldOut outside, RunRecord run) {
        return TotalTime.expected(
                time.of(run).value(),
                iterations.of(run).value(),
                1,
                outside.of(run).value(),
                RunLength.UNKNOWN);
    }

    private Table errors() {
        int n = runs.size();
        double[] predicted = new double[n];
        double[] trueIterations = new double[n];
        double[] trueSeconds = new double[n];
        double[] trueLoop = new double[n];
        for (int i = 0; i < n; i++) {
            RunRecord run = runs.get(i);
            double seconds = run.secondsPerScfIteration().orElseThrow();
            double counted = run.iterations().scf().orElseThrow();
            double rest = outside.of(run).value();
            predicted[i] = expected(time, iterations, outside, run);
            trueIterations[i] = TotalTime.expected(time.of(run).value(), counted, 1, rest, RunLength.UNKNOWN);
            trueSeconds[i] = TotalTime.expected(seconds, iterations.of(run).value(), 1, rest, RunLength.UNKNOWN);
            trueLoop[i] = TotalTime.expected(seconds, counted, 1, rest, RunLength.UNKNOWN);
        }
        return new Table(
                "Total wall time: " + n + " runs",
                "prediction",
                List.of(
                        Column.percent("within 25 %"),
                        Column.percent("median error"),
                        Column.factor("90 % below"),
                        Column.number("R2(log)")),
                List.of(
                        row("all predicted", predicted),
                        row("iterations known", trueIterations),
                        row("seconds per iteration known", trueSeconds),
                        row("both known", trueLoop)));
    }

    private Row row(String name, double[] predicted) {
        ErrorReport report = ErrorReport.of(measured, predicted);
        return new Row(
                name,
                Numbers.shareUpTo(Numbers.relativeErrors(measured, predicted), CLOSE),
                report.medianError(),
                report.factor90(),
                report.r2Log());
    }

    private Table intervals() {
        List<TotalTime> totals = runs.stream()
                .map(run -> TotalTime.of(
                        time.of(run),
                        new CountForecast(iterations.of(run), Integer.MAX_VALUE),
                        ONE_STEP,
                        outside.of(run),
                        RunLength.UNKNOWN))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (double level : IntervalReport.LEVELS) {
            boolean[] inside = new boolean[runs.size()];
            double[] widths = new double[runs.size()];
            for (int i = 0; i < widths.length; i++) {
                var interval = totals.get(i).estimate(level).interval();
                inside[i] = measured[i] >= interval.lower() && measured[i] <= interval.upper();
                widths[i] = Math.log(interval.upper() / interval.lower()) / 2;
            }
            rows.add(new Row(
                    String.format(Locale.ROOT, "interval at %.0f %%", 100 * level),
                    share(inside),
                    Arrays.stream(widths).average().orElseThrow()));
        }
        boolean[] inTime = new boolean[runs.size()];
        double[] room = new double[runs.size()];
        for (int i = 0; i < room.length; i++) {
            double request = totals.get(i).quantile(REQUEST_LEVEL);
            inTime[i] = measured[i] <= request;
            room[i] = Math.log(request / measured[i]);
        }
        rows.add(new Row(
                String.format(
                        Locale.ROOT,
                        "time to ask for at %.0f %%, before it is rounded up to minutes",
                        100 * REQUEST_LEVEL),
                share(inTime),
                Arrays.stream(room).average().orElseThrow()));
        return new Table(
                "Intervals of the total wall time",
                "what",
                List.of(
                        Column.percent("runs inside, or that end in time"),
                        Column.number("mean log factor, or of request over measured")),
                rows);
    }

    private static double share(boolean[] those) {
        return (double) IntStream.range(0, those.length).filter(i -> those[i]).count() / those.length;
    }
}
