package org.qeperf.api.feature;

/**
 * How a run is spread over a machine: MPI ranks, threads, and the groups that ranks work in. Whether the simulation program
 * accepts it is another question, see {@link Workload#problems}.
 *
 * @param nodes number of nodes, at least 1
 * @param tasksPerNode MPI ranks on each node, at least 1
 * @param threadsPerTask threads of each rank, at least 1
 * @param pools groups of ranks that share the k-points ({@code -nk}), at least 1
 * @param diagonalizationRanks ranks that share the linear algebra of a pool ({@code -nd}), or {@link #PROGRAM_CHOOSES}
 * @param taskGroups groups of ranks that share the Fourier transforms of a pool ({@code -nt}), at least 1
 */
public record Layout(
        int nodes, int tasksPerNode, int threadsPerTask, int pools, int diagonalizationRanks, int taskGroups) {

    /** Leaves {@link #diagonalizationRanks} to the simulation program. */
    public static final int PROGRAM_CHOOSES = 0;

    /** Checks the numbers. */
    public Layout {
        requirePositive("nodes", nodes);
        requirePositive("tasks per node", tasksPerNode);
        requirePositive("threads per task", threadsPerTask);
        requirePositive("pools", pools);
        requirePositive("task groups", taskGroups);
        if (diagonalizationRanks != PROGRAM_CHOOSES) {
            requirePositive("ranks of the linear algebra group", diagonalizationRanks);
        }
        long ranks = (long) nodes * tasksPerNode;
        if (ranks > Integer.MAX_VALUE || ranks * threadsPerTask > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    nodes + " nodes x " + tasksPerNode + " tasks x " + threadsPerTask + " threads are too many cores");
        }
    }

    /**
     * One task group, and linear algebra as the program chooses.
     *
     * @param nodes number of nodes, at least 1
     * @param tasksPerNode MPI ranks on each node, at least 1
     * @param threadsPerTask threads of each rank, at least 1
     * @param pools groups of ranks that share the k-points ({@code -nk}), at least 1
     */
    public Layout(int nodes, int tasksPerNode, int threadsPerTask, int pools) {
        this(nodes, tasksPerNode, threadsPerTask, pools, PROGRAM_CHOOSES, 1);
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
     * @return ranks divided by pools, rounded down, at least 1
     */
    public int ranksPerPool() {
        return Math.max(1, ranks() / pools);
    }

    /**
     * Number of cores in use.
     *
     * @return ranks times threads per task
     */
    public int cores() {
        return ranks() * threadsPerTask;
    }

    /**
     * For people.
     *
     * @return such as {@code 2 nodes x 4 tasks x 1 thread, 2 pools}; the other groups only where they were chosen
     */
    @Override
    public String toString() {
        return count(nodes, "node") + " x " + count(tasksPerNode, "task") + " x " + count(threadsPerTask, "thread")
                + ", " + count(pools, "pool")
                + (diagonalizationRanks == PROGRAM_CHOOSES
                        ? ""
                        : ", " + count(diagonalizationRanks, "rank") + " of the linear algebra group")
                + (taskGroups == 1 ? "" : ", " + taskGroups + " task groups");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("the number of " + what + " is " + value + "; expected at least 1");
        }
    }
}
