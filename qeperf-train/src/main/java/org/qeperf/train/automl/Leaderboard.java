package org.qeperf.train.automl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.automl.LeaderboardRow.Kind;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.TechniquePlan;

/** Puts the techniques, the baselines and what was refused in order. */
final class Leaderboard {

    private final AutoMlPlan plan;
    private final List<Round> rounds;
    private final List<Lane> lanes;
    private final Finalist.Selection selection;
    private final List<Optional<Problem>> heldOut;

    Leaderboard(
            AutoMlPlan plan,
            List<Round> rounds,
            List<Lane> lanes,
            Finalist.Selection selection,
            List<Optional<Problem>> heldOut) {
        this.plan = plan;
        this.rounds = rounds;
        this.lanes = lanes;
        this.selection = selection;
        this.heldOut = heldOut;
    }

    /** All rows, the least error first, those without one last. */
    List<LeaderboardRow> rows() {
        List<LeaderboardRow> rows = new ArrayList<>();
        techniques().forEach(technique -> rows.add(technique(technique)));
        Baseline.of(rounds.get(0).training()).forEach(baseline -> rows.add(baseline(baseline)));
        for (TechniquePlan technique : plan.techniques()) {
            for (String reason : technique.refused()) {
                rows.add(new LeaderboardRow(
                        technique.name(),
                        Kind.REFUSED,
                        technique.id(),
                        Map.of(),
                        Double.NaN,
                        Optional.empty(),
                        0,
                        0,
                        0,
                        Double.NaN,
                        reason));
            }
        }
        rows.sort(Comparator.comparingDouble(
                row -> Double.isNaN(row.validationMape()) ? Double.POSITIVE_INFINITY : row.validationMape()));
        return rows;
    }

    /** The technique with the least error. */
    static LeaderboardRow best(List<LeaderboardRow> rows) {
        return rows.stream()
                .filter(row -> row.kind() == Kind.TECHNIQUE && !Double.isNaN(row.validationMape()))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> techniques() {
        return lanes.stream().map(lane -> lane.technique().name()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private LeaderboardRow technique(String name) {
        List<Lane> own = lanes.stream()
                .filter(lane -> lane.technique().name().equals(name))
                .toList();
        List<Finalist> finalists = selection.of(name);
        Technique technique = own.get(0).technique();
        Optional<Finalist> first = finalists.stream().min(Comparator.comparingDouble(this::relativeError));
        return new LeaderboardRow(
                name,
                Kind.TECHNIQUE,
                technique.plan().id(),
                first.map(Finalist::values).orElse(Map.of()),
                finalists.size() < own.size()
                        ? Double.NaN
                        : finalists.stream()
                                .mapToDouble(Finalist::error)
                                .average()
                                .orElse(Double.NaN),
                finalists.size() < own.size() ? Optional.empty() : test(finalists),
                own.stream().mapToDouble(Lane::seconds).sum(),
                own.stream().mapToInt(lane -> lane.trials().size()).sum(),
                own.stream().mapToInt(Lane::failures).sum(),
                first.map(f -> f.trial().latencyMicroseconds()).orElse(Double.NaN),
                reason(own, finalists));
    }

    private static String reason(List<Lane> own, List<Finalist> finalists) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        own.forEach(lane -> lane.trials().stream()
                .filter(Trial::failed)
                .forEach(trial -> reasons.merge(trial.reason(), 1, Integer::sum)));
        List<String> words = new ArrayList<>();
        reasons.forEach((reason, count) -> words.add(Quantities.counted(count, "trial") + ": " + reason));
        own.stream().map(Lane::rejected).filter(reason -> !reason.isEmpty()).forEach(words::add);
        if (words.isEmpty() && finalists.size() < own.size()) {
            words.add("no time for a whole trial");
        }
        return String.join("; ", words);
    }

    private Optional<Accuracy> test(List<Finalist> finalists) {
        List<double[]> measured = new ArrayList<>();
        List<double[]> predicted = new ArrayList<>();
        for (Finalist finalist : finalists) {
            heldOut.get(finalist.trial().round()).ifPresent(rows -> {
                measured.add(rows.targets());
                predicted.add(finalist.candidate().predict(rows));
            });
        }
        return accuracy(measured, predicted);
    }

    /** The error of a finalist over that of the mean in the same round, since rounds differ in how hard they are. */
    double relativeError(Finalist finalist) {
        return finalist.error()
                / error(Baseline.mean(), rounds.get(finalist.trial().round()));
    }

    /** Mean absolute percentage error on the rows that the folds of a round hold out. */
    private static double error(Baseline baseline, Round round) {
        List<double[]> measured = new ArrayList<>();
        List<double[]> predicted = new ArrayList<>();
        for (int i = 0; i < round.folds().size(); i++) {
            Problem training = round.training().subset(round.folds().get(i).training());
            measured.add(round.heldOut().get(i).targets());
            predicted.add(baseline.predict(training, round.heldOut().get(i)));
        }
        return Accuracy.of(joined(measured), joined(predicted)).mape();
    }

    private LeaderboardRow baseline(Baseline baseline) {
        List<double[]> tested = new ArrayList<>();
        List<double[]> testPredicted = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            Problem training = rounds.get(i).training();
            heldOut.get(i).ifPresent(rows -> {
                tested.add(rows.targets());
                testPredicted.add(baseline.predict(training, rows));
            });
        }
        return new LeaderboardRow(
                baseline.name(),
                Kind.BASELINE,
                "",
                Map.of(),
                rounds.stream()
                        .mapToDouble(round -> error(baseline, round))
                        .average()
                        .orElseThrow(),
                accuracy(tested, testPredicted),
                0,
                0,
                0,
                Double.NaN,
                "");
    }

    private static Optional<Accuracy> accuracy(List<double[]> measured, List<double[]> predicted) {
        return measured.isEmpty() ? Optional.empty() : Optional.of(Accuracy.of(joined(measured), joined(predicted)));
    }

    static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    Optional<Problem> heldOut(int round) {
        return heldOut.get(round);
    }
}
