package org.qeperf.runtime.catalogue;

import java.util.Optional;

/**
 * The main memory of a node.
 *
 * @param bytes what is installed
 * @param forJobsBytes what jobs may have at most, where a source tells
 * @param bandwidthBytesPerS highest rate between all cores and memory, where a source tells
 */
public record NodeMemory(
        Sourced<Long> bytes, Optional<Sourced<Long>> forJobsBytes, Optional<Sourced<Double>> bandwidthBytesPerS) {

    /**
     * What a job can count on.
     *
     * @return bytes for jobs, or the installed ones where nobody says what the system keeps
     */
    public long usableBytes() {
        return forJobsBytes.orElse(bytes).value();
    }
}
