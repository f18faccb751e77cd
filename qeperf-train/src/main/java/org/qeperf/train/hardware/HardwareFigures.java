package org.qeperf.train.hardware;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.hardware.Device;
import org.qeperf.runtime.hardware.KernelLoad;
import org.qeperf.runtime.hardware.NodeRates;
import org.qeperf.runtime.hardware.PwKernel;
import org.qeperf.runtime.hardware.Roof;
import org.qeperf.train.figures.Axis;
import org.qeperf.train.figures.Bar;
import org.qeperf.train.figures.Bars;
import org.qeperf.train.figures.Figure;
import org.qeperf.train.figures.Labels;
import org.qeperf.train.figures.Layer;
import org.qeperf.train.figures.Plot;
import org.qeperf.train.figures.Series;
import org.qeperf.train.figures.Tone;

/** Pictures of machines: balance, roofline, what performance goes with. */
public final class HardwareFigures {

    private static final double GIGA = 1e9;
    private static final String INTENSITY = "intensity, flop/byte";
    private static final String RATE = "Gflop/s";
    private static final Tone[] ROOFS = {Tone.MAIN, Tone.OTHER, Tone.THIRD, Tone.QUIET};
    private static final Tone[] SIZES = {Tone.PALEST, Tone.PALE, Tone.MAIN, Tone.OTHER};
    private static final String[] SHORT_SIZES = {"< 0.5 MiB", "< 2 MiB", "< 8 MiB", "larger"};
    private static final int MOST_TRENDS = 4;
    /** Points of one kernel in a figure; every n-th is drawn of more. */
    private static final int MOST_POINTS = 300;
    /** How far the axis of a roofline goes beyond the ridges and kernels. */
    private static final double ROOM = 4;

    private HardwareFigures() {}

    /**
     * Balance of nodes: a bar for all processors of each kind of nodes, one for its accelerators.
     *
     * @param rates kinds of nodes
     * @return nothing if no balance is known
     */
    public static Optional<Figure> balance(List<NodeRates> rates) {
        List<Bar> bars = balanceBars(rates);
        if (bars.isEmpty()) {
            return Optional.empty();
        }
        double most = bars.stream().mapToDouble(Bar::value).max().orElseThrow();
        Map<Tone, String> legend = new LinkedHashMap<>();
        legend.put(Tone.MAIN, "processors");
        legend.put(Tone.OTHER, "accelerators");
        return Optional.of(Figure.rows(List.of(new Bars(
                new Labels("Balance of nodes, double precision", "peak over memory bandwidth, flop/byte", ""),
                Axis.linear(Axis.Form.NUMBER, 0, most),
                bars,
                legend,
                "whole node"))));
    }

    /** A bar for each kind of devices of each kind of nodes; its mark is the balance of a node that has both. */
    static List<Bar> balanceBars(List<NodeRates> rates) {
        List<Bar> bars = new ArrayList<>();
        for (NodeRates one : rates) {
            for (Device device : Device.values()) {
                one.of(device)
                        .ifPresent(roof -> bars.add(new Bar(
                                one.machine() + "/" + one.nodeType(),
                                roof.balance(),
                                one.accelerators().isPresent()
                                        ? one.node().map(Roof::balance).orElse(Double.NaN)
                                        : Double.NaN,
                                number(roof.balance()),
                                device == Device.PROCESSORS ? Tone.MAIN : Tone.OTHER)));
            }
        }
        return bars;
    }

    /**
     * The kernels of an input below the roofs of machines.
     *
     * @param roofs roofs by name, the first four count; at least one
     * @param loads the kernels
     * @return the figure; a point on each roof for each kernel, named below from left to right
     */
    public static Figure roofline(Map<String, Roof> roofs, List<KernelLoad> loads) {
        double low = loads.stream().mapToDouble(KernelLoad::intensity).min().orElse(1);
        double high = loads.stream().mapToDouble(KernelLoad::intensity).max().orElse(1);
        for (Roof roof : roofs.values()) {
            low = Math.min(low, roof.balance());
            high = Math.max(high, roof.balance());
        }
        low /= ROOM;
        high *= ROOM;
        List<Layer> layers = new ArrayList<>();
        for (Map.Entry<String, Roof> entry : roofs.entrySet()) {
            if (layers.size() < ROOFS.length) {
                layers.add(new Layer(
                        roofline(entry.getKey(), entry.getValue(), low, high), Layer.Form.LINE, ROOFS[layers.size()]));
            }
        }
        double[] x = loads.stream().mapToDouble(KernelLoad::intensity).sorted().toArray();
        for (Roof roof : roofs.values().stream().limit(ROOFS.length).toList()) {
            double[] y = Arrays.stream(x)
                    .map(intensity -> roof.attainable(intensity) / GIGA)
                    .toArray();
            layers.add(new Layer(new Series("", x, y), Layer.Form.POINTS, Tone.INK));
        }
        String names = String.join(
                ", ",
                loads.stream()
                        .sorted((a, b) -> Double.compare(a.intensity(), b.intensity()))
                        .map(load -> load.kernel().key().replace('_', ' '))
                        .toList());
        return Figure.plot(plot(
                new Labels("Kernels of pw.x below the roofs of nodes", "flop/byte: " + names, RATE),
                layers,
                Axis.Form.NUMBER));
    }

