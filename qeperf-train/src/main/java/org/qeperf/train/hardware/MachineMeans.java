package org.qeperf.train.hardware;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Means over the systems of one machine. They depend on which problems it was given, so they compare machines only over the
 * same problems.
 *
 * @param machine its name
 * @param systems how many systems
 * @param problems how many problems
 * @param runs how many runs
 * @param meanSeconds arithmetic mean of the times of an iteration
 * @param meanPerformance arithmetic mean of their inverse, 1/s
 * @param relativePerformance mean of the performances times the part of the node's operations, 1/s; empty where rates are missing
 * @param potentialFlop mean of time times peak of what was used: operations that could have been done; empty without peak
 */
public record MachineMeans(
        String machine,
        int systems,
        int problems,
        int runs,
        double meanSeconds,
        double meanPerformance,
        OptionalDouble relativePerformance,
        OptionalDouble potentialFlop) {

    /**
     * Means of one machine.
     *
     * @param machine its name
     * @param systems its systems, at least one
     * @return the means
     */
    static MachineMeans of(String machine, List<MeasuredSystem> systems) {
        return new MachineMeans(
                machine,
                systems.size(),
                (int) systems.stream().map(MeasuredSystem::problem).distinct().count(),
                systems.stream().mapToInt(MeasuredSystem::runs).sum(),
                systems.stream()
                        .mapToDouble(MeasuredSystem::secondsPerIteration)
                        .average()
                        .orElseThrow(),
                systems.stream()
                        .mapToDouble(MeasuredSystem::performance)
                        .average()
                        .orElseThrow(),
                mean(systems, MeasuredSystem::relativePerformance),
                mean(systems, system -> {
                    OptionalDouble peak = system.peakFlopPerS();
                    return peak.isPresent()
                            ? OptionalDouble.of(peak.getAsDouble() * system.secondsPerIteration())
                            : peak;
                }));
    }

    private static OptionalDouble mean(List<MeasuredSystem> systems, Function<MeasuredSystem, OptionalDouble> value) {
        return systems.stream()
                .map(value)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }
}
