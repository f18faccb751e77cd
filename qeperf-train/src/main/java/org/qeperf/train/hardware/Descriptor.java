package org.qeperf.train.hardware;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.qeperf.runtime.catalogue.Accelerator;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.catalogue.Sourced;
import org.qeperf.runtime.hardware.Device;

/** What describes a system. Of nodes used in part, the part of their cores or accelerators that worked counts. */
public enum Descriptor {
    /** Cores, or accelerators where these did the arithmetic. */
    UNITS("cores or accelerators", "1", true, type -> Optional.of(1.0), one -> Optional.of(1.0)),
    /** Clock that the maker promises; of accelerators the highest. */
    CLOCK(
            "clock",
            "Hz",
            false,
            type -> type.processor().clockHz().map(Sourced::value),
            one -> one.clockHz().map(Sourced::value)),
    /** Third-level caches; accelerators have none that files tell of. */
    L3(
            "L3 caches",
            "bytes",
            true,
            type -> type.processor().l3BytesPerNode().map(bytes -> (double) bytes.value() / cores(type)),
            one -> Optional.empty()),
    /** Bandwidth of memory. */
    BANDWIDTH(
            "bandwidth",
            "bytes/s",
            true,
            type -> type.memory().bandwidthBytesPerS().map(rate -> rate.value() / cores(type)),
            one -> one.memoryBandwidthBytesPerS().map(Sourced::value)),
    /** Peak rate on doubles. */
    PEAK(
            "peak",
            "flop/s",
            true,
            type -> type.processor().peakFlopPerS().map(rate -> rate.value() / cores(type)),
            one -> one.peakFlopPerS().map(Sourced::value)),
    /** Peak over bandwidth. */
    BALANCE(
            "balance",
            "flop/byte",
            false,
            type -> type.processor()
                    .peakFlopPerS()
                    .flatMap(peak -> type.memory().bandwidthBytesPerS().map(rate -> peak.value() / rate.value())),
            one -> one.peakFlopPerS()
                    .flatMap(peak -> one.memoryBandwidthBytesPerS().map(rate -> peak.value() / rate.value()))),
    /** Cores of a node, or its accelerators. */
    UNITS_PER_NODE(
            "cores or accelerators of a node",
            "1",
            false,
            type -> Optional.of((double) cores(type)),
            one -> Optional.of((double) one.count().value()));

    private final String label;
    private final String unit;
    private final boolean adds;
    private final Function<NodeType, Optional<Double>> ofCore;
    private final Function<Accelerator, Optional<Double>> ofAccelerator;

    Descriptor(
            String label,
            String unit,
            boolean adds,
            Function<NodeType, Optional<Double>> ofCore,
            Function<Accelerator, Optional<Double>> ofAccelerator) {
        this.label = label;
        this.unit = unit;
        this.adds = adds;
        this.ofCore = ofCore;
        this.ofAccelerator = ofAccelerator;
    }

    /**
     * The name in tables.
     *
     * @return some words
     */
    public String label() {
        return label;
    }

    /**
     * The name in documents.
     *
     * @return the name in lower case
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Its unit.
     *
     * @return an SI unit, or 1
     */
    public String unit() {
        return unit;
    }

    /**
     * Its value for all that a system used.
     *
     * @param system a system
     * @return positive, where the machine file tells
     */
    public OptionalDouble of(MeasuredSystem system) {
        OptionalDouble one = perUnit(system);
        return adds && one.isPresent() ? OptionalDouble.of(one.getAsDouble() * system.units()) : one;
    }

    /**
     * Its value for one core or accelerator of a system.
     *
     * @param system a system
     * @return positive, where the machine file tells
     */
    public OptionalDouble perUnit(MeasuredSystem system) {
        Optional<Double> value = system.device() == Device.PROCESSORS
                ? ofCore.apply(system.nodeType())
                : system.nodeType().accelerator().flatMap(ofAccelerator);
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static int cores(NodeType type) {
        return type.processor().cores().value();
    }
}
