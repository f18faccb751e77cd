package org.qeperf.train.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.Importance;
import org.qeperf.train.automl.LeaderboardRow;
import org.qeperf.train.automl.LeaderboardRow.Kind;
import org.qeperf.train.figures.Axis;
import org.qeperf.train.figures.Axis.Form;
import org.qeperf.train.figures.Bar;
import org.qeperf.train.figures.Bars;
import org.qeperf.train.figures.Box;
import org.qeperf.train.figures.Figure;
import org.qeperf.train.figures.Labels;
import org.qeperf.train.figures.Layer;
import org.qeperf.train.figures.Plot;
import org.qeperf.train.figures.Series;
import org.qeperf.train.figures.Tone;

/** What of a result can be drawn. A figure without numbers is left out. */
final class ReportFigures {

    static final String LEADERBOARD = "leaderboard";
    static final String LEARNING_CURVE = "learning-curve";
    static final String IMPORTANCE = "importance";
    static final String RESIDUALS = "residuals";

    /** All names that a figure can have. */
    static final List<String> FILES =
            List.of(LEADERBOARD, PredictionFigure.FILE, RESIDUALS, LEARNING_CURVE, IMPORTANCE, HistoryFigure.FILE);

    private static final int MOST_BARS = 40;
    private static final int MOST_FEATURES = 15;
    private static final int MOST_GROUPS = 25;
    /** A bar longer than this many times the median one is cut. */
    private static final double LONG = 3;
    /** The ends of the axis of errors, at most. */
    private static final double LEAST_ERROR = -1.5;

    private static final double MOST_ERROR = 3;
    private static final String ERROR = "mean absolute percentage error";

    private ReportFigures() {}

    static List<Drawing> of(AutoMlResult result) {
        List<Drawing> drawings = new ArrayList<>();
        leaderboard(result).ifPresent(drawings::add);
        PredictionFigure.of(result).ifPresent(drawings::add);
        residuals(result).ifPresent(drawings::add);
        learningCurve(result).ifPresent(drawings::add);
        importance(result).ifPresent(drawings::add);
        HistoryFigure.of(result).ifPresent(drawings::add);
        return drawings;
    }

    private static Optional<Drawing> leaderboard(AutoMlResult result) {
        List<Bar> bars = result.leaderboard().stream()
                .filter(row -> row.kind() != Kind.REFUSED && Double.isFinite(row.validationMape()))
                .limit(MOST_BARS)
                .map(ReportFigures::bar)
                .toList();
        if (bars.isEmpty()) {
            return Optional.empty();
        }
        Axis axis = leaderboardAxis(bars);
        boolean cut = longest(bars) > axis.high();
        boolean marks = bars.stream().anyMatch(bar -> Double.isFinite(bar.mark()));
        Map<Tone, String> legend = new LinkedHashMap<>();
        legend.put(Tone.MAIN, "technique");
        legend.put(Tone.OTHER, "baseline");
        Figure figure = Figure.rows(List.of(new Bars(
                new Labels("Leaderboard", ERROR, ""), axis, bars, legend, marks ? "on the rows of the test" : "")));
        return Optional.of(new Drawing(
                LEADERBOARD,
                "Leaderboard",
                "The shorter the bar, the smaller the error on " + Wording.searchRows(result)
                        + ", which the order goes by"
                        + (marks ? "; a diamond is the error on the rows of the test." : ".")
                        + (cut
                                ? " Bars with two gaps are longer than the axis, and diamonds beyond it are not shown."
                                : "")
                        + (bars.size() == MOST_BARS ? " Only the first " + MOST_BARS + " are shown." : ""),
                figure));
    }

    /** As far as the longest bar or diamond; where that is much longer than the others are, not as far. */
    static Axis leaderboardAxis(List<Bar> bars) {
        double[] lengths = bars.stream().mapToDouble(Bar::value).sorted().toArray();
        double most = longest(bars);
        double limit = LONG * lengths[lengths.length / 2];
        boolean cut = limit > 0 && most > 1.5 * limit;
        return Axis.linear(Form.PERCENT, 0, cut ? limit : most);
    }

