package org.qeperf.train.registry;

import org.qeperf.api.predict.Target;

/**
 * What a model is asked for: a quantity on a machine.
 *
 * @param target the quantity
 * @param machine name of the machine in lower case, or {@link #ANY_MACHINE}
 */
public record Slot(Target target, String machine) {

    /** Stands for all machines that have no model of their own. */
    public static final String ANY_MACHINE = "any";

    /** Checks the name. */
    public Slot {
        if (!machine.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("machine '" + machine
                    + "'; expected lower-case letters, digits, hyphens, underscores and periods, at most 64");
        }
    }
}
