package org.qeperf.train.hardware;

import java.util.Optional;

/**
 * How performance goes with a descriptor.
 *
 * @param descriptor name of the descriptor
 * @param unit its unit
 * @param perUnit whether both are those of one core or accelerator, of the best system of each machine; otherwise both are those
 *     of all systems
 * @param machines machines that the points are of
 * @param described systems of the groups that have the descriptor
 * @param correlation nothing if the descriptor does not vary within any group
 */
public record DescriptorEffect(
        String descriptor,
        String unit,
        boolean perUnit,
        int machines,
        int described,
        Optional<Correlation> correlation) {}
