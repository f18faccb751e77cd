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

    /** What jobs get of the installed memory where nobody says: the least of the catalogue's machines whose sites do say. */
    static final double SHARE_FOR_JOBS = 0.8;

    /**
     * What a job can count on.
     *
     * @return bytes for jobs, or four fifths of the installed ones where nobody says what the system keeps; empty where nobody
     *     tells either
     */
    public OptionalLong usableBytes() {
        return optional(forJobsBytes
                .map(Sourced::value)
                .or(() -> bytes.map(installed -> (long) (SHARE_FOR_JOBS * installed.value()))));
    }

    /**
     * More than what a job is surely refused.
     *
     * @return bytes for jobs, or the installed ones where nobody says what the system keeps; empty where nobody tells either
     */
    public OptionalLong mostBytes() {
        return optional(forJobsBytes.or(() -> bytes).map(Sourced::value));
    }

    private static OptionalLong optional(Optional<Long> value) {
        return value.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
