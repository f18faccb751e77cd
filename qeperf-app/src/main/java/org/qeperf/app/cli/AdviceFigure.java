package org.qeperf.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.Advice.GridTime;
import org.qeperf.runtime.advise.RatedLayout;
import org.qeperf.runtime.advise.Scaling.Point;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.figures.Axis;
import org.qeperf.train.figures.Axis.Form;
import org.qeperf.train.figures.Figure;
import org.qeperf.train.figures.HeatMap;
import org.qeperf.train.figures.Labels;
import org.qeperf.train.figures.Layer;
import org.qeperf.train.figures.Plot;
import org.qeperf.train.figures.Series;
import org.qeperf.train.figures.Tone;

/** Advice as pictures: time and efficiency over cores, the Pareto front, and the times of nodes and pools. */
final class AdviceFigure {

    private static final String SECONDS = "total time, s";
    private static final String CORES = "cores";
    private static final double UNLIKELY = 0.05;
    private static final double LIKELY = 0.2;

    private AdviceFigure() {}

    static Figure of(Advice advice) {
        return Figure.plots(
                "Layouts of machine " + advice.request().machine().name(),
                List.of(time(advice), efficiency(advice), front(advice)),
                List.of(grid(advice)));
    }

    private static Plot time(Advice advice) {
        List<Layer> layers = new ArrayList<>();
        List<Point> points = advice.scaling().points();
        Point first = points.get(0);
        layers.add(new Layer(
                curve("no loss", points, p -> first.seconds() * first.cores() / p.cores()),
                Layer.Form.THIN_LINE,
                Tone.QUIET));
        layers.add(new Layer(curve("shortest time", points, Point::seconds), Layer.Form.LINE_AND_POINTS, Tone.MAIN));
        layers.add(knee(advice, Point::seconds));
        RatedLayout own = advice.programsChoice();
        double[] cores = {own.layout().cores()};
        layers.add(new Layer(
                new Series("pw.x's choice", cores, new double[] {own.totalSeconds()}), Layer.Form.CROSSES, Tone.INK));
        return plot(new Labels("Time", CORES, SECONDS), layers, Form.NUMBER);
    }

    private static Plot efficiency(Advice advice) {
        List<Layer> layers = new ArrayList<>();
        List<Point> points = advice.scaling().points();
        layers.add(new Layer(curve("efficiency", points, Point::efficiency), Layer.Form.LINE_AND_POINTS, Tone.MAIN));
        layers.add(knee(advice, Point::efficiency));
        double most = points.stream().mapToDouble(Point::efficiency).max().orElse(1);
        return new Plot(
                new Labels("Parallel efficiency", CORES, "efficiency"),
                axis(layers, Series::x),
                Axis.linear(Form.PERCENT, 0, Math.max(1, most)),
                layers);
    }

    private static Layer knee(Advice advice, ToDoubleFunction<Point> value) {
        Point knee = advice.scaling().knee();
        return new Layer(
                curve("knee: " + Quantities.counted(knee.cores(), "core"), List.of(knee), value),
                Layer.Form.CIRCLED,
                Tone.OTHER);
    }

    /** Coloured by risk. */
    private static Plot front(Advice advice) {
        List<Layer> layers = new ArrayList<>();
        List<Point> scaling = advice.scaling().points();
        Series all = new Series(
                "best on a number of cores",
                scaling.stream().mapToDouble(Point::coreHours).toArray(),
                scaling.stream().mapToDouble(Point::seconds).toArray());
        layers.add(new Layer(all, Layer.Form.POINTS, Tone.QUIET));
        add(layers, "fails in less than 5 %", advice, risk -> risk < UNLIKELY, Tone.MAIN);
        add(layers, "up to 20 %", advice, risk -> risk >= UNLIKELY && risk <= LIKELY, Tone.THIRD);
        add(layers, "more", advice, risk -> risk > LIKELY, Tone.OTHER);
        layers.add(new Layer(series("the advice", List.of(advice.best())), Layer.Form.CIRCLED, Tone.INK));
        return plot(new Labels("Pareto front", "core-hours", SECONDS), layers, Form.NUMBER);
    }

    private static void add(List<Layer> layers, String name, Advice advice, Predicate<Double> risk, Tone tone) {
        List<RatedLayout> chosen = advice.pareto().stream()
                .filter(layout -> risk.test(layout.failureProbability()))
                .toList();
        if (!chosen.isEmpty()) {
            layers.add(new Layer(series(name, chosen), Layer.Form.LINE_AND_POINTS, tone));
        }
    }

    private static HeatMap grid(Advice advice) {
        int[] nodes = advice.grid().stream()
                .mapToInt(GridTime::nodes)
                .sorted()
                .distinct()
                .toArray();
        int[] pools = advice.grid().stream()
                .mapToInt(GridTime::pools)
                .sorted()
                .distinct()
                .toArray();
        double[][] values = new double[pools.length][nodes.length];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (GridTime place : advice.grid()) {
            values[Arrays.binarySearch(pools, place.pools())][Arrays.binarySearch(nodes, place.nodes())] =
                    place.seconds();
            least = Math.min(least, place.seconds());
            most = Math.max(most, place.seconds());
        }
        Layout best = advice.best().layout();
        return new HeatMap(
                new Labels("Shortest time, s; the advice is framed", "nodes", "pools"),
                names(nodes),
                names(pools),
                values,
                Axis.logarithmic(Form.NUMBER, least, most),
                new int[] {Arrays.binarySearch(pools, best.pools()), Arrays.binarySearch(nodes, best.nodes())});
    }

    private static List<String> names(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).toList();
    }

    private static Plot plot(Labels labels, List<Layer> layers, Form form) {
        double[] y = layers.stream()
                .flatMapToDouble(layer -> Arrays.stream(layer.series().y()))
                .toArray();
        return new Plot(
                labels,
                axis(layers, Series::x),
                Axis.logarithmic(
                        form,
                        Arrays.stream(y).min().orElse(1),
                        Arrays.stream(y).max().orElse(1)),
                layers);
    }

    private static Axis axis(List<Layer> layers, Function<Series, double[]> numbers) {
        double[] all = layers.stream()
                .flatMapToDouble(layer -> Arrays.stream(numbers.apply(layer.series())))
                .toArray();
        return Axis.logarithmic(
                Form.NUMBER,
                Arrays.stream(all).min().orElse(1),
                Arrays.stream(all).max().orElse(1));
    }

    private static Series curve(String name, List<Point> points, ToDoubleFunction<Point> value) {
        return new Series(
                name,
                points.stream().mapToDouble(Point::cores).toArray(),
                points.stream().mapToDouble(value).toArray());
    }

    private static Series series(String name, List<RatedLayout> layouts) {
        return new Series(
                name,
                layouts.stream().mapToDouble(RatedLayout::coreHours).toArray(),
                layouts.stream().mapToDouble(RatedLayout::totalSeconds).toArray());
    }
}
