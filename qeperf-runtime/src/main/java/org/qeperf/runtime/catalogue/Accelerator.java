package org.qeperf.runtime.catalogue;

import java.util.Optional;

/**
 * The accelerators of a node, all alike. Rates and sizes are those of one.
 *
 * @param model name
 * @param count accelerators of a node, as the batch system counts them
 * @param memoryBytes memory of its own
 * @param memoryBandwidthBytesPerS highest rate to that
 * @param peakFlopPerS operations on doubles in a second, without matrix units
 * @param peakSingleFlopPerS the same on single precision
 * @param cores its cores, by its maker's way of counting
 * @param clockHz its highest clock
 * @param perChargedUnit how many of them the site charges for as one, where that is not each
 */
public record Accelerator(
        Sourced<String> model,
        Sourced<Integer> count,
        Optional<Sourced<Long>> memoryBytes,
        Optional<Sourced<Double>> memoryBandwidthBytesPerS,
        Optional<Sourced<Double>> peakFlopPerS,
        Optional<Sourced<Double>> peakSingleFlopPerS,
        Optional<Sourced<Integer>> cores,
        Optional<Sourced<Double>> clockHz,
        Optional<Sourced<Integer>> perChargedUnit) {

    /**
     * What a site that charges for accelerators charges a node for.
     *
     * @return accelerators of a node over those that count as one
     */
    public int chargedUnits() {
        return count.value() / perChargedUnit.map(Sourced::value).orElse(1);
    }
}
