package org.qeperf.train.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.qeperf.api.TrainingException;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Grouping;

/** Divides rows into folds such that all rows of a physical system, or of another group, stand in one fold. */
public final class SystemFolds {

    private final int[] foldOfRow;
    private final int folds;

    private SystemFolds(int[] foldOfRow, int folds) {
        this.foldOfRow = foldOfRow;
        this.folds = folds;
    }

    /**
     * Divides: systems are shuffled, then each goes to the fold with the fewest rows so far.
     *
     * @param data the rows
     * @param folds number of folds, at least 2
     * @param seed of the shuffling
     * @return the folds
     * @throws TrainingException if there are fewer systems than folds
     */
    public static SystemFolds of(Dataset data, int folds, long seed) {
        return of(Grouping.of(data, Grouping.SYSTEM), folds, seed);
    }

    /**
     * Divides: groups are shuffled, then each goes to the fold with the fewest rows so far.
     *
     * @param grouping the group of each row
     * @param folds number of folds, at least 2
     * @param seed of the shuffling
     * @return the folds
     * @throws TrainingException if there are fewer groups than folds
     */
    public static SystemFolds of(Grouping grouping, int folds, long seed) {
        Map<String, List<Integer>> rowsOfSystem = new TreeMap<>();
        for (int row = 0; row < grouping.groups().size(); row++) {
            rowsOfSystem
                    .computeIfAbsent(grouping.groups().get(row), k -> new ArrayList<>())
                    .add(row);
        }
        if (folds < 2 || rowsOfSystem.size() < folds) {
            String groups = grouping.by().equals(Grouping.SYSTEM) ? "systems" : "groups by " + grouping.by();
            throw new TrainingException(rowsOfSystem.size() + " " + groups + " cannot be divided into " + folds
                    + " folds; expected at least 2 folds and as many " + groups);
        }
        List<List<Integer>> systems = new ArrayList<>(rowsOfSystem.values());
        Collections.shuffle(systems, new Random(seed));
        int[] size = new int[folds];
        int[] foldOfRow = new int[grouping.groups().size()];
        for (List<Integer> system : systems) {
            int fold = IntStream.range(0, folds)
                    .reduce((a, b) -> size[b] < size[a] ? b : a)
                    .orElseThrow();
            for (int row : system) {
                foldOfRow[row] = fold;
                size[fold]++;
            }
        }
        return new SystemFolds(foldOfRow, folds);
    }

    /**
     * Number of folds.
     *
     * @return at least 2
     */
    public int count() {
        return folds;
    }

    /**
     * Rows to learn from while a fold is held out.
     *
     * @param fold index from 0
     * @return row indices in ascending order
     */
    public int[] training(int fold) {
        return IntStream.range(0, foldOfRow.length)
                .filter(row -> foldOfRow[row] != fold)
                .toArray();
    }

    /**
     * Rows held out.
     *
     * @param fold index from 0
     * @return row indices in ascending order
     */
    public int[] heldOut(int fold) {
        return IntStream.range(0, foldOfRow.length)
                .filter(row -> foldOfRow[row] == fold)
                .toArray();
    }
}
