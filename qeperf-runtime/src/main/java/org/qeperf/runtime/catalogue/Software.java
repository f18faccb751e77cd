package org.qeperf.runtime.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a program is made ready on a machine.
 *
 * @param name short name in lower case, such as {@value #QUANTUM_ESPRESSO}
 * @param version its release, where told
 * @param source key of a source of its {@link Cluster}
 * @param modules commands of the module system, in order, nothing else
 * @param environment variables to set besides, by name
 * @param usesAccelerator whether this build works on accelerators
 */
public record Software(
        String name,
        Optional<String> version,
        String source,
        List<String> modules,
        Map<String, String> environment,
        boolean usesAccelerator) {

    /** The name of the software that has pw.x. */
    public static final String QUANTUM_ESPRESSO = "qe";

    /** Copies the collections. */
    public Software {
        modules = List.copyOf(modules);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
