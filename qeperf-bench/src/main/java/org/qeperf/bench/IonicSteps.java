package org.qeperf.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.qeperf.api.InputException;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.PwOutput;
import org.qeperf.features.harvest.PwOutputReader;

/**
 * What ionic steps take in outputs of pw.x: iterations of the later ones relative to the first, and what follows each in iterations
 * that take as long, at one k-point. Of outputs with the same atoms, k-points and iterations one counts. Arguments: folders, such as
 * {@code test-suite} and {@code PW/examples} of releases of Quantum ESPRESSO; what is not an output of pw.x is passed over.
 */
public final class IonicSteps {

    private static final int FEWEST_STEPS = 3;
    private static final double LEAST_SECONDS = 1;
    private static final int PARTS = 8;
    private static final List<String> AFTER = List.of("forces", "stress", "update_pot", "hinit1");

    private final Map<String, DoubleStream.Builder> later = new TreeMap<>();
    private final Map<String, DoubleStream.Builder> after = new TreeMap<>();
    private final Set<List<?>> seen = new HashSet<>();

    /** Prints medians, quartiles and the middles of eighths. */
    public static void main(String[] arguments) throws IOException {
        IonicSteps steps = new IonicSteps();
        for (String folder : arguments) {
            steps.addAll(Path.of(folder));
        }
        steps.print(System.out);
    }

    void addAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                try {
                    PwOutputReader.read(file).forEach(this::add);
                } catch (InputException e) {
                    // No output of pw.x, or a broken one.
                }
            }
        }
    }

    private void add(PwOutput output) {
        List<?> key = List.of(
                output.contents().elements(),
                output.contents().atoms(),
                output.contents().kPoints(),
                output.iterations().scfPerStep());
        if (seen.add(key)) {
            addLater(output);
            addAfter(output);
        }
    }

    private void addLater(PwOutput output) {
        List<Integer> loops = output.iterations().scfPerStep();
        String calculation = output.program().calculation().orElse("scf");
        // A relaxation of the cell ends with a calculation from the start.
        int steps = calculation.equals("vc-relax") ? loops.size() - 1 : loops.size();
        if (calculation.equals("scf") || steps < FEWEST_STEPS) {
            return;
        }
        double mean =
                loops.subList(1, steps).stream().mapToInt(n -> n).average().orElseThrow();
        put(later, calculation, mean / loops.get(0));
    }

    private void addAfter(PwOutput output) {
        double electrons = output.times().electronsWall().orElse(0);
        int iterations = output.iterations().scf().orElse(0);
        int kPoints = output.contents().kPoints().orElse(0);
        Map<String, Clock> clocks = output.times().clocks();
        boolean stress = clocks.containsKey("stress");
        if (electrons < LEAST_SECONDS || iterations == 0 || kPoints == 0 || !stress && !clocks.containsKey("forces")) {
            return;
        }
        double seconds = AFTER.stream()
                .filter(clocks::containsKey)
                .map(clocks::get)
                .mapToDouble(clock -> clock.wallSeconds().orElse(0)
                        / Math.max(1, clock.calls().orElse(1)))
                .sum();
        boolean moves = output.iterations().ionicSteps().orElse(0) > 0;
        put(
                after,
                (moves ? "atoms move" : "atoms stay") + (stress ? ", stress" : ", forces"),
                seconds * iterations / electrons * Math.sqrt(kPoints));
    }

    private static void put(Map<String, DoubleStream.Builder> values, String kind, double value) {
        values.computeIfAbsent(kind, k -> DoubleStream.builder()).add(value);
    }

    void print(PrintStream out) {
        Map<String, double[]> shares = sorted(later);
        out.println("Iterations of the later ionic steps relative to the first");
        shares.forEach((kind, values) -> print(out, kind, values));
        double[] allShares = merged(shares, values -> 1);
        print(out, "all", allShares);
        printMiddles(out, allShares);

        Map<String, double[]> costs = sorted(after);
        out.println("What follows an ionic step, in iterations at one k-point");
        costs.forEach((kind, values) -> print(out, kind, values));
        double[] factors = merged(costs, values -> quantile(values, 0.5));
        print(out, "all, relative to these medians", factors);
        printMiddles(out, factors);
    }

    private static Map<String, double[]> sorted(Map<String, DoubleStream.Builder> values) {
        Map<String, double[]> sorted = new TreeMap<>();
        values.forEach((kind, list) -> sorted.put(kind, list.build().sorted().toArray()));
        return sorted;
    }

    private static double[] merged(Map<String, double[]> kinds, ToDoubleFunction<double[]> unit) {
        return kinds.values().stream()
                .flatMapToDouble(values -> {
                    double one = unit.applyAsDouble(values);
                    return Arrays.stream(values).map(value -> value / one);
                })
                .sorted()
                .toArray();
    }

    private static void print(PrintStream out, String kind, double[] sorted) {
        out.printf(
                Locale.ROOT,
                "  %-32s %4d outputs, median %.2f, quartiles %.2f to %.2f%n",
                kind,
                sorted.length,
                quantile(sorted, 0.5),
                quantile(sorted, 0.25),
                quantile(sorted, 0.75));
    }

    private static void printMiddles(PrintStream out, double[] sorted) {
        out.println("  middles of the eighths: "
                + IntStream.range(0, PARTS)
                        .mapToObj(i -> String.format(Locale.ROOT, "%.2f", quantile(sorted, (i + 0.5) / PARTS)))
                        .collect(Collectors.joining(", ")));
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int low = (int) place;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
    }
}
