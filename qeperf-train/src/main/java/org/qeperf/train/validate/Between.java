package org.qeperf.train.validate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;

/** Which rows an {@link Validation.Interpolation} holds out. */
final class Between {

    private Between() {}

    static boolean[] held(Validation.Interpolation interpolation, RowValues rows) {
        boolean[] out = new boolean[rows.count()];
        interpolation.values().forEach((column, wanted) -> {
            double[] values = rows.numbersOf(column);
            mark(out, values, requireThere(column, wanted, values));
        });
        interpolation.every().forEach((column, step) -> {
            if (step < 2) {
                throw new TrainingException("every " + step + ". value of column " + InputException.quote(column)
                        + " cannot be held out; expected 2 or more");
            }
            double[] values = rows.numbersOf(column);
            mark(out, values, every(step, values));
        });
        return out;
    }

    private static Set<Double> requireThere(String column, List<Double> wanted, double[] values) {
        Set<Double> there = new HashSet<>();
        for (double value : values) {
            there.add(value + 0.0);
        }
        Set<Double> held = new HashSet<>();
        for (double value : wanted) {
            if (!there.contains(value + 0.0)) {
                double nearest = Arrays.stream(values)
                        .reduce((a, b) -> Math.abs(b - value) < Math.abs(a - value) ? b : a)
                        .orElse(value);
                throw new TrainingException("no row has " + value + " in column " + InputException.quote(column)
                        + ", the nearest is " + nearest);
            }
            held.add(value + 0.0);
        }
        return held;
    }

    /** The {@code step}-th value, the next after as many, and so on, but never the last one. */
    private static Set<Double> every(int step, double[] values) {
        double[] sorted = Arrays.stream(values)
                .map(value -> value + 0.0)
                .sorted()
                .distinct()
                .toArray();
        Set<Double> held = new HashSet<>();
        for (int i = step - 1; i < sorted.length - 1; i += step) {
            held.add(sorted[i]);
        }
        return held;
    }

    private static void mark(boolean[] out, double[] values, Set<Double> held) {
        for (int row = 0; row < out.length; row++) {
            out[row] |= held.contains(values[row] + 0.0);
        }
    }
}