    /**
     * Measured kernels below the roof of a core, by the size of what they work on.
     *
     * @param rates the machine
     * @param positions measured on it
     * @return nothing if nothing was measured
     */
    public static Optional<Figure> positions(NodeRates rates, KernelPositions positions) {
        List<Plot> plots = positionPlots(rates, positions);
        return plots.isEmpty()
                ? Optional.empty()
                : Optional.of(Figure.plots(
                        "One core of " + rates.machine() + ": roof alone (thick) and while all work (thin)",
                        plots,
                        List.of()));
    }

    /** A plot for each kernel that has positions. */
    static List<Plot> positionPlots(NodeRates rates, KernelPositions positions) {
        List<Plot> plots = new ArrayList<>();
        for (PwKernel kernel : PwKernel.values()) {
            List<KernelPosition> of = positions.of(kernel);
            if (!of.isEmpty()) {
                plots.add(positions(kernel, of, rates));
            }
        }
        return plots;
    }

    private static Plot positions(PwKernel kernel, List<KernelPosition> positions, NodeRates rates) {
        double low =
                positions.stream().mapToDouble(KernelPosition::intensity).min().orElseThrow() / ROOM;
        double high = ROOM
                * positions.stream()
                        .mapToDouble(p -> Math.max(p.intensity(), p.roof().balance()))
                        .max()
                        .orElseThrow();
        List<Layer> layers = new ArrayList<>();
        rates.processors()
                .ifPresent(all -> layers.add(new Layer(
                        roofline("", all.times(1.0 / rates.cores()), low, high), Layer.Form.THIN_LINE, Tone.INK)));
        rates.oneCore()
                .ifPresent(one -> layers.add(new Layer(roofline("", one, low, high), Layer.Form.LINE, Tone.INK)));
        int every = 1 + positions.size() / MOST_POINTS;
        for (PositionSummary.Size size : PositionSummary.Size.values()) {
            List<KernelPosition> group = positions.stream()
                    .filter(p -> PositionSummary.Size.of(p.workingBytes()) == size)
                    .toList();
            double[] x = thinned(
                    group.stream().mapToDouble(KernelPosition::intensity).toArray(), every);
            double[] y =
                    thinned(group.stream().mapToDouble(p -> p.flopPerS() / GIGA).toArray(), every);
            if (x.length > 0) {
                layers.add(new Layer(
                        new Series(SHORT_SIZES[size.ordinal()], x, y), Layer.Form.POINTS, SIZES[size.ordinal()]));
            }
        }
        return plot(
                new Labels(kernel.meaning() + ", " + Quantities.counted(positions.size(), "run"), INTENSITY, RATE),
                layers,
                Axis.Form.NUMBER);
    }

