package org.qeperf.train.automl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.qeperf.runtime.artifact.ArtifactWriter;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.explain.Formula;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.data.Samples;
import org.qeperf.train.validate.Fold;
import org.qeperf.train.validate.Validation;

/** Writes the model that won and finds out what can be told of it. */
record Winner(AutoMlPlan plan, Problem problem, List<Round> rounds, TrialRunner runner, Path output) {

    AutoMlResult finish(
            Finalist winner,
            List<Finalist> ofAllRounds,
            Leaderboard board,
            List<LeaderboardRow> rows,
            List<Lane> lanes,
            long start) {
        Trial trial = winner.trial();
        Round round = rounds.get(trial.round());
        List<Candidate> folds = runner.fit(winner.tasks());
        Predictions unseen = unseen(ofAllRounds);
        double[] permutation =
                plan.columnSelection().isPresent() ? new double[0] : Insights.permutation(folds, round, plan.seed());
        LeaderboardRow best = Leaderboard.best(rows);
        Last last = last(winner);
        Problem learntFrom = last.learntFrom();
        Candidate candidate = last.candidate();
        BestModel maker = new BestModel(plan, learntFrom);
        PortableModel model =
                maker.of(winner, candidate, unseen, BestModel.metrics(best.validationMape(), best.test()), permutation);
        AtomicFile.write(
                output.resolve(AutoMl.BEST), ArtifactWriter.toBytes(model, maker.verification(model, candidate)));
        Samples samples = maker.samples(candidate);
        List<Trial> trials =
                lanes.stream().flatMap(lane -> lane.trials().stream()).toList();
        return new AutoMlResult(
                plan,
                problem.source(),
                problem.target(),
                problem.unit(),
                problem.size(),
                rounds.get(0).training().size(),
                problem.dropped(),
                rows,
                best,
                model,
                learntFrom.size(),
                trials,
                unseen,
                board.heldOut(trial.round()).map(rowsHeldOut -> predictions(rowsHeldOut, winner.candidate())),
                Insights.learningCurve(winner.tasks(), round, runner),
                Insights.importance(model, samples, permutation),
                Formula.of(model).map(Formula::line),
                (System.nanoTime() - start) / 1e9,
                notes(best, rows, lanes, last));
    }

    /** The model that is written, the rows it has learnt from, and what is to be said of that. */
    private record Last(Problem learntFrom, Candidate candidate, String note) {}

    private Last last(Finalist winner) {
        Problem training = rounds.get(winner.trial().round()).training();
        if (!plan.refit()) {
            return new Last(training, winner.candidate(), "");
        }
        try {
            Candidate candidate = runner.fit(winner.tasks(), problem);
            String note = training.size() == problem.size()
                    ? ""
                    : "the model that is written has learnt from all " + problem.size()
                            + " rows; the errors are those of the same recipe before it saw the rows of the test";
            return new Last(problem, candidate, note);
        } catch (RuntimeException | Error e) {
            return new Last(
                    training,
                    winner.candidate(),
                    "the model that is written is the one that was measured, since it cannot learn from all "
                            + problem.size() + " rows: " + TrialRunner.reason(e));
        }
    }

    private List<String> notes(LeaderboardRow best, List<LeaderboardRow> rows, List<Lane> lanes, Last last) {
        List<String> notes = new ArrayList<>(problem.notes());
        rows.stream()
                .filter(row ->
                        row.kind() == LeaderboardRow.Kind.BASELINE && row.validationMape() <= best.validationMape())
                .forEach(
                        row -> notes.add("the baseline '" + row.technique() + "' is no worse than the best technique"));
        String unfinished = SearchRun.unfinished(lanes);
        if (!unfinished.isEmpty()) {
            notes.add("the time was over before all trials were made of " + unfinished);
        }
        if (plan.selection() instanceof Validation.None) {
            notes.add(
                    "nothing was held out to choose by: errors and intervals are those on the rows learnt from, too small for"
                            + " others");
        }
        if (!last.note().isEmpty()) {
            notes.add(last.note());
        }
        return notes;
    }

    /** Predictions of the rows that the folds of all rounds hold out. */
    private Predictions unseen(List<Finalist> finalists) {
        List<Predictions> parts = finalists.stream()
                .map(f -> unseen(runner.fit(f.tasks()), rounds.get(f.trial().round())))
                .toList();
        return new Predictions(
                Leaderboard.joined(parts.stream().map(Predictions::measured).toList()),
                Leaderboard.joined(parts.stream().map(Predictions::predicted).toList()),
                parts.get(0).groupColumn(),
                parts.stream().flatMap(part -> part.groups().stream()).toList());
    }

    /** Predictions of the rows that the folds of a round hold out. */
    static Predictions unseen(List<Candidate> folds, Round round) {
        List<double[]> measured = new ArrayList<>();
        List<double[]> predicted = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < folds.size(); i++) {
            Fold fold = round.folds().get(i);
            Problem heldOut = round.heldOut().get(i);
            measured.add(heldOut.targets());
            predicted.add(folds.get(i).predict(heldOut));
            Arrays.stream(fold.heldOut()).forEach(order::add);
        }
        Problem all =
                round.training().subset(order.stream().mapToInt(row -> row).toArray());
        return grouped(all, Leaderboard.joined(measured), Leaderboard.joined(predicted));
    }

    private static Predictions predictions(Problem rows, Candidate candidate) {
        return grouped(rows, rows.targets(), candidate.predict(rows));
    }

    private static Predictions grouped(Problem rows, double[] measured, double[] predicted) {
        Map<String, String[]> labels = rows.labels().labels();
        Optional<String> column = labels.keySet().stream().findFirst();
        return new Predictions(
                measured,
                predicted,
                column.orElse(""),
                column.map(c -> List.of(Objects.requireNonNull(labels.get(c)))).orElse(List.of()));
    }
}
