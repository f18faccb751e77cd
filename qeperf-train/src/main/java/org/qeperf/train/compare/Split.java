package org.qeperf.train.compare;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.qeperf.api.TrainingException;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.evaluate.SystemFolds;

/**
 * Rows to learn from and rows to measure on. Nobody may modify its arrays.
 *
 * @param training indices of rows in ascending order
 * @param test indices of the other rows in ascending order
 */
record Split(int[] training, int[] test) {

    /**
     * Holds rows back by chance, whatever their system: one in so many, rounded up.
     *
     * @param data the rows
     * @param parts how many parts the rows make, one of which is held back
     * @param seed of the shuffling
     * @return the split
     */
    static Split random(Dataset data, int parts, long seed) {
        List<Integer> rows = IntStream.range(0, data.size()).boxed().collect(Collectors.toList());
        Collections.shuffle(rows, new Random(seed));
        int[] shuffled = rows.stream().mapToInt(row -> row).toArray();
        int held = (data.size() + parts - 1) / parts;
        int[] test = Arrays.copyOf(shuffled, held);
        int[] training = Arrays.copyOfRange(shuffled, held, shuffled.length);
        Arrays.sort(test);
        Arrays.sort(training);
        return new Split(training, test);
    }

    /**
     * Holds whole systems back: the first of as many folds that is no larger than its share, since one system may fill a fold
     * of twice the size.
     *
     * @param data the rows
     * @param parts how many parts the systems make, one of which is held back
     * @param seed of the shuffling
     * @return the split
     * @throws TrainingException if there are fewer systems than parts
     */
    static Split bySystem(Dataset data, int parts, long seed) {
        return folds(data, parts, seed).stream()
                .filter(split -> (long) split.test().length * parts <= data.size())
                .findFirst()
                .orElseThrow();
    }

    /**
     * Holds each system back once.
     *
     * @param data the rows
     * @param parts number of folds
     * @param seed of the shuffling
     * @return a split for each fold; every row is in one of their tests
     * @throws TrainingException if there are fewer systems than folds
     */
    static List<Split> folds(Dataset data, int parts, long seed) {
        SystemFolds folds = SystemFolds.of(data, parts, seed);
        return IntStream.range(0, parts)
                .mapToObj(fold -> new Split(folds.training(fold), folds.heldOut(fold)))
                .toList();
    }

    /** How many rows are measured on although other rows of their system are learnt from. */
    int rowsOfKnownSystems(Dataset data) {
        Set<String> known = new HashSet<>();
        for (int row : training) {
            known.add(system(data, row));
        }
        return (int) Arrays.stream(test)
                .filter(row -> known.contains(system(data, row)))
                .count();
    }

    private static String system(Dataset data, int row) {
        return data.runs().get(row).system().orElseThrow();
    }
}
