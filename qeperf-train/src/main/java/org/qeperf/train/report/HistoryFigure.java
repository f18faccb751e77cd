package org.qeperf.train.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.figures.Axis;
import org.qeperf.train.figures.Axis.Form;
import org.qeperf.train.figures.Figure;
import org.qeperf.train.figures.Labels;
import org.qeperf.train.figures.Layer;
import org.qeperf.train.figures.Plot;
import org.qeperf.train.figures.Series;
import org.qeperf.train.figures.Tone;

/** The error of each trial in order, and the best so far. */
final class HistoryFigure {

    static final String FILE = "history";

    /** Errors outside of these bounds are drawn at them. */
    private static final double LEAST = 1e-4;

    private static final double MOST = 10;
    /** Errors further apart than this factor get a logarithmic axis. */
    private static final double FAR = 5;
    /** Trials of less than this share are the palest. */
    private static final double SMALL_SHARE = 0.3;

    /** Where on the axis failed trials are. */
    private static final double TOP = 0.98;

    private HistoryFigure() {}

    static Optional<Drawing> of(AutoMlResult result) {
        List<Step> steps = Step.of(result.trials());
        double[] errors = steps.stream()
                .filter(HistoryFigure::worked)
                .mapToDouble(HistoryFigure::error)
                .sorted()
                .toArray();
        if (errors.length == 0) {
            return Optional.empty();
        }
        double least = errors[0];
        double most = errors[errors.length - 1];
        Axis y = most > FAR * least ? Axis.logarithmic(Form.PERCENT, least, most) : Axis.linear(Form.PERCENT, 0, most);
        Axis x = new Axis(0, steps.size() + 1, Axis.Scale.LINEAR, Form.NUMBER);
        List<Layer> layers = new ArrayList<>();
        Predicate<Step> worked = HistoryFigure::worked;
        Predicate<Step> whole = step -> Step.isWhole(step.trial());
        Predicate<Step> small = step -> step.trial().share() < SMALL_SHARE;
        ToDoubleFunction<Step> error = HistoryFigure::error;
        points(layers, "small part", Tone.PALEST, steps, worked.and(small), error);
        points(layers, "part", Tone.PALE, steps, worked.and(whole.or(small).negate()), error);
        points(layers, "whole resource", Tone.MAIN, steps, worked.and(whole), error);
        points(layers, "failed", Tone.QUIET, steps, worked.negate(), step -> y.at(TOP));
        best(layers, steps);
        Labels labels = new Labels("Search", "trial", "mean absolute percentage error");
        return Optional.of(new Drawing(
                FILE,
                "Search",
                "Each point is a trial in the order of rounds and techniques, paler where it spent only a part of the"
                        + " resource; crosses at the top failed. The line is the best so far of those that spent the whole,"
                        + " anew in each round."
                        + (result.trials().stream().anyMatch(trial -> trial.error() > MOST)
                                ? " Errors above " + Wording.percent(MOST) + " are drawn there."
                                : ""),
                Figure.plot(new Plot(labels, x, y, layers))));
    }

    private static boolean worked(Step step) {
        return Double.isFinite(step.trial().error());
    }

    private static double error(Step step) {
        return bounded(step.trial().error());
    }

    private static double bounded(double error) {
        return Math.max(LEAST, Math.min(MOST, error));
    }

    private static void points(
            List<Layer> layers,
            String name,
            Tone tone,
            List<Step> steps,
            Predicate<Step> which,
            ToDoubleFunction<Step> height) {
        List<Step> chosen = steps.stream().filter(which).toList();
        if (!chosen.isEmpty()) {
            layers.add(new Layer(
                    new Series(
                            name,
                            chosen.stream().mapToDouble(Step::place).toArray(),
                            chosen.stream().mapToDouble(height).toArray()),
                    tone == Tone.QUIET ? Layer.Form.CROSSES : Layer.Form.POINTS,
                    tone));
        }
    }

    /** A staircase for each round. */
    private static void best(List<Layer> layers, List<Step> steps) {
        List<double[]> corners = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (Double.isFinite(step.best())) {
                if (!corners.isEmpty()) {
                    corners.add(new double[] {step.place(), corners.get(corners.size() - 1)[1]});
                }
                corners.add(new double[] {step.place(), bounded(step.best())});
            }
            boolean last = i + 1 == steps.size()
                    || steps.get(i + 1).trial().round() != step.trial().round();
            if (last && !corners.isEmpty()) {
                layers.add(new Layer(
                        new Series(
                                "best so far",
                                corners.stream().mapToDouble(c -> c[0]).toArray(),
                                corners.stream().mapToDouble(c -> c[1]).toArray()),
                        Layer.Form.LINE,
                        Tone.OTHER));
                corners.clear();
            }
        }
    }
}
