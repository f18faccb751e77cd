package org.qeperf.train.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;

/**
 * Divides rows into those to learn from and those to measure on. Rows, plan and seed alone decide. A share of the rows is rounded,
 * half up; folds by chance differ by at most one row; groups are shuffled, then each goes to the fold with the fewest rows so far.
 */
public final class Divider {

    private static final long MOST_INDICES = 100_000_000;

    private Divider() {}

    /**
     * Divides rows.
     *
     * @param validation how; {@link Validation.Automatic} as for a selection without a test
     * @param rows the rows
     * @param seed where all chance comes from
     * @return the folds, at least one, with at least one row on each side
     * @throws TrainingException if the rows cannot be divided so
     */
    public static List<Fold> divide(Validation validation, RowValues rows, long seed) {
        if (rows.count() < 1) {
            throw new TrainingException("there is no row to divide");
        }
        Validation how = validation.forSelection(new Validation.None(), rows);
        if (how instanceof Validation.HoldOut holdOut) {
            return List.of(holdOut(holdOut.ratio(), rows.count(), seed));
        }
        if (how instanceof Validation.KFold kFold) {
            return kFold(kFold.folds(), rows.count(), seed);
        }
        if (how instanceof Validation.Interpolation interpolation) {
            return List.of(fold(
                    Between.held(interpolation, rows),
                    "expected values to hold out, or a step below the number of a column's different values"));
        }
        if (how instanceof Validation.Extrapolation extrapolation) {
            return List.of(extrapolation(extrapolation, rows));
        }
        if (how instanceof Validation.Extrapolations several) {
            return several.folds().stream()
                    .map(each -> extrapolation(each, rows))
                    .toList();
        }
        if (how instanceof Validation.Groups groups) {
            return groups(groups, rows, seed);
        }
        if (how instanceof Validation.Rows given) {
            return List.of(given(given.rows(), rows.count()));
        }
        int[] all = IntStream.range(0, rows.count()).toArray();
        return List.of(new Fold(all, all));
    }

    private static Fold holdOut(double ratio, int count, long seed) {
        if (!(ratio > 0 && ratio < 1)) {
            throw new TrainingException(
                    "a share of " + ratio + " rows cannot be held out; expected above 0 and below 1");
        }
        requireTwo(count);
        int held = (int) Math.max(1, Math.min(count - 1, Math.round(ratio * count)));
        boolean[] out = new boolean[count];
        int[] shuffled = shuffled(count, seed);
        for (int i = 0; i < held; i++) {
            out[shuffled[i]] = true;
        }
        return new Fold(indices(out, false), indices(out, true));
    }

    private static void requireTwo(int count) {
        if (count < 2) {
            throw new TrainingException("one row cannot be divided; expected 2 or more");
        }
    }

    private static List<Fold> kFold(int folds, int count, long seed) {
        requireTwo(count);
        if (folds < 2 || folds > count) {
            throw new TrainingException(
                    count + " rows cannot be divided into " + folds + " folds; expected 2 to " + count);
        }
        requireRoom(folds, count);
        int[] shuffled = shuffled(count, seed);
        int[] foldOfRow = new int[count];
        for (int i = 0; i < count; i++) {
            foldOfRow[shuffled[i]] = i % folds;
        }
        return folds(foldOfRow, folds);
    }

    private static void requireRoom(int folds, int count) {
        if ((long) folds * count > MOST_INDICES) {
            throw new TrainingException(count + " rows in " + folds
                    + " folds are too many to hold; expected folds times rows of at most " + MOST_INDICES);
        }
    }

