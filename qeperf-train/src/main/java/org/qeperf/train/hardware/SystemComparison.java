package org.qeperf.train.hardware;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Systems beside each other: grouped by problem, release and kind of devices, and only within groups. */
public final class SystemComparison {

    /**
     * A mean time.
     *
     * @param value value of the descriptor
     * @param systems systems that have it
     * @param meanSeconds arithmetic mean of their times of an iteration
     */
    public record MeanTime(double value, int systems, double meanSeconds) {}

    private static final double EQUAL = 1e-9;

    private final List<MeasuredSystem> systems;
    private final Map<String, Double> prices;
    private final long seed;
    private final List<DescriptorEffect> effects;

    /**
     * Compares.
     *
     * @param systems systems
     * @param prices what a node costs, by {@code machine/nodes}, in one currency; may be empty
     * @param seed for permutations
     */
    public SystemComparison(List<MeasuredSystem> systems, Map<String, Double> prices, long seed) {
        this.systems = List.copyOf(systems);
        this.prices = new HashMap<>(prices);
        this.seed = seed;
        this.effects = allEffects();
    }

    /**
     * The systems that another one can be compared with.
     *
     * @return groups of at least two systems with the same problem, release and kind of devices
     */
    public List<List<MeasuredSystem>> groups() {
        return grouped(systems, s -> s.problem().key() + "\n" + s.release() + "\n" + s.device());
    }

    private static List<List<MeasuredSystem>> grouped(
            List<MeasuredSystem> systems, Function<MeasuredSystem, String> key) {
        return systems.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(group -> group.size() > 1)
                .toList();
    }

    /**
     * How performance goes with every descriptor.
     *
     * @return for all systems, then for one core or accelerator
     */
    public List<DescriptorEffect> effects() {
        return effects;
    }

    private List<DescriptorEffect> allEffects() {
        List<DescriptorEffect> all = new ArrayList<>();
        for (boolean perUnit : new boolean[] {false, true}) {
            for (Descriptor descriptor : Descriptor.values()) {
                if (!perUnit || descriptor != Descriptor.UNITS) {
                    all.add(effect(
                            descriptor.label(),
                            descriptor.unit(),
                            perUnit,
                            perUnit ? descriptor::perUnit : descriptor::of));
                }
            }
            if (!prices.isEmpty()) {
                all.add(effect("price", "as given", perUnit, perUnit ? this::pricePerUnit : this::price));
            }
        }
        return Collections.unmodifiableList(all);
    }

    private OptionalDouble price(MeasuredSystem system) {
        OptionalDouble one = pricePerUnit(system);
        return one.isPresent() ? OptionalDouble.of(one.getAsDouble() * system.units()) : one;
    }

    private OptionalDouble pricePerUnit(MeasuredSystem system) {
        Double ofNode =
                prices.get(system.cluster().name() + "/" + system.nodeType().name());
        OptionalDouble units = Descriptor.UNITS_PER_NODE.of(system);
        return ofNode == null || units.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(ofNode / units.getAsDouble());
    }

    private DescriptorEffect effect(
            String name, String unit, boolean perUnit, Function<MeasuredSystem, OptionalDouble> value) {
        List<Correlation.Group> points = new ArrayList<>();
        List<MeasuredSystem> used = new ArrayList<>();
        List<MeasuredSystem> varying = new ArrayList<>();
        boolean proportional = true;
        for (List<MeasuredSystem> group : groups()) {
            List<MeasuredSystem> described = (perUnit ? bestOfMachines(group) : group)
                    .stream().filter(s -> value.apply(s).isPresent()).toList();
            if (described.size() > 1) {
                used.addAll(described);
                Correlation.Group one = points(
                        described, value, perUnit ? MeasuredSystem::performancePerUnit : MeasuredSystem::performance);
                if (one.varies()) {
                    points.add(one);
                    varying.addAll(described);
                    proportional = proportional && isProportional(described, value);
                }
            }
        }
        boolean isFactor = proportional && !varying.isEmpty() && !perUnit && !name.equals(Descriptor.UNITS.label());
        Optional<Correlation> found = isFactor ? Optional.empty() : Correlation.of(points, seed);
        return new DescriptorEffect(
                name,
                unit,
                perUnit,
                machines(found.isPresent() ? varying : used),
                used.size(),
                found,
                found.map(c -> "").orElseGet(() -> remark(used, isFactor, value)));
    }

    private static int machines(List<MeasuredSystem> systems) {
        return (int) systems.stream().map(MeasuredSystem::machine).distinct().count();
    }

    /** What a correlation is made of. */
    static Correlation.Group points(
            List<MeasuredSystem> group,
            Function<MeasuredSystem, OptionalDouble> value,
            ToDoubleFunction<MeasuredSystem> performance) {
        return new Correlation.Group(
                group.stream().mapToDouble(s -> value.apply(s).getAsDouble()).toArray(),
                group.stream().mapToDouble(performance).toArray());
    }

    private String remark(
            List<MeasuredSystem> used, boolean proportional, Function<MeasuredSystem, OptionalDouble> value) {
        if (!used.isEmpty()) {
            return proportional ? DescriptorEffect.PROPORTIONAL : DescriptorEffect.CONSTANT;
        }
        boolean known = systems.stream().anyMatch(s -> value.apply(s).isPresent());
        return known ? DescriptorEffect.ALONE : DescriptorEffect.NOT_KNOWN;
    }

