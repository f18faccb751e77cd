package org.qeperf.runtime.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The machines that have a name: those that ship with qeperf, those of a user's folder, which come first, and {@code local}.
 * Immutable and safe for concurrent use.
 */
public final class Clusters {

    private final List<Cluster> all;

    private Clusters(List<Cluster> all) {
        this.all = List.copyOf(all);
    }

    /**
     * The machines that ship.
     *
     * @return a new catalogue
     */
    public static Clusters shipped() {
        return new Clusters(List.of());
    }

    /**
     * These machines and those of a folder, whose names win.
     *
     * @param folder a folder of machine files (*.json)
     * @return a new catalogue
     */
    public Clusters with(Path folder) {
        throw new UnsupportedOperationException(folder.toString());
    }

    /**
     * All machines.
     *
     * @return by name
     */
    public List<Cluster> all() {
        return all;
    }

    /**
     * Finds where a job goes.
     *
     * @param machine name or alias of a machine; case and marks between the words do not matter
     * @param partition name of a partition; empty for the machine's default
     * @return the destination
     */
    public Destination find(String machine, Optional<String> partition) {
        throw new UnsupportedOperationException(machine + partition);
    }
}
