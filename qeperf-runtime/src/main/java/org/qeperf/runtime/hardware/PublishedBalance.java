package org.qeperf.runtime.hardware;

import java.util.OptionalDouble;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.catalogue.Sourced;

/**
 * What the literature says of balances in single precision: processors at about 0.025 Tflop/s for each GB/s are bound by
 * arithmetic, accelerators up to 20 Tflop/s for each TB/s severely by memory. Its tables print both numbers under one unit;
 * read so, both are flop/byte. A claim to compare machines with, no rule.
 */
public final class PublishedBalance {

    /** 0.025 Tflop/s for each GB/s, flop/byte in single precision. */
    public static final double PROCESSORS = 25;

    /** 20 Tflop/s for each TB/s, flop/byte in single precision. */
    public static final double ACCELERATORS = 20;

    /** A vector holds twice as many numbers in single precision. */
    private static final double SINGLE_OVER_DOUBLE = 2;

    private PublishedBalance() {}

    /**
     * The balance of a kind of devices in single precision.
     *
     * @param type a kind of nodes
     * @param device which of its devices
     * @return flop/byte: of processors twice that in double precision, of accelerators by the single-precision peak of the
     *     machine file; empty where that is not known
     */
    public static OptionalDouble single(NodeType type, Device device) {
        if (device == Device.PROCESSORS) {
            return type.processor()
                    .peakFlopPerS()
                    .flatMap(peak -> type.memory()
                            .bandwidthBytesPerS()
                            .map(bandwidth -> OptionalDouble.of(SINGLE_OVER_DOUBLE * peak.value() / bandwidth.value())))
                    .orElse(OptionalDouble.empty());
        }
        return type.accelerator()
                .flatMap(one -> one.peakSingleFlopPerS()
                        .map(Sourced::value)
                        .flatMap(peak -> one.memoryBandwidthBytesPerS()
                                .map(bandwidth -> OptionalDouble.of(peak / bandwidth.value()))))
                .orElse(OptionalDouble.empty());
    }
}