    private static double[] thinned(double[] values, int every) {
        double[] kept = new double[(values.length + every - 1) / every];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = values[i * every];
        }
        return kept;
    }

    private static Series roofline(String name, Roof roof, double low, double high) {
        double[] x = {low, roof.balance(), high};
        double[] y = Arrays.stream(x)
                .map(intensity -> roof.attainable(intensity) / GIGA)
                .toArray();
        return new Series(name, x, y);
    }

    /**
     * How performance goes with the descriptors.
     *
     * @param effects the correlations
     * @return nothing if no descriptor varies
     */
    public static Optional<Figure> correlations(List<DescriptorEffect> effects) {
        List<Bars> panels = correlationPanels(effects);
        return panels.isEmpty() ? Optional.empty() : Optional.of(Figure.rows(panels));
    }

    /** A panel for systems and one for cores or accelerators, with a bar for each descriptor that varies. */
    static List<Bars> correlationPanels(List<DescriptorEffect> effects) {
        List<Bars> panels = new ArrayList<>();
        for (boolean perUnit : new boolean[] {false, true}) {
            List<Bar> bars = new ArrayList<>();
            for (DescriptorEffect effect : effects) {
                if (effect.perUnit() == perUnit && effect.correlation().isPresent()) {
                    Correlation found = effect.correlation().get();
                    bars.add(new Bar(effect.descriptor(), found.pearson(), found.spearman(), text(found), Tone.MAIN));
                }
            }
            if (!bars.isEmpty()) {
                panels.add(new Bars(
                        new Labels(
                                perUnit
                                        ? "Performance of a core or accelerator goes with"
                                        : "Performance of a system goes with",
                                "correlation of logarithms within problems",
                                ""),
                        Axis.linear(Axis.Form.NUMBER, -1, 1),
                        bars,
                        Map.of(Tone.MAIN, "Pearson (with 95 % interval)"),
                        "Spearman"));
            }
        }
        return panels;
    }

    private static String text(Correlation found) {
        OptionalDouble lower = found.lower();
        OptionalDouble upper = found.upper();
        String interval = lower.isPresent() && upper.isPresent()
                ? String.format(Locale.ROOT, " (%.2f to %.2f)", lower.getAsDouble(), upper.getAsDouble())
                : " (too few)";
        return String.format(Locale.ROOT, "%.2f", found.pearson()) + interval + ", n = " + found.points();
    }

    /**
     * Performance over descriptors of all systems, relative to the geometric mean of their group, with the trend lines.
     *
     * @param comparison the systems
     * @return nothing if no descriptor varies
     */
    public static Optional<Figure> trends(SystemComparison comparison) {
        List<Plot> plots = trendPlots(comparison);
        return plots.isEmpty()
                ? Optional.empty()
                : Optional.of(Figure.plots("Performance of systems, relative to the mean of their problem", plots));
    }

    /** A plot for each of the first descriptors that have a correlation. */
    static List<Plot> trendPlots(SystemComparison comparison) {
        List<Plot> plots = new ArrayList<>();
        for (Descriptor descriptor : Descriptor.values()) {
            Optional<Correlation> found = comparison.effects().stream()
                    .filter(e -> !e.perUnit() && e.descriptor().equals(descriptor.label()))
                    .findFirst()
                    .flatMap(DescriptorEffect::correlation);
            if (found.isPresent() && plots.size() < MOST_TRENDS) {
                plots.add(trend(comparison, descriptor, found.get()));
            }
        }
        return plots;
    }

    private static Plot trend(SystemComparison comparison, Descriptor descriptor, Correlation found) {
        Map<Device, List<double[]>> points = new LinkedHashMap<>();
        for (List<MeasuredSystem> group : comparison.groups()) {
            List<MeasuredSystem> described =
                    group.stream().filter(s -> descriptor.of(s).isPresent()).toList();
            Correlation.Group one = SystemComparison.points(described, descriptor::of, MeasuredSystem::performance);
            double[] x = Correlation.centred(one.x());
            double[] y = Correlation.centred(one.y());
            for (int i = 0; i < x.length && one.varies(); i++) {
                points.computeIfAbsent(described.get(i).device(), d -> new ArrayList<>())
                        .add(new double[] {Math.exp(x[i]), Math.exp(y[i])});
            }
        }
        double[] all = points.values().stream()
                .flatMap(List::stream)
                .mapToDouble(p -> p[0])
                .sorted()
                .toArray();
        double[] ends = {all[0], all[all.length - 1]};
        List<Layer> layers = new ArrayList<>();
        points.forEach((device, list) -> {
            int every = 1 + list.size() / MOST_POINTS;
            layers.add(new Layer(
                    new Series(
                            device.key(),
                            thinned(list.stream().mapToDouble(p -> p[0]).toArray(), every),
                            thinned(list.stream().mapToDouble(p -> p[1]).toArray(), every)),
                    Layer.Form.POINTS,
                    device == Device.PROCESSORS ? Tone.MAIN : Tone.OTHER));
        });
        layers.add(new Layer(
                new Series(
                        "power " + number(found.slope()),
                        ends,
                        Arrays.stream(ends).map(x -> Math.pow(x, found.slope())).toArray()),
                Layer.Form.LINE,
                Tone.INK));
        return plot(
                new Labels(
                        descriptor.label() + ", n = " + found.points(), "over its mean", "performance over its mean"),
                layers,
                Axis.Form.NUMBER);
    }

    private static Plot plot(Labels labels, List<Layer> layers, Axis.Form form) {
        double[] x = layers.stream()
                .flatMapToDouble(layer -> Arrays.stream(layer.series().x()))
                .sorted()
                .toArray();
        double[] y = layers.stream()
                .flatMapToDouble(layer -> Arrays.stream(layer.series().y()))
                .sorted()
                .toArray();
        return new Plot(
                labels,
                Axis.logarithmic(form, x[0], x[x.length - 1]),
                Axis.logarithmic(form, y[0], y[y.length - 1]),
                layers);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
