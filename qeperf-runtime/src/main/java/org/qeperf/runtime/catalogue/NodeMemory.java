package org.qeperf.runtime.catalogue;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The main memory of a node.
 *
 * @param bytes what is installed, where a source tells
 * @param forJobsBytes what jobs may have at most, where a source tells
 * @param bandwidthBytesPerS highest rate between all cores and memory, where a source tells
 */
public record NodeMemory(
        Optional<Sourced<Long>> bytes,
        Optional<Sourced<Long>> forJobsBytes,
        Optional<Sourced<Double>> bandwidthBytesPerS) {

    /**
     * What a job can count on.
     *
     * @return bytes for jobs, or the installed ones where nobody says what the system keeps; empty where nobody tells either
     */
    public OptionalLong usableBytes() {
        return forJobsBytes
                .or(() -> bytes)
                .map(known -> OptionalLong.of(known.value()))
                .orElse(OptionalLong.empty());
    }
}
