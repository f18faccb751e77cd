package org.qeperf.api.feature;

/**
 * How a run is spread over a machine: MPI ranks, threads and pools of k-points.
 *
 * @param nodes number of nodes, at least 1
 * @param tasksPerNode MPI ranks on each node, at least 1
 * @param threadsPerTask threads of each rank, at least 1
 * @param pools groups of ranks that share the k-points ({@code -nk}), a divisor of the number of ranks
 */
public record Layout(int nodes, int tasksPerNode, int threadsPerTask, int pools) {

    /** Checks the numbers. */
    public Layout {
        requirePositive("nodes", nodes);
        requirePositive("tasks per node", tasksPerNode);
        requirePositive("threads per task", threadsPerTask);
        requirePositive("pools", pools);
        long ranks = (long) nodes * tasksPerNode;
        if (ranks * threadsPerTask > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    nodes + " nodes x " + tasksPerNode + " tasks x " + threadsPerTask + " threads are too many cores");
        }
        if (ranks % pools != 0) {
            throw new IllegalArgumentException(
                    pools + " pools do not divide " + ranks + " ranks; expected a divisor of the number of ranks");
        }
    }

    /**
     * One rank, one thread, one pool.
     *
     * @return the serial layout
     */
    public static Layout serial() {
        return new Layout(1, 1, 1, 1);
    }

    /**
     * Number of MPI ranks.
     *
     * @return nodes times tasks per node
     */
    public int ranks() {
        return nodes * tasksPerNode;
    }

    /**
     * Number of ranks that share one k-point's work.
     *
     * @return ranks divided by pools
     */
    public int ranksPerPool() {
        return ranks() / pools;
    }

    /**
     * Number of cores in use.
     *
     * @return ranks times threads per task
     */
    public int cores() {
        return ranks() * threadsPerTask;
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("the number of " + what + " is " + value + "; expected at least 1");
        }
    }
}
