package org.qeperf.train.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.runtime.forecast.Quantities;

/**
 * What a run set holds.
 *
 * @param runs number of runs
 * @param ok runs that converged
 * @param disturbed runs that something else disturbed
 * @param gpu runs on graphics processors
 * @param systems distinct systems
 * @param elements distinct chemical symbols, in alphabetical order
 * @param tallies numbers of runs by outcome, version and so on; the inner map in alphabetical order
 * @param quantiles distributions of quantities, by key
 * @param repeats what runs with equal counts and layout on one machine tell
 */
public record RunSetSummary(
        int runs,
        int ok,
        int disturbed,
        int gpu,
        int systems,
        SortedSet<String> elements,
        Map<String, Map<String, Integer>> tallies,
        Map<String, Quantiles> quantiles,
        Repeats repeats) {

    private static final String UNKNOWN = "unknown";

    /**
     * A distribution.
     *
     * @param count numbers in it, at least 1
     * @param lowest the lowest
     * @param lowDecile a tenth lies below
     * @param median half lies below
     * @param highDecile a tenth lies above
     * @param highest the highest
     */
    public record Quantiles(
            int count, double lowest, double lowDecile, double median, double highDecile, double highest) {

        static Quantiles of(List<Double> numbers) {
            double[] sorted =
                    numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            int last = sorted.length - 1;
            return new Quantiles(
                    sorted.length,
                    sorted[0],
                    sorted[(int) Math.round(0.1 * last)],
                    sorted[(int) Math.round(0.5 * last)],
                    sorted[(int) Math.round(0.9 * last)],
                    sorted[last]);
        }
    }

    /**
     * Runs of the same with the same: equal input (equal counts where none is known), layout, machine and version.
     *
     * @param groups groups of at least two such runs
     * @param runs runs in them
     * @param noise the difference of the slowest and fastest time per iteration of a group over their mean; empty without
     *     groups
     */
    public record Repeats(int groups, int runs, Optional<Quantiles> noise) {}

    /**
     * Summarises a run set.
     *
     * @param set the set
     * @return its summary
     */
    public static RunSetSummary of(RunSet set) {
        List<RunRecord> runs = set.runs();
        SortedSet<String> elements = new TreeSet<>();
        runs.forEach(run -> elements.addAll(elements(run)));
        return new RunSetSummary(
                runs.size(),
                (int) runs.stream()
                        .filter(run -> run.outcome() == Outcome.CONVERGED)
                        .count(),
                (int) runs.stream().filter(run -> run.ending().disturbed()).count(),
                (int) runs.stream().filter(run -> run.program().gpu()).count(),
                (int) runs.stream()
                        .flatMap(run -> run.system().stream())
                        .distinct()
                        .count(),
                elements,
                tallies(runs),
                quantiles(runs),
                repeats(runs));
    }

    private static Map<String, Map<String, Integer>> tallies(List<RunRecord> runs) {
        Map<String, Map<String, Integer>> tallies = new TreeMap<>();
        tallies.put("outcomes", tally(runs, run -> run.outcome().key()));
        tallies.put("qe_versions", tally(runs, run -> run.program().version().orElse(UNKNOWN)));
        tallies.put(
                "calculations", tally(runs, run -> run.program().calculation().orElse(UNKNOWN)));
        tallies.put(
                "machines",
                tally(runs, run -> run.place().machine().map(m -> m.name()).orElse(UNKNOWN)));
        tallies.put(
                "layouts",
                tally(
                        runs,
                        run -> run.place()
                                .evenLayout()
                                .map(RunSetSummary::text)
                                .orElse(divided(run.place().layout()))));
        tallies.put("pseudopotentials", tally(runs, RunSetSummary::potentials));
        tallies.put("spins", tally(runs, RunSetSummary::spin));
        return tallies;
    }

    private static Map<String, Integer> tally(List<RunRecord> runs, Function<RunRecord, String> key) {
        Map<String, Integer> tally = new TreeMap<>();
        runs.forEach(run -> tally.merge(key.apply(run), 1, Integer::sum));
        return tally;
    }

    private static Map<String, Quantiles> quantiles(List<RunRecord> runs) {
        Map<String, List<Double>> numbers = new TreeMap<>();
        for (RunRecord run : runs) {
            put(numbers, "atoms", number(run, run.contents().atoms(), "n_at"));
            put(numbers, "scf_iterations", asDouble(run.iterations().scf()));
            put(numbers, "seconds_per_scf_iteration", run.secondsPerScfIteration());
            put(numbers, "total_wall_s", run.times().totalWall());
        }
        Map<String, Quantiles> quantiles = new TreeMap<>();
        numbers.forEach((key, values) -> quantiles.put(key, Quantiles.of(values)));
        return quantiles;
    }

    private static void put(Map<String, List<Double>> numbers, String key, OptionalDouble value) {
        value.ifPresent(
                x -> numbers.computeIfAbsent(key, k -> new ArrayList<>()).add(x));
    }

    private static Repeats repeats(List<RunRecord> runs) {
        Map<List<Object>, List<Double>> groups = new HashMap<>();
        for (RunRecord run : runs) {
            if (run.outcome().isFinished()
                    && run.secondsPerScfIteration().isPresent()
                    && run.counts().known().isPresent()) {
                groups.computeIfAbsent(
                                List.of(
                                        run.origin()
                                                .inputSha256()
                                                .map(Object.class::cast)
                                                .orElse(run.counts()),
                                        run.place().layout(),
                                        run.place().machine(),
                                        run.program().version(),
                                        run.program().calculation(),
                                        run.program().gpu(),
                                        run.system()),
                                key -> new ArrayList<>())
                        .add(run.secondsPerScfIteration().getAsDouble());
            }
        }
        groups.values().removeIf(times -> times.size() < 2);
        List<Double> noise = new ArrayList<>();
        for (List<Double> times : groups.values()) {
            double[] sorted =
                    times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            noise.add((sorted[sorted.length - 1] - sorted[0])
                    / Arrays.stream(sorted).average().orElseThrow());
        }
        return new Repeats(
                groups.size(),
                groups.values().stream().mapToInt(List::size).sum(),
                noise.isEmpty() ? Optional.empty() : Optional.of(Quantiles.of(noise)));
    }

    /** Records of runs that were harvested with their input alone have them in the formula only. */
    private static List<String> elements(RunRecord run) {
        if (!run.contents().elements().isEmpty()) {
            return run.contents().elements();
        }
        List<String> symbols = new ArrayList<>();
        String formula = run.system().orElse("");
        for (int i = 0; i < formula.length(); i++) {
            char c = formula.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                symbols.add(formula.substring(i, i + 1));
            } else if (c >= 'a' && c <= 'z' && !symbols.isEmpty()) {
                int last = symbols.size() - 1;
                symbols.set(last, symbols.get(last) + c);
            }
        }
        return symbols;
    }

    /** A layout that a model cannot be asked about. */
    private static String divided(RunLayout layout) {
        if (layout.ranks().isEmpty()) {
            return UNKNOWN;
        }
        StringBuilder text = new StringBuilder(Quantities.counted(layout.ranks().getAsInt(), "rank"));
        layout.images().stream().filter(n -> n > 1).forEach(n -> text.append(", " + n + " images"));
        layout.bandGroups().stream().filter(n -> n > 1).forEach(n -> text.append(", " + n + " band groups"));
        layout.taskGroups().stream().filter(n -> n > 1).forEach(n -> text.append(", " + n + " task groups"));
        return text.toString();
    }

    private static String text(Layout layout) {
        return layout.nodes() + " x " + layout.tasksPerNode() + " x " + layout.threadsPerTask() + ", "
                + Quantities.counted(layout.pools(), "pool");
    }

    private static String potentials(RunRecord run) {
        Optional<Boolean> paw = flag(run, run.contents().potentials().paw(), "paw");
        Optional<Boolean> ultrasoft = flag(run, run.contents().potentials().ultrasoft(), "ultrasoft");
        if (paw.isEmpty() || ultrasoft.isEmpty()) {
            return UNKNOWN;
        }
        if (paw.get()) {
            return "paw";
        }
        return ultrasoft.get() ? "ultrasoft" : "norm-conserving";
    }

    private static String spin(RunRecord run) {
        OptionalDouble spin = number(run, run.contents().spin(), "n_spin");
        return spin.isPresent() ? Integer.toString((int) spin.getAsDouble()) : UNKNOWN;
    }

    private static OptionalDouble number(RunRecord run, OptionalInt printed, String count) {
        if (printed.isPresent()) {
            return asDouble(printed);
        }
        return find(run, count)
                .filter(Count.Whole.class::isInstance)
                .map(c -> OptionalDouble.of(((Count.Whole) c).value()))
                .orElse(OptionalDouble.empty());
    }

    private static Optional<Boolean> flag(RunRecord run, Optional<Boolean> printed, String count) {
        return printed.or(
                () -> find(run, count).filter(Count.Flag.class::isInstance).map(c -> ((Count.Flag) c).value()));
    }

    private static Optional<Count> find(RunRecord run, String name) {
        return run.counts().known().map(Counts::all).orElse(List.of()).stream()
                .filter(count -> count.name().equals(name))
                .findFirst();
    }

    private static OptionalDouble asDouble(OptionalInt value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsInt()) : OptionalDouble.empty();
    }
}
