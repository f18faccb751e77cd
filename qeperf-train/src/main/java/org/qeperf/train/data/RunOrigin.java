package org.qeperf.train.data;

import java.util.Optional;

/**
 * Where a record comes from.
 *
 * @param id 16 hexadecimal digits of the digest of the run's own output; unique within a run file
 * @param source path of the output below the folder that was harvested, with {@code #2} for the second run in it
 * @param system what must not stand on both sides of a split: the reduced chemical formula
 * @param inputSha256 digest of the input file
 * @param outputSha256 digest of the output file
 */
public record RunOrigin(
        String id,
        String source,
        Optional<String> system,
        Optional<String> inputSha256,
        Optional<String> outputSha256) {}
