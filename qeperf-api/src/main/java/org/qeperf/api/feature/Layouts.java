package org.qeperf.api.feature;

import java.util.Arrays;

/**
 * Many layouts in one array, for searches that look at millions: the components of {@link Layout} in their order, then
 * the ranks of a pool, which rows ask for again and again. Grows while it is filled; not safe for concurrent modification.
 */
public final class Layouts {

    private static final int NUMBERS = 7;

    private int[] numbers;
    private int size;

    /** Creates an empty list. */
    public Layouts() {
        this(1024);
    }

    private Layouts(int capacity) {
        numbers = new int[NUMBERS * capacity];
    }

    /**
     * A list of one layout.
     *
     * @param layout the layout
     * @return a new list
     */
    public static Layouts of(Layout layout) {
        Layouts one = new Layouts(1);
        one.add(
                layout.nodes(),
                layout.tasksPerNode(),
                layout.threadsPerTask(),
                layout.pools(),
                layout.diagonalizationRanks(),
                layout.taskGroups());
        return one;
    }

    /**
     * Adds a layout. Only its numbers are kept, and they are not checked; pools may not be 0.
     *
     * @param nodes number of nodes
     * @param tasksPerNode MPI ranks on each node
     * @param threadsPerTask threads of each rank
     * @param pools groups of ranks that share the k-points
     * @param diagonalizationRanks ranks of the linear algebra group, or {@link Layout#PROGRAM_CHOOSES}
     * @param taskGroups groups of ranks that share the Fourier transforms
     */
    public void add(
            int nodes, int tasksPerNode, int threadsPerTask, int pools, int diagonalizationRanks, int taskGroups) {
        int at = size * NUMBERS;
        if (at == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        numbers[at] = nodes;
        numbers[at + 1] = tasksPerNode;
        numbers[at + 2] = threadsPerTask;
        numbers[at + 3] = pools;
        numbers[at + 4] = diagonalizationRanks;
        numbers[at + 5] = taskGroups;
        numbers[at + 6] = Math.max(1, nodes * tasksPerNode / pools);
        size++;
    }

    /**
     * Number of layouts.
     *
     * @return possibly 0
     */
    public int size() {
        return size;
    }

    /**
     * Number of nodes.
     *
     * @param i index of a layout
     * @return nodes
     */
    public int nodes(int i) {
        return numbers[NUMBERS * i];
    }

    /**
     * MPI ranks on each node.
     *
     * @param i index of a layout
     * @return tasks per node
     */
    public int tasksPerNode(int i) {
        return numbers[NUMBERS * i + 1];
    }

    /**
     * Threads of each rank.
     *
     * @param i index of a layout
     * @return threads per task
     */
    public int threadsPerTask(int i) {
        return numbers[NUMBERS * i + 2];
    }

    /**
     * Groups of ranks that share the k-points.
     *
     * @param i index of a layout
     * @return pools
     */
    public int pools(int i) {
        return numbers[NUMBERS * i + 3];
    }

    /**
     * Ranks of the linear algebra group.
     *
     * @param i index of a layout
     * @return their number, or {@link Layout#PROGRAM_CHOOSES}
     */
    public int diagonalizationRanks(int i) {
        return numbers[NUMBERS * i + 4];
    }

    /**
     * Groups of ranks that share the Fourier transforms.
     *
     * @param i index of a layout
     * @return task groups
     */
    public int taskGroups(int i) {
        return numbers[NUMBERS * i + 5];
    }

    /**
     * Number of MPI ranks.
     *
     * @param i index of a layout
     * @return nodes times tasks per node
     */
    public int ranks(int i) {
        return nodes(i) * tasksPerNode(i);
    }

    /**
     * Number of ranks that share one k-point's work.
     *
     * @param i index of a layout
     * @return ranks divided by pools, rounded down, at least 1
     */
    public int ranksPerPool(int i) {
        return numbers[NUMBERS * i + 6];
    }

    /**
     * Number of cores in use.
     *
     * @param i index of a layout
     * @return ranks times threads per task
     */
    public int cores(int i) {
        return ranks(i) * threadsPerTask(i);
    }

    /**
     * One of them as an object.
     *
     * @param i index of a layout
     * @return the layout
     */
    public Layout get(int i) {
        return new Layout(
                nodes(i), tasksPerNode(i), threadsPerTask(i), pools(i), diagonalizationRanks(i), taskGroups(i));
    }
}