    private static double longest(List<Bar> bars) {
        return bars.stream()
                .flatMapToDouble(bar -> DoubleStream.of(bar.value(), bar.mark()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    private static Bar bar(LeaderboardRow row) {
        return new Bar(
                row.technique(),
                row.validationMape(),
                Wording.testMape(row),
                Wording.percent(row.validationMape()),
                row.kind() == Kind.BASELINE ? Tone.OTHER : Tone.MAIN);
    }

    private static Optional<Drawing> learningCurve(AutoMlResult result) {
        Map<Integer, Double> curve = new TreeMap<>(result.learningCurve());
        curve.values().removeIf(error -> !Double.isFinite(error));
        if (curve.isEmpty()) {
            return Optional.empty();
        }
        double[] rows =
                curve.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
        double[] errors =
                curve.values().stream().mapToDouble(Double::doubleValue).toArray();
        Plot plot = new Plot(
                new Labels("Learning curve", "rows learnt from", ERROR),
                Axis.logarithmic(Form.NUMBER, rows[0], rows[rows.length - 1]),
                Axis.linear(Form.PERCENT, 0, Arrays.stream(errors).max().orElseThrow()),
                List.of(new Layer(new Series("", rows, errors), Layer.Form.LINE_AND_POINTS, Tone.MAIN)));
        return Optional.of(new Drawing(
                LEARNING_CURVE,
                "Learning curve",
                "Error of the best technique on " + Wording.searchRows(result)
                        + ", by number of rows learnt from: where the line"
                        + " still falls at its right end, more measurements would help.",
                Figure.plot(plot)));
    }

    private static Optional<Drawing> importance(AutoMlResult result) {
        List<Bars> panels = new ArrayList<>();
        StringBuilder reading =
                new StringBuilder("The longer the bar, the more the best technique relies on the feature.");
        for (Importance importance : result.importance()) {
            List<Bar> bars = importance.values().entrySet().stream()
                    .filter(entry -> Double.isFinite(entry.getValue()))
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .limit(MOST_FEATURES)
                    .map(entry -> new Bar(
                            entry.getKey(),
                            entry.getValue(),
                            Double.NaN,
                            Wording.significant(entry.getValue()),
                            Tone.MAIN))
                    .toList();
            if (!bars.isEmpty()) {
                double least = Math.min(0, bars.get(bars.size() - 1).value());
                double most = Math.max(0, bars.get(0).value());
                panels.add(new Bars(
                        new Labels("Importance: " + importance.method(), "importance", ""),
                        Axis.linear(Form.NUMBER, least, most),
                        bars,
                        Map.of(),
                        ""));
                reading.append(' ')
                        .append(importance.method())
                        .append(": ")
                        .append(importance.meaning())
                        .append('.');
            }
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Drawing(IMPORTANCE, "Importance of the features", reading.toString(), Figure.rows(panels)));
    }

    private static Optional<Drawing> residuals(AutoMlResult result) {
        PredictionFigure.Shown shown = PredictionFigure.shown(result);
        boolean groups = !shown.predictions().groups().isEmpty();
        List<Slice> slices = groups ? groups(shown) : Slice.byMagnitude(shown.predictions());
        List<Box> boxes = new ArrayList<>();
        double least = 0;
        double most = 0;
        boolean cut = false;
        for (Slice slice : slices) {
            List<Double> errors = slice.errors();
            if (errors.stream().allMatch(Double::isFinite)) {
                boxes.add(new Box(
                        groups ? slice.name() : range(slice),
                        Wording.rows(slice.rows()),
                        errors.get(1),
                        errors.get(2),
                        errors.get(3),
                        errors.get(4),
                        errors.get(5)));
                cut |= errors.get(1) < LEAST_ERROR || errors.get(5) > MOST_ERROR;
                least = Math.max(LEAST_ERROR, Math.min(least, errors.get(1)));
                most = Math.min(MOST_ERROR, Math.max(most, errors.get(5)));
            }
        }
        if (boxes.isEmpty()) {
            return Optional.empty();
        }
        String by = groups ? "by " + shown.predictions().groupColumn() : "by size of the measurement";
        return Optional.of(new Drawing(
                RESIDUALS,
                "Errors " + by,
                "Each row shows the errors of " + shown.where()
                        + ": half of them lie in the box, nine of ten on the line,"
                        + " and the dot is the median; right of 0 predictions are too large."
                        + (groups ? " The groups with the largest median error come first" : "")
                        + (groups && slices.size() == MOST_GROUPS
                                ? "; only the " + MOST_GROUPS + " groups with the most rows are shown."
                                : groups ? "." : "")
                        + (cut ? " What lies beyond an end of the axis is drawn there." : ""),
                Figure.boxes(
                        new Labels("Errors " + by, "(predicted - measured) / measured", ""),
                        Axis.linear(Form.PERCENT, least, most),
                        boxes)));
    }

    private static String range(Slice slice) {
        String least = Wording.significant(slice.least());
        String most = Wording.significant(slice.most());
        return least.equals(most) ? least : least + " to " + most;
    }

    private static List<Slice> groups(PredictionFigure.Shown shown) {
        return Slice.byGroup(shown.predictions()).stream()
                .sorted(Comparator.comparingInt(Slice::rows).reversed())
                .limit(MOST_GROUPS)
                .sorted(Comparator.comparingDouble(Slice::medianApe).reversed())
                .toList();
    }
}
