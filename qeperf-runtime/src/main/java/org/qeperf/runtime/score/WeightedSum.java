package org.qeperf.runtime.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A constant plus multiples of other functions of the same inputs: the average of several models, or a model and what
 * corrects it. Immutable.
 *
 * <p>In a model file the arrays and words of part {@code i} have the prefix {@code i.}; the word {@code i.kind} says what it is.
 */
public final class WeightedSum implements PortableRegressor {

    /** The kind in model files. */
    public static final String KIND = "weighted-sum";

    /** The most parts of a sum. */
    public static final int MOST_PARTS = 16;

    /** A sum may have sums as parts; these may not. */
    private static final int DEEPEST = 2;

    /** Rows whose parts are evaluated together. */
    private static final int BLOCK = 64;

    private final double constant;
    private final double[] weights;
    private final PortableRegressor[] parts;
    private final int depth;
    private final int partScratch;

    /**
     * Creates a sum.
     *
     * @param constant what it begins with, finite
     * @param weights one finite number for each part; copied
     * @param parts from 1 to {@value #MOST_PARTS} functions with equally many inputs; a part that is a sum has none among its
     *     own
     * @throws IllegalArgumentException if they do not make such a sum
     */
    public WeightedSum(double constant, double[] weights, List<PortableRegressor> parts) {
        requireCount(weights.length);
        if (weights.length != parts.size()) {
            throw new IllegalArgumentException(weights.length + " weights for " + parts.size() + " parts of a sum");
        }
        Finite.require(constant, "the constant");
        Finite.require(weights, "a weight");
        int deepest = 0;
        int scratch = 0;
        for (PortableRegressor part : parts) {
            if (part.inputs() != parts.get(0).inputs()) {
                throw new IllegalArgumentException("parts of a sum take "
                        + parts.get(0).inputs() + " and " + part.inputs() + " inputs; expected equally many");
            }
            deepest = Math.max(deepest, part instanceof WeightedSum sum ? sum.depth : 0);
            scratch = Math.max(scratch, part.scratchLength());
        }
        if (deepest + 1 > DEEPEST) {
            throw tooDeep();
        }
        this.constant = constant;
        this.weights = weights.clone();
        this.parts = parts.toArray(new PortableRegressor[0]);
        this.depth = deepest + 1;
        this.partScratch = scratch;
    }

    static WeightedSum of(NamedArrays named) {
        return of(named, 1);
    }

    /** The depth is looked at on the way down: a file could hold sums within sums for ever. */
    private static WeightedSum of(NamedArrays named, int depth) {
        if (depth > DEEPEST) {
            throw tooDeep();
        }
        double[] weights = named.doubles("weights");
        requireCount(weights.length);
        List<PortableRegressor> parts = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            String kind = named.word(i + ".kind");
            NamedArrays part = named.part(i + ".");
            parts.add(
                    kind.equals(KIND) ? of(part, depth + 1) : PortableRegressor.of(kind, part.arrays(), part.words()));
        }
        return new WeightedSum(named.doubles("constant", 1)[0], weights, parts);
    }

    private static void requireCount(int count) {
        if (count < 1 || count > MOST_PARTS) {
            throw new IllegalArgumentException("a sum of " + count + " parts; expected from 1 to " + MOST_PARTS);
        }
    }

    private static IllegalArgumentException tooDeep() {
        return new IllegalArgumentException("sums of sums of sums; expected at most sums of sums");
    }

    /**
     * What the sum begins with.
     *
     * @return a finite number
     */
    public double constant() {
        return constant;
    }

    /**
     * What the parts are multiplied by.
     *
     * @return a new array, one number for each part
     */
    public double[] weights() {
        return weights.clone();
    }

    /**
     * The functions that are added.
     *
     * @return an unmodifiable list
     */
    public List<PortableRegressor> parts() {
        return List.of(parts);
    }

    @Override
    public int inputs() {
        return parts[0].inputs();
    }

    @Override
    public int scratchLength() {
        return partScratch + BLOCK;
    }

    @Override
    public double predict(double[] rows, int offset, double[] scratch) {
        double sum = constant;
        for (int i = 0; i < parts.length; i++) {
            sum += weights[i] * parts[i].predict(rows, offset, scratch);
        }
        return sum;
    }

    @Override
    public void predict(double[] rows, int offset, int count, double[] out, int outOffset, double[] scratch) {
        int inputs = inputs();
        for (int first = 0; first < count; first += BLOCK) {
            int block = Math.min(BLOCK, count - first);
            int to = outOffset + first;
            for (int row = 0; row < block; row++) {
                out[to + row] = constant;
            }
            for (int i = 0; i < parts.length; i++) {
                // The values of a part stand behind what it works with.
                parts[i].predict(rows, offset + first * inputs, block, scratch, partScratch, scratch);
                double weight = weights[i];
                for (int row = 0; row < block; row++) {
                    out[to + row] += weight * scratch[partScratch + row];
                }
            }
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> arrays() {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("constant", new double[] {constant});
        arrays.put("weights", weights.clone());
        for (int i = 0; i < parts.length; i++) {
            String prefix = i + ".";
            parts[i].arrays().forEach((name, array) -> arrays.put(prefix + name, array));
        }
        return arrays;
    }

    @Override
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            String prefix = i + ".";
            words.put(prefix + "kind", parts[i].kind());
            parts[i].words().forEach((name, word) -> words.put(prefix + name, word));
        }
        return words;
    }
}
