package org.qeperf.train.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How to divide the rows that a test leaves such that choosing by them suits the test. */
final class AutomaticSelection {

    private static final int FOLDS = 5;
    private static final int FEW_ROWS = 10;
    private static final double[] TOP_SHARES = {0.15, 0.30, 0.45};
    private static final double LARGEST_SHARE = 0.60;
    private static final int LEAST_VALUES = 3;

    private AutomaticSelection() {}

    static Validation of(Validation test, RowValues rows) {
        if (test instanceof Validation.Extrapolation extrapolation) {
            List<Validation.Extrapolation> folds =
                    extrapolations(extrapolation.above().keySet(), rows);
            if (!folds.isEmpty()) {
                return new Validation.Extrapolations(folds);
            }
        }
        if (test instanceof Validation.Groups groups) {
            long labels =
                    Arrays.stream(rows.labelsOf(groups.column())).distinct().count();
            if (labels > 1) {
                return new Validation.Groups(groups.column(), (int) Math.min(FOLDS, labels));
            }
        }
        return new Validation.KFold(rows.count() < FEW_ROWS ? rows.count() : FOLDS);
    }

    /** Upwards, as the test asks; downwards too where the columns have too few values for several folds upwards. */
    private static List<Validation.Extrapolation> extrapolations(Set<String> columns, RowValues rows) {
        List<Validation.Extrapolation> folds = new ArrayList<>();
        for (double share : TOP_SHARES) {
            Map<String, Double> above = new LinkedHashMap<>();
            columns.forEach(column -> addBound(above, column, rows.numbersOf(column), ofOne(share, columns)));
            add(folds, new Validation.Extrapolation(above), rows);
        }
        if (!folds.isEmpty() && folds.size() < TOP_SHARES.length) {
            Map<String, Double> negative = new LinkedHashMap<>();
            columns.forEach(column -> addBound(
                    negative,
                    column,
                    Arrays.stream(rows.numbersOf(column)).map(x -> -x).toArray(),
                    ofOne(TOP_SHARES[0], columns)));
            negative.replaceAll((column, bound) -> -bound);
            add(folds, new Validation.Extrapolation(Map.of(), negative), rows);
        }
        return folds;
    }

    /** The share that each column holds out where they hold out this share together. */
    private static double ofOne(double share, Set<String> columns) {
        return 1 - Math.pow(1 - share, 1.0 / columns.size());
    }

    private static void add(List<Validation.Extrapolation> folds, Validation.Extrapolation fold, RowValues rows) {
        boolean bounded = !fold.above().isEmpty() || !fold.below().isEmpty();
        if (bounded && !folds.contains(fold) && leavesEnough(fold, rows)) {
            folds.add(fold);
        }
    }

    /** Adds the value above which the share of the rows is closest to the one asked for, the higher one of two. */
    private static void addBound(Map<String, Double> above, String column, double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double least = Double.POSITIVE_INFINITY;
        int different = 0;
        for (int i = 0; i + 1 < sorted.length; i++) {
            if (sorted[i] == sorted[i + 1]) {
                continue;
            }
            different++;
            double distance = Math.abs((double) (sorted.length - 1 - i) / sorted.length - share);
            if (different >= LEAST_VALUES && distance <= least) {
                least = distance;
                above.put(column, sorted[i]);
            }
        }
    }

    private static boolean leavesEnough(Validation.Extrapolation fold, RowValues rows) {
        boolean[] held = Divider.beyond(fold, rows);
        int[] training = Divider.indices(held, false);
        if (held.length - training.length > LARGEST_SHARE * held.length) {
            return false;
        }
        return Stream.concat(fold.above().keySet().stream(), fold.below().keySet().stream())
                .allMatch(column -> Arrays.stream(training)
                                .mapToDouble(row -> rows.numbersOf(column)[row])
                                .distinct()
                                .count()
                        >= LEAST_VALUES);
    }
}