    private static boolean isProportional(List<MeasuredSystem> group, Function<MeasuredSystem, OptionalDouble> value) {
        double[] ofOne = group.stream()
                .mapToDouble(s -> value.apply(s).getAsDouble() / s.units())
                .sorted()
                .toArray();
        return ofOne[ofOne.length - 1] - ofOne[0] <= EQUAL * ofOne[0];
    }

    /** The system of each machine whose cores or accelerators do most. */
    private static Collection<MeasuredSystem> bestOfMachines(List<MeasuredSystem> group) {
        return best(group, MeasuredSystem::performancePerUnit).values();
    }

    private static Map<String, MeasuredSystem> best(
            List<MeasuredSystem> group, ToDoubleFunction<MeasuredSystem> performance) {
        Map<String, MeasuredSystem> best = new TreeMap<>();
        for (MeasuredSystem system : group) {
            best.merge(
                    system.machine(),
                    system,
                    (a, b) -> performance.applyAsDouble(b) > performance.applyAsDouble(a) ? b : a);
        }
        return best;
    }

    /**
     * Mean times of the machines.
     *
     * @return one for each machine, by name
     */
    public List<MachineMeans> means() {
        Map<String, List<MeasuredSystem>> byMachine = systems.stream()
                .collect(Collectors.groupingBy(MeasuredSystem::machine, TreeMap::new, Collectors.toList()));
        List<MachineMeans> means = new ArrayList<>();
        byMachine.forEach((machine, group) -> means.add(MachineMeans.of(machine, group)));
        return means;
    }

    /**
     * Mean time of an iteration for each value of a descriptor, over systems that can be compared.
     *
     * @param descriptor what describes them
     * @return by value
     */
    public List<MeanTime> meanTimes(Descriptor descriptor) {
        Map<Double, List<MeasuredSystem>> byValue = new TreeMap<>();
        for (List<MeasuredSystem> group : groups()) {
            for (MeasuredSystem system : group) {
                descriptor
                        .of(system)
                        .ifPresent(value -> byValue.computeIfAbsent(value, v -> new ArrayList<>())
                                .add(system));
            }
        }
        List<MeanTime> times = new ArrayList<>();
        byValue.forEach((value, group) -> times.add(new MeanTime(
                value,
                group.size(),
                group.stream()
                        .mapToDouble(MeasuredSystem::secondsPerIteration)
                        .average()
                        .orElseThrow())));
        return times;
    }

    /**
     * Problems that several machines did with one release, whatever their devices.
     *
     * @return groups of the best system of each machine, by time; at least two
     */
    public List<List<MeasuredSystem>> shared() {
        return grouped(systems, s -> s.problem().key() + "\n" + s.release()).stream()
                .map(group -> best(group, MeasuredSystem::performance).values().stream()
                        .sorted(Comparator.comparing(MeasuredSystem::secondsPerIteration))
                        .toList())
                .filter(group -> group.size() > 1)
                .toList();
    }

    /**
     * Every two machines that share problems.
     *
     * @return by names
     */
    public List<PairScore> scores() {
        List<List<MeasuredSystem>> groups = grouped(systems, s -> s.problem().key() + "\n" + s.release());
        List<String> machines = systems.stream()
                .map(MeasuredSystem::machine)
                .distinct()
                .sorted()
                .toList();
        List<PairScore> scores = new ArrayList<>();
        for (int i = 0; i < machines.size(); i++) {
            for (int j = i + 1; j < machines.size(); j++) {
                score(groups, machines.get(i), machines.get(j)).ifPresent(scores::add);
            }
        }
        return Collections.unmodifiableList(scores);
    }

    private static Optional<PairScore> score(List<List<MeasuredSystem>> groups, String first, String second) {
        List<List<MeasuredSystem>> both = groups.stream()
                .filter(group -> has(group, first) && has(group, second))
                .toList();
        if (both.isEmpty()) {
            return Optional.empty();
        }
        ToDoubleFunction<MeasuredSystem> time = MeasuredSystem::performance;
        ToDoubleFunction<MeasuredSystem> unit = MeasuredSystem::performancePerUnit;
        ToDoubleFunction<MeasuredSystem> node = s -> s.performance() / s.nodes();
        return Optional.of(new PairScore(
                first,
                second,
                both.size(),
                mean(both, first, time),
                mean(both, second, time),
                mean(both, first, unit) / mean(both, second, unit),
                mean(both, first, node) / mean(both, second, node)));
    }

    private static boolean has(List<MeasuredSystem> group, String machine) {
        return group.stream().anyMatch(s -> s.machine().equals(machine));
    }

    /** Geometric mean of the best. */
    private static double mean(
            List<List<MeasuredSystem>> groups, String machine, ToDoubleFunction<MeasuredSystem> performance) {
        double logs = 0;
        for (List<MeasuredSystem> group : groups) {
            logs += Math.log(group.stream()
                    .filter(s -> s.machine().equals(machine))
                    .mapToDouble(performance)
                    .max()
                    .orElseThrow());
        }
        return Math.exp(logs / groups.size());
    }
}
