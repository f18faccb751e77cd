package org.qeperf.bench.answer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qeperf.api.predict.Prediction;
import org.qeperf.bench.answer.Table.Column;
import org.qeperf.bench.answer.Table.Row;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.runtime.forecast.Chance;
import org.qeperf.train.data.RunRecord;

/** Whether the chance that a run needs more iterations than it may do tells those that did not converge. */
final class ConvergencePart {

    private static final Set<String> PROVOKED = Set.of("not-converged", "mixing-too-careful");

    private final Material material;
    private final List<RunRecord> runs;
    private final Map<String, Prediction> predictions;

    ConvergencePart(Material material, HeldOut iterations) {
        this.material = material;
        this.runs =
                material.runs().runs().stream().filter(ConvergencePart::tells).toList();
        this.predictions = iterations.all(runs);
    }

    private static boolean tells(RunRecord run) {
        return (run.outcome() == Outcome.CONVERGED || run.outcome() == Outcome.NOT_CONVERGED)
                && run.counts().known().isPresent()
                && run.system().isPresent()
                && run.place().machine().isPresent()
                && run.place().nearestLayout().isPresent();
    }

    Table table() {
        List<RunRecord> natural = runs.stream()
                .filter(run -> !PROVOKED.contains(run.labels().getOrDefault("block", "")))
                .toList();
        return new Table(
                "Convergence: is the number of iterations beyond electron_maxstep?",
                "runs",
                List.of(
                        Column.count("runs"),
                        Column.count("not converged"),
                        Column.number("area under the curve"),
                        Column.number("the same, of predicted over allowed"),
                        Column.percent("found at a chance above 0.5"),
                        Column.percent("false alarms")),
                List.of(row("all", runs), row("without those provoked", natural)));
    }

    private Row row(String name, List<RunRecord> some) {
        double[] chances = new double[some.size()];
        double[] ratios = new double[some.size()];
        boolean[] failed = new boolean[some.size()];
        for (int i = 0; i < chances.length; i++) {
            RunRecord run = some.get(i);
            int most = material.workload(run).length().mostScfIterations();
            Prediction prediction = predictions.get(run.id());
            if (prediction == null) {
                throw new IllegalStateException("no prediction for run " + run.id());
            }
            chances[i] = Chance.above(prediction, most);
            ratios[i] = prediction.value() / most;
            failed[i] = run.outcome() == Outcome.NOT_CONVERGED;
        }
        Ranking ranking = new Ranking(chances, failed);
        Ranking.Alarm alarm = ranking.above(0.5);
        return new Row(
                name,
                some.size(),
                ranking.positives(),
                ranking.areaUnderCurve(),
                new Ranking(ratios, failed).areaUnderCurve(),
                alarm.found(),
                alarm.falseAlarms());
    }
}
