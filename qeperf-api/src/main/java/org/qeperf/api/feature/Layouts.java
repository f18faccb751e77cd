package org.qeperf.api.feature;

import java.util.Arrays;

/**
 * Many layouts in one array, for searches that look at millions: {@value #NUMBERS} numbers each, in the order of the
 * components of {@link Layout}. Grows while it is filled; not safe for concurrent modification.
 */
public final class Layouts {

    private static final int NUMBERS = 6;

    private int[] numbers = new int[NUMBERS * 1024];
    private int size;

    /** Creates an empty list. */
    public Layouts() {}

    /**
     * Adds a layout. Only its numbers are kept, and they are not checked.
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
