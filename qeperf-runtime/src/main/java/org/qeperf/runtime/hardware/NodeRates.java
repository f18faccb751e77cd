package org.qeperf.runtime.hardware;

import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.runtime.catalogue.Accelerator;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.catalogue.Sourced;
import org.qeperf.runtime.machine.MachineFigure;
import org.qeperf.runtime.machine.MachineProfile;

/**
 * What a node can do at most, in double precision. A part is empty where peak or bandwidth is not known.
 *
 * @param machine name of the machine
 * @param nodeType name of the kind of nodes
 * @param cores cores of a node
 * @param oneCore one core alone where that was measured, or else its share while all work
 * @param processors all cores
 * @param accelerators all accelerators
 * @param node all that the node has; empty unless all parts are known
 * @param l2BytesPerCore second-level cache of a core
 */
public record NodeRates(
        String machine,
        String nodeType,
        int cores,
        Optional<Roof> oneCore,
        Optional<Roof> processors,
        Optional<Roof> accelerators,
        Optional<Roof> node,
        Optional<Long> l2BytesPerCore) {

    /**
     * The rates of a kind of nodes, as its machine file tells.
     *
     * @param cluster a machine
     * @param type one of its kinds of nodes
     * @return its rates
     */
    public static NodeRates of(Cluster cluster, NodeType type) {
        int cores = type.processor().cores().value();
        Optional<Roof> processors =
                roof(type.processor().peakFlopPerS(), type.memory().bandwidthBytesPerS());
        Optional<Roof> accelerators = type.accelerator().flatMap(NodeRates::accelerators);
        Optional<Roof> node =
                type.accelerator().isEmpty() ? processors : processors.flatMap(cpu -> accelerators.map(cpu::plus));
        return new NodeRates(
                cluster.name(),
                type.name(),
                cores,
                processors.map(roof -> roof.times(1.0 / cores)),
                processors,
                accelerators,
                node,
                type.processor().l2BytesPerCore().map(Sourced::value));
    }

    /**
     * The measured rates of a machine: fused multiply-adds in registers for the peak, STREAM triad for the bandwidth.
     *
     * @param profile what {@code qeperf machine probe} measured
     * @return its rates
     */
    public static NodeRates of(MachineProfile profile) {
        Cluster cluster = Cluster.of(profile);
        NodeRates rates = of(cluster, cluster.nodeTypes().get(0));
        Roof alone = new Roof(
                profile.value(MachineFigure.FMA_RATE_ONE_CORE), profile.value(MachineFigure.MEMORY_BANDWIDTH_ONE_CORE));
        return new NodeRates(
                rates.machine,
                rates.nodeType,
                rates.cores,
                Optional.of(alone),
                rates.processors,
                rates.accelerators,
                rates.node,
                rates.l2BytesPerCore);
    }

    /**
     * One of the two kinds of devices.
     *
     * @param device which
     * @return its rates
     */
    public Optional<Roof> of(Device device) {
        return device == Device.PROCESSORS ? processors : accelerators;
    }

    /**
     * The part of a node's operations that one kind of devices can do.
     *
     * @param type a kind of nodes
     * @param device which of its devices
     * @return at most 1; empty unless the peaks of all devices of the node are known
     */
    public static OptionalDouble share(NodeType type, Device device) {
        Optional<Double> processors = type.processor().peakFlopPerS().map(Sourced::value);
        Optional<Double> accelerators = type.accelerator()
                .flatMap(one -> one.peakFlopPerS()
                        .map(peak -> peak.value() * one.count().value()));
        Optional<Double> node = type.accelerator().isEmpty()
                ? processors
                : processors.flatMap(cores -> accelerators.map(others -> cores + others));
        return node.flatMap(all -> (device == Device.PROCESSORS ? processors : accelerators)
                        .map(own -> OptionalDouble.of(own / all)))
                .orElse(OptionalDouble.empty());
    }

    private static Optional<Roof> accelerators(Accelerator one) {
        return roof(one.peakFlopPerS(), one.memoryBandwidthBytesPerS())
                .map(roof -> roof.times(one.count().value()));
    }

    private static Optional<Roof> roof(Optional<Sourced<Double>> peak, Optional<Sourced<Double>> bandwidth) {
        return peak.flatMap(flop -> bandwidth.map(bytes -> new Roof(flop.value(), bytes.value())));
    }
}
