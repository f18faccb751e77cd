package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of a script besides its module block, which is renewed in any case.
 *
 * @param partition partition of the new machine, where the question names another machine than the script's own; empty for its default
 * @param add software to add to the module block
 * @param remove software to take out of it
 * @param apply whether to take over time, memory and layout from the forecast
 */
public record ScriptUpdate(Optional<String> partition, List<String> add, List<String> remove, boolean apply) {

    /** Nothing but the module block. */
    public static final ScriptUpdate MODULES = new ScriptUpdate(Optional.empty(), List.of(), List.of(), false);

    /** Copies the lists. */
    public ScriptUpdate {
        add = List.copyOf(add);
        remove = List.copyOf(remove);
    }
}
