package org.qeperf.train.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;

/**
 * Rows of features and what was measured for them. Nobody may modify its arrays.
 *
 * @param schema the columns
 * @param rows {@code targets.length x schema.size()} raw feature values, row-major; shared, not to be modified
 * @param targets one measurement for each row; shared, not to be modified
 * @param parts columns that stand for a part of the target, with what is known of that part, see
 *     {@link org.qeperf.api.train.TrainingSet#parts()}
 * @param weights what each row counts, positive; shared, not to be modified
 */
public record Samples(
        FeatureSchema schema, double[] rows, double[] targets, Map<String, double[]> parts, double[] weights) {

    /** Checks the lengths. */
    public Samples {
        if (rows.length != (long) targets.length * schema.size()) {
            throw new IllegalArgumentException(
                    rows.length + " numbers are not " + targets.length + " rows of " + schema.size());
        }
        if (weights.length != targets.length) {
            throw new IllegalArgumentException(weights.length + " weights for " + targets.length + " rows");
        }
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /**
     * Rows that count alike.
     *
     * @param schema the columns
     * @param rows raw feature values, row-major
     * @param targets one measurement for each row
     * @param parts columns that stand for a part of the target
     */
    public Samples(FeatureSchema schema, double[] rows, double[] targets, Map<String, double[]> parts) {
        this(
                schema,
                rows,
                targets,
                parts,
                DoubleStream.generate(() -> 1).limit(targets.length).toArray());
    }

    /**
     * The same rows with other weights.
     *
     * @param others what each row counts, positive
     * @return new samples that share the other arrays
     */
    public Samples weighted(double[] others) {
        return new Samples(schema, rows, targets, parts, others);
    }

    /**
     * Number of rows.
     *
     * @return possibly 0
     */
    public int size() {
        return targets.length;
    }

    /**
     * Some of the rows.
     *
     * @param chosen their indices
     * @return new samples
     */
    public Samples subset(int[] chosen) {
        int columns = schema.size();
        double[] values = new double[chosen.length * columns];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(rows, chosen[i] * columns, values, i * columns, columns);
        }
        Map<String, double[]> chosenParts = new LinkedHashMap<>();
        parts.forEach((name, known) -> chosenParts.put(name, pick(known, chosen)));
        return new Samples(schema, values, pick(targets, chosen), chosenParts, pick(weights, chosen));
    }

    /**
     * Some of the columns.
     *
     * @param chosen their positions, at least one
     * @return samples of these columns
     */
    public Samples columns(int[] chosen) {
        if (Arrays.equals(chosen, IntStream.range(0, schema.size()).toArray())) {
            return this;
        }
        List<FeatureSpec> specs =
                Arrays.stream(chosen).mapToObj(schema.features()::get).toList();
        double[] values = new double[targets.length * chosen.length];
        for (int row = 0; row < targets.length; row++) {
            for (int i = 0; i < chosen.length; i++) {
                values[row * chosen.length + i] = rows[row * schema.size() + chosen[i]];
            }
        }
        Map<String, double[]> chosenParts = new LinkedHashMap<>(parts);
        chosenParts.keySet().retainAll(specs.stream().map(FeatureSpec::name).toList());
        return new Samples(new FeatureSchema(schema.name(), specs), values, targets, chosenParts, weights);
    }

    /**
     * What the rows cover.
     *
     * @return two arrays: the smallest value of each column, then the largest
     */
    public double[][] range() {
        double[][] range = new double[2][schema.size()];
        Arrays.fill(range[0], Double.POSITIVE_INFINITY);
        Arrays.fill(range[1], Double.NEGATIVE_INFINITY);
        for (int i = 0; i < rows.length; i++) {
            int c = i % schema.size();
            range[0][c] = Math.min(range[0][c], rows[i]);
            range[1][c] = Math.max(range[1][c], rows[i]);
        }
        return range;
    }

    /**
     * A few rows spread evenly over all.
     *
     * @param most how many at most
     * @return their features
     */
    public FeatureMatrix spread(int most) {
        int n = Math.min(most, size());
        return new FeatureMatrix(
                schema,
                subset(IntStream.range(0, n).map(i -> i * size() / n).toArray()).rows());
    }

    private static double[] pick(double[] values, int[] chosen) {
        double[] picked = new double[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            picked[i] = values[chosen[i]];
        }
        return picked;
    }
}
