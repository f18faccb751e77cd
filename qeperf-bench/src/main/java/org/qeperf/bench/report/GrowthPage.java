package org.qeperf.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.qeperf.train.figures.Axis;
import org.qeperf.train.figures.Figure;
import org.qeperf.train.figures.Labels;
import org.qeperf.train.figures.Layer;
import org.qeperf.train.figures.Plot;
import org.qeperf.train.figures.Series;
import org.qeperf.train.figures.Tone;

/** The page and the figure of how times grow with sizes. */
final class GrowthPage {

    private static final Tone[] TONES = {Tone.MAIN, Tone.OTHER, Tone.THIRD, Tone.QUIET};

    /**
     * A benchmark at all its sizes.
     *
     * @param name method and parameters other than the size
     * @param sizes in ascending order
     * @param seconds as many
     */
    record Curve(String name, double[] sizes, double[] seconds) {}

    /**
     * A class of benchmarks that grow with one thing.
     *
     * @param what the size is
     * @param curves its benchmarks
     */
    record Group(String what, List<Curve> curves) {}

    private final SuiteRun run;
    private final List<Group> groups;

    GrowthPage(SuiteRun run) {
        this.run = run;
        this.groups = groups(run.results());
    }

    static List<Group> groups(List<Measured> results) {
        Map<String, Map<String, TreeMap<Double, Double>>> found = new LinkedHashMap<>();
        for (Measured result : results) {
            Optional<Grows> grows = SuitePage.owner(result).map(c -> c.getAnnotation(Grows.class));
            grows.ifPresent(g -> {
                String others = result.parameters().entrySet().stream()
                        .filter(e -> !e.getKey().equals(g.with()))
                        .map(e -> ", " + e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining());
                found.computeIfAbsent(g.what(), w -> new LinkedHashMap<>())
                        .computeIfAbsent(result.owner() + "." + result.method() + others, w -> new TreeMap<>())
                        .put(Double.valueOf(result.parameters().get(g.with())), result.seconds());
            });
        }
        List<Group> groups = new ArrayList<>();
        found.forEach((what, curves) -> {
            List<Curve> enough = new ArrayList<>();
            curves.forEach((name, points) -> {
                if (points.size() > 2) {
                    enough.add(new Curve(name, array(points.keySet()), array(points.values())));
                }
            });
            if (!enough.isEmpty()) {
                groups.add(new Group(what, enough));
            }
        });
        return groups;
    }

    private static double[] array(Iterable<Double> numbers) {
        List<Double> list = new ArrayList<>();
        numbers.forEach(list::add);
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    String markdown(String figure) {
        StringBuilder text = new StringBuilder(SuitePage.head("How cost grows", run));
        text.append("Time as a power of the size: ordinary least squares on logarithms over all sizes, with the 95"
                        + " % interval")
                .append(" of the t distribution; and the exponent from the last size but one to the last, where what"
                        + " does not")
                .append(" grow counts least.\n\n![times over sizes on logarithmic axes](")
                .append(figure)
                .append(")\n\n"
                        + "| grows with | benchmark | sizes | time at the smallest | at the largest | exponent |"
                        + " interval | at")
                .append(" the end |\n|---|---|---|---:|---:|---:|---|---:|\n");
        for (Group group : groups) {
            for (Curve curve : group.curves()) {
                row(text, group.what(), curve);
            }
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String what, Curve curve) {
        PowerLaw law = PowerLaw.fit(curve.sizes(), curve.seconds());
        int last = curve.sizes().length - 1;
        text.append("| ")
                .append(what)
                .append(" | `")
                .append(curve.name())
                .append("` | ")
                .append(curve.sizes().length)
                .append(" from ")
                .append(whole(curve.sizes()[0]))
                .append(" to ")
                .append(whole(curve.sizes()[last]))
                .append(" | ")
                .append(Units.time(curve.seconds()[0], Double.NaN))
                .append(" | ")
                .append(Units.time(curve.seconds()[last], Double.NaN))
                .append(" | ")
                .append(exponent(law.exponent()))
                .append(" | ")
                .append(exponent(law.low()))
                .append(" to ")
                .append(exponent(law.high()))
                .append(" | ")
                .append(exponent(law.last()))
                .append(" |\n");
    }

    private static String exponent(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String whole(double size) {
        return String.format(Locale.ROOT, "%,.0f", size);
    }

    Figure figure() {
        List<Plot> plots = groups.stream().map(GrowthPage::plot).toList();
        return Figure.plots("Time over size, with the fitted powers", plots, List.of());
    }

    private static Plot plot(Group group) {
        List<Layer> layers = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < group.curves().size(); i++) {
            Curve curve = group.curves().get(i);
            Tone tone = TONES[i % TONES.length];
            PowerLaw law = PowerLaw.fit(curve.sizes(), curve.seconds());
            double[] fitted = new double[curve.sizes().length];
            for (int p = 0; p < fitted.length; p++) {
                fitted[p] = law.at(curve.sizes()[p]);
                least = Math.min(least, Math.min(fitted[p], curve.seconds()[p]));
                most = Math.max(most, Math.max(fitted[p], curve.seconds()[p]));
            }
            smallest = Math.min(smallest, curve.sizes()[0]);
            largest = Math.max(largest, curve.sizes()[fitted.length - 1]);
            String full = curve.name();
            int from = Math.max(full.indexOf('.') + 1, full.indexOf(',') + 2);
            String name = full.substring(from) + ": " + exponent(law.exponent());
            layers.add(new Layer(new Series("", curve.sizes(), fitted), Layer.Form.THIN_LINE, tone));
            layers.add(new Layer(new Series(name, curve.sizes(), curve.seconds()), Layer.Form.POINTS, tone));
        }
        return new Plot(
                new Labels("", group.what(), "seconds"),
                Axis.logarithmic(Axis.Form.NUMBER, smallest, largest),
                Axis.logarithmic(Axis.Form.NUMBER, least, most),
                layers);
    }
}
