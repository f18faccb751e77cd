package org.qeperf.train.hardware;

import java.util.Optional;

/**
 * How performance goes with a descriptor.
 *
 * @param descriptor name of the descriptor
 * @param unit its unit
 * @param perUnit whether both are those of one core or accelerator, of the best system of each machine; otherwise both are those
 *     of all systems
 * @param machines machines that the points are of; without a correlation those of the described systems
 * @param described systems of all groups that have the descriptor, also of groups in which it does not vary
 * @param correlation nothing if there is none to tell
 * @param remark why there is none; empty if there is one
 */
public record DescriptorEffect(
        String descriptor,
        String unit,
        boolean perUnit,
        int machines,
        int described,
        Optional<Correlation> correlation,
        String remark) {

    /** No machine file tells of it. */
    static final String NOT_KNOWN = "not known";

    /** No group has two systems that it is known of, or for a core or accelerator two machines. */
    static final String ALONE = "nothing to compare";

    /** It is the same for all systems of each group. */
    static final String CONSTANT = "does not vary";

    /** It is the number of cores or accelerators times a factor, so it tells the same as that. */
    static final String PROPORTIONAL = "as their number";
}
