package org.qeperf.train.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.Predictions;
import org.qeperf.train.figures.Axis;
import org.qeperf.train.figures.Axis.Form;
import org.qeperf.train.figures.Figure;
import org.qeperf.train.figures.Labels;
import org.qeperf.train.figures.Layer;
import org.qeperf.train.figures.Plot;
import org.qeperf.train.figures.Series;
import org.qeperf.train.figures.Tone;

/** Predicted against measured, and beside it how the bias changes with the size of the measurement. */
final class PredictionFigure {

    static final String FILE = "predictions";

    private static final int MOST_POINTS = 2000;

    /** Which predictions are drawn, and how sentences call their rows. */
    record Shown(Predictions predictions, String where) {}

    private PredictionFigure() {}

    /** Those of the test, or those of the search where there is no test. */
    static Shown shown(AutoMlResult result) {
        return result.test()
                .filter(test -> test.measured().length > 0)
                .map(test -> new Shown(test, "rows of the test"))
                .orElseGet(() -> new Shown(result.validation(), Wording.searchRows(result)));
    }

    static Optional<Drawing> of(AutoMlResult result) {
        Shown shown = shown(result);
        double[] measured = shown.predictions().measured();
        double[] predicted = shown.predictions().predicted();
        boolean positive = measured.length > 0 && Arrays.stream(measured).allMatch(x -> x > 0);
        int[] rows = IntStream.range(0, measured.length)
                .filter(i -> Double.isFinite(measured[i]) && Double.isFinite(predicted[i]))
                .filter(i -> !positive || predicted[i] > 0)
                .toArray();
        if (rows.length == 0) {
            return Optional.empty();
        }
        int[] drawn = IntStream.range(0, Math.min(MOST_POINTS, rows.length))
                .map(i -> rows[(int) ((long) i * rows.length / Math.min(MOST_POINTS, rows.length))])
                .toArray();
        double[] x = Arrays.stream(drawn).mapToDouble(i -> measured[i]).toArray();
        double[] y = Arrays.stream(drawn).mapToDouble(i -> predicted[i]).toArray();
        String unit = result.unit().isEmpty() ? "" : ", " + result.unit();
        Plot points =
                points(new Labels("Predicted and measured", "measured" + unit, "predicted" + unit), x, y, positive);
        int missing = measured.length - rows.length;
        String reading = "Left, each point is one of the " + shown.where()
                + "; on the line both numbers are equal. Right,"
                + " predicted over measured, the median of each tenth of these rows by size: above 1 predictions are too"
                + " large."
                + (missing > 0
                        ? " " + Wording.rows(missing) + " with a prediction that cannot be drawn here "
                                + (missing == 1 ? "is" : "are") + " left out."
                        : "")
                + (drawn.length < rows.length ? " " + drawn.length + " of " + rows.length + " points are drawn." : "");
        return Optional.of(new Drawing(
                FILE,
                "Predicted and measured",
                reading,
                Figure.plots(
                        "",
                        bias(shown.predictions(), unit, points.x())
                                .map(bias -> List.of(points, bias))
                                .orElse(List.of(points)))));
    }

    private static Plot points(Labels labels, double[] x, double[] y, boolean logarithmic) {
        double least = Math.min(
                Arrays.stream(x).min().orElseThrow(), Arrays.stream(y).min().orElseThrow());
        double most = Math.max(
                Arrays.stream(x).max().orElseThrow(), Arrays.stream(y).max().orElseThrow());
        Axis axis = logarithmic ? Axis.logarithmic(Form.NUMBER, least, most) : Axis.linear(Form.NUMBER, least, most);
        double[] ends = {axis.low(), axis.high()};
        return new Plot(
                labels,
                axis,
                axis,
                List.of(
                        new Layer(new Series("", x, y), Layer.Form.POINTS, Tone.MAIN),
                        new Layer(new Series("", ends, ends), Layer.Form.THIN_LINE, Tone.INK)));
    }

    private static Optional<Plot> bias(Predictions predictions, String unit, Axis x) {
        List<Slice> slices = Slice.byMagnitude(predictions).stream()
                .filter(slice -> Double.isFinite(slice.ratio()))
                .toList();
        if (slices.isEmpty()) {
            return Optional.empty();
        }
        double[] typical = slices.stream().mapToDouble(Slice::typical).toArray();
        double[] ratios = slices.stream().mapToDouble(Slice::ratio).toArray();
        double least = Math.min(0.9, Arrays.stream(ratios).min().orElseThrow());
        double most = Math.max(1.1, Arrays.stream(ratios).max().orElseThrow());
        double[] ends = {x.low(), x.high()};
        return Optional.of(new Plot(
                new Labels("Bias by size", "measured" + unit, "predicted / measured"),
                x,
                Axis.linear(Form.NUMBER, least, most),
                List.of(
                        new Layer(new Series("", ends, new double[] {1, 1}), Layer.Form.THIN_LINE, Tone.INK),
                        new Layer(new Series("", typical, ratios), Layer.Form.LINE_AND_POINTS, Tone.OTHER))));
    }
}