    private static List<Fold> folds(int[] foldOfRow, int folds) {
        List<Fold> made = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            boolean[] out = new boolean[foldOfRow.length];
            for (int row = 0; row < out.length; row++) {
                out[row] = foldOfRow[row] == fold;
            }
            made.add(new Fold(indices(out, false), indices(out, true)));
        }
        return List.copyOf(made);
    }

    private static Fold extrapolation(Validation.Extrapolation extrapolation, RowValues rows) {
        String none = extrapolation.below().isEmpty()
                ? "none is above a bound of " + extrapolation.above()
                : "none is above a bound of " + extrapolation.above() + " or below one of " + extrapolation.below();
        return fold(beyond(extrapolation, rows), none);
    }

    /** Whether rows are beyond a bound. */
    static boolean[] beyond(Validation.Extrapolation extrapolation, RowValues rows) {
        boolean[] out = new boolean[rows.count()];
        extrapolation.above().forEach((column, bound) -> {
            double[] values = rows.numbersOf(column);
            for (int row = 0; row < out.length; row++) {
                out[row] |= values[row] > bound;
            }
        });
        extrapolation.below().forEach((column, bound) -> {
            double[] values = rows.numbersOf(column);
            for (int row = 0; row < out.length; row++) {
                out[row] |= values[row] < bound;
            }
        });
        return out;
    }

    private static Fold fold(boolean[] out, String none) {
        Fold fold = new Fold(indices(out, false), indices(out, true));
        if (fold.heldOut().length == 0) {
            throw new TrainingException("no row is held out; " + none);
        }
        if (fold.training().length == 0) {
            throw new TrainingException("each of the " + out.length + " rows is held out; expected some to learn from");
        }
        return fold;
    }

    private static List<Fold> groups(Validation.Groups groups, RowValues rows, long seed) {
        Map<String, List<Integer>> rowsOfGroup = new TreeMap<>();
        String[] labels = rows.labelsOf(groups.column());
        for (int row = 0; row < labels.length; row++) {
            rowsOfGroup.computeIfAbsent(labels[row], k -> new ArrayList<>()).add(row);
        }
        int count = rowsOfGroup.size();
        int folds = groups.folds() == 0 ? count : groups.folds();
        if (count < 2 || folds < 2 || folds > count) {
            throw new TrainingException(count + " groups of column " + InputException.quote(groups.column())
                    + " cannot be divided into " + folds + " folds; expected at least 2 folds and as many groups");
        }
        requireRoom(folds, labels.length);
        List<List<Integer>> inOrder = new ArrayList<>(rowsOfGroup.values());
        int[] size = new int[folds];
        int[] foldOfRow = new int[labels.length];
        for (int group : shuffled(count, seed)) {
            int fold = IntStream.range(0, folds)
                    .reduce((a, b) -> size[b] < size[a] ? b : a)
                    .orElse(0);
            for (int row : inOrder.get(group)) {
                foldOfRow[row] = fold;
            }
            size[fold] += inOrder.get(group).size();
        }
        return folds(foldOfRow, folds);
    }

    private static Fold given(List<Integer> given, int count) {
        boolean[] out = new boolean[count];
        Set<Integer> seen = new HashSet<>();
        for (int row : given) {
            if (row < 0 || row >= count) {
                throw new TrainingException("row " + row + " cannot be held out; expected 0 to " + (count - 1));
            }
            if (!seen.add(row)) {
                throw new TrainingException("row " + row + " is to be held out twice");
            }
            out[row] = true;
        }
        return fold(out, "the list of rows is empty");
    }

    private static int[] shuffled(int count, long seed) {
        int[] shuffled = IntStream.range(0, count).toArray();
        Random random = new Random(mixed(seed));
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int row = shuffled[other];
            shuffled[other] = shuffled[i];
            shuffled[i] = row;
        }
        return shuffled;
    }

    /**
     * Makes seeds of all bits, since {@link Random} begins alike for seeds that follow each other: the mixing of SplitMix64
     * (Steele, Lea and Flood, OOPSLA 2014).
     */
    private static long mixed(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The rows that are held out, or the others. */
    static int[] indices(boolean[] out, boolean held) {
        int[] indices = new int[out.length];
        int count = 0;
        for (int row = 0; row < out.length; row++) {
            if (out[row] == held) {
                indices[count++] = row;
            }
        }
        return Arrays.copyOf(indices, count);
    }
}
