package org.qeperf.train.amllibrary;

import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Dimension;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.train.automl.plan.Prior;

/**
 * The fewest rows in a leaf, of {@code min_samples_leaf} and {@code min_samples_split}, numbers of rows or shares of them. A
 * leaf of half as many rows stands for the latter: nodes of fewer rows are then not split.
 */
final class TreeRows {

    private static final String LEAF = "leaf";

    private final TechniqueBuilder builder;
    private final int rows;
    private boolean shares;
    private boolean splits;

    /**
     * @param builder where to write to
     * @param rows how many rows a trial learns from
     */
    TreeRows(TechniqueBuilder builder, int rows) {
        this.builder = builder;
        this.rows = rows;
    }

    /** Fewest rows of a leaf, in ascending order, or two bounds. */
    private record Span(TreeSet<Integer> values, boolean range, boolean logarithmic) {}

    /** Writes the rows of a leaf down and says what people should know of them. */
    List<String> read(String name, String usualSplit, String usualLeaf) {
        List<PythonValue> leafValues = builder.values("min_samples_leaf", usualLeaf);
        List<PythonValue> splitValues = builder.values("min_samples_split", usualSplit);
        Span leaf = span(leafValues, 1);
        Span split = span(splitValues, 2);
        TreeSet<Integer> values = new TreeSet<>();
        for (int l : leaf.values()) {
            for (int s : split.values()) {
                int half = (s + 1) / 2;
                splits |= half > l;
                values.add(Math.max(l, half));
            }
        }
        Hyperparameter parameter = builder.parameter(LEAF);
        for (int value : values) {
            requireRange(parameter, value, splits ? splitValues.get(0) : leafValues.get(0));
        }
        if (values.size() == 1) {
            builder.set(LEAF, Integer.toString(values.first()));
        } else if (leaf.range() || split.range()) {
            builder.search(
                    LEAF,
                    new Dimension.Wholes(values.first(), values.last(), leaf.logarithmic() || split.logarithmic()));
        } else {
            builder.search(
                    LEAF,
                    new Dimension.Words(values.stream()
                            .map(value -> Integer.toString(value))
                            .toList()));
        }
        return notes(name);
    }

    private List<String> notes(String name) {
        String share = name + ": shares of the rows are taken of the " + rows + " that a trial learns from";
        String half = name + ": min_samples_split became leaves of at least half as many rows";
        if (shares && splits) {
            return List.of(share, half);
        }
        return shares ? List.of(share) : splits ? List.of(half) : List.of();
    }

    private static void requireRange(Hyperparameter parameter, int value, PythonValue place) {
        try {
            parameter.normalize(Integer.toString(value));
        } catch (TrainingException e) {
            throw place.wrong("a share of the rows for which a leaf has " + parameter.range());
        }
    }

    private Span span(List<PythonValue> values, int least) {
        TreeSet<Integer> all = new TreeSet<>();
        PythonValue first = values.get(0);
        if (!TechniqueBuilder.isPrior(first)) {
            values.forEach(value -> all.add(rows(value, least)));
            return new Span(all, false, false);
        }
        try {
            Prior prior = Prior.parse(first.plain());
            // As in aMLLibrary, where values with a step become whole numbers.
            boolean whole = prior.step() > 0;
            for (double bound : List.of(prior.from(), prior.to())) {
                double value = whole ? Math.rint(bound / prior.step()) * prior.step() : bound;
                all.add(rows(value, whole, least).orElseThrow(() -> first.wrong(expected(least))));
            }
            return new Span(all, true, prior.logarithmic());
        } catch (IllegalArgumentException e) {
            throw first.wrong(String.valueOf(e.getMessage()));
        }
    }

    private int rows(PythonValue value, int least) {
        if (value instanceof PythonValue.Number number) {
            return rows(number.value(), number.whole(), least).orElseThrow(() -> value.wrong(expected(least)));
        }
        throw value.wrong(expected(least));
    }

    private OptionalInt rows(double value, boolean whole, int least) {
        if (whole) {
            return value >= least && value <= Integer.MAX_VALUE && value == Math.rint(value)
                    ? OptionalInt.of((int) value)
                    : OptionalInt.empty();
        }
        if (!(value > 0 && value <= 1)) {
            return OptionalInt.empty();
        }
        shares = true;
        return OptionalInt.of(Math.max(least, (int) Math.ceil(value * rows)));
    }

    private static String expected(int least) {
        return "a whole number from " + least + ", or a share of the rows above 0.0 and at most 1.0";
    }
}
