package org.qeperf.runtime.advise;

/**
 * The layouts that may be chosen.
 *
 * @param nodes numbers of nodes
 * @param tasksPerNode numbers of MPI ranks on each node
 * @param threadsPerTask numbers of threads of each rank
 * @param pools numbers of pools
 * @param maxCores most cores in use, ranks times threads, at least 1
 * @param nodeCounts which numbers of nodes are tried
 */
public record Bounds(
        Range nodes, Range tasksPerNode, Range threadsPerTask, Range pools, int maxCores, NodeCounts nodeCounts) {

    /** More than any machine has. */
    private static final int MOST_NODES = 100_000;

    /** Which numbers of nodes are tried. */
    public enum NodeCounts {
        /**
         * All up to 16, then eight from one power of two to the next, those that divide the k-points, and the largest
         * allowed.
         */
        SOME,
        /** Each one. */
        ALL
    }

    /** Checks the number of cores. */
    public Bounds {
        if (maxCores < 1) {
            throw new IllegalArgumentException("at most " + maxCores + " cores; expected at least 1");
        }
        if (nodes.most() > MOST_NODES) {
            throw new IllegalArgumentException("up to " + nodes.most() + " nodes; expected at most " + MOST_NODES);
        }
    }

    /** The largest number of nodes on which the fewest ranks and threads are not too many cores; 0 if there is none. */
    int mostNodes() {
        long cores = (long) tasksPerNode.least() * threadsPerTask.least();
        return (int) Math.min(nodes.most(), maxCores / cores);
    }

    /**
     * All layouts up to a number of nodes.
     *
     * @param maxNodes most nodes, at least 1
     * @return the bounds
     */
    public static Bounds upTo(int maxNodes) {
        return new Bounds(Range.upTo(maxNodes), Range.ANY, Range.ANY, Range.ANY, Integer.MAX_VALUE, NodeCounts.SOME);
    }
}
