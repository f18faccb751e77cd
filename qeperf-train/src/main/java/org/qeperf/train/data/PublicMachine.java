package org.qeperf.train.data;

import java.util.Optional;
import org.qeperf.api.feature.Machine;

/**
 * What runs show of a machine that nobody describes: it has at least the cores that a run used on a node, and the memory that
 * a run found or estimated. Runs of one repository with the same words for the machine are taken as made on one machine.
 * Where no run tells how many nodes it used, a node is taken to have {@value #MOST_CORES} cores, or all that were used if
 * these are fewer; where no run tells of memory, {@value #GIBIBYTES_PER_CORE} GiB for each core.
 */
final class PublicMachine {

    private static final double MEBIBYTE = 1 << 20;
    private static final int MOST_CORES = 40;
    private static final long GIBIBYTES_PER_CORE = 2;

    private int cores;
    private int coresOfRun;
    private long memoryFoundBytes;
    private long memoryNeededBytes;

    static String key(PublicRow row) {
        return row.required("repo") + "\n" + row.text("machine").orElse("");
    }

    void add(PublicRow row) {
        int ranks = row.count("n_mpi").orElse(0);
        boolean known = ranks == 1 || row.count("n_nodes_best").isPresent();
        int nodes = Math.max(1, row.count("n_nodes_best").orElse(1));
        if (known) {
            long most = mostOnNode(row.large("n_cores").orElse(0), nodes);
            cores = (int) Math.max(cores, Math.min(Integer.MAX_VALUE, most));
        }
        coresOfRun = (int)
                Math.max(coresOfRun, Math.min(MOST_CORES, row.large("n_cores").orElse(ranks)));
        double found = row.number("mem_node_MiB").orElse(0) * MEBIBYTE;
        double needed =
                row.number("ram_max_MB").orElse(0) * MEBIBYTE * (known ? Math.max(1, mostOnNode(ranks, nodes)) : 1);
        memoryFoundBytes = Math.max(memoryFoundBytes, (long) found);
        memoryNeededBytes = Math.max(memoryNeededBytes, (long) needed);
    }

    /** Some node has so many, however they are spread. */
    private static long mostOnNode(long all, int nodes) {
        return (all + nodes - 1) / nodes;
    }

    /** The machine, where the runs show anything. */
    Optional<Machine> machine(PublicRow row) {
        int coresOfNode = cores > 0 ? cores : coresOfRun;
        long memory = memoryFoundBytes > 0 ? memoryFoundBytes : memoryNeededBytes;
        return coresOfNode > 0
                ? Optional.of(new Machine(
                        row.text("machine").orElse(row.required("repo")),
                        coresOfNode,
                        memory > 0 ? memory : coresOfNode * GIBIBYTES_PER_CORE << 30))
                : Optional.empty();
    }
}
