package org.qeperf.train.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qeperf.api.train.Dimension;

/**
 * The hyperparameters that are searched, each with its values. Without any there is one thing to try.
 *
 * @param dimensions the values by the name of the hyperparameter, in their order
 */
public record SearchSpace(Map<String, Dimension> dimensions) {

    /** Copies the dimensions. */
    public SearchSpace {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    }

    /**
     * The values at a point.
     *
     * @param position from 0 to 1 for every dimension, in their order
     * @return a value by the name of every hyperparameter, in their order
     */
    public Map<String, String> at(double[] position) {
        if (position.length != dimensions.size()) {
            throw new IllegalArgumentException(
                    position.length + " positions for " + dimensions.size() + " hyperparameters");
        }
        Map<String, String> values = new LinkedHashMap<>();
        int index = 0;
        for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
            values.put(dimension.getKey(), dimension.getValue().at(position[index++]));
        }
        return values;
    }

    /**
     * Where values lie.
     *
     * @param values a value of every hyperparameter by its name
     * @return from 0 to 1 for every dimension, in their order
     * @throws IllegalArgumentException if a hyperparameter has no value or one that is not in its dimension, or if there is
     *     a value of another
     */
    public double[] position(Map<String, String> values) {
        if (!values.keySet().equals(dimensions.keySet())) {
            throw new IllegalArgumentException("values of " + values.keySet() + ", not of " + dimensions.keySet());
        }
        double[] position = new double[dimensions.size()];
        int index = 0;
        for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
            String value = values.getOrDefault(dimension.getKey(), "");
            position[index++] = dimension.getValue().position(value);
        }
        return position;
    }

    /**
     * How many combinations of values there are.
     *
     * @return at least 1; {@link Long#MAX_VALUE} if one of them is a real number or if there are more
     */
    public long size() {
        long size = 1;
        for (Dimension dimension : dimensions.values()) {
            long values = valuesOf(dimension);
            if (values > Long.MAX_VALUE / size) {
                return Long.MAX_VALUE;
            }
            size *= values;
        }
        return size;
    }

    /**
     * One of the combinations of a space whose {@link #size} is less than {@link Long#MAX_VALUE}.
     *
     * @param index from 0 to less than the size
     * @return the values; another index has others
     */
    Map<String, String> combination(long index) {
        Map<String, String> values = new LinkedHashMap<>();
        long rest = index;
        for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
            long count = valuesOf(dimension.getValue());
            values.put(dimension.getKey(), value(dimension.getValue(), (int) (rest % count)));
            rest /= count;
        }
        return values;
    }

    private static long valuesOf(Dimension dimension) {
        if (dimension instanceof Dimension.Words words) {
            return words.words().size();
        }
        return dimension instanceof Dimension.Wholes wholes ? (long) wholes.to() - wholes.from() + 1 : Long.MAX_VALUE;
    }

    private static String value(Dimension dimension, int index) {
        return dimension instanceof Dimension.Wholes wholes
                ? Integer.toString(wholes.from() + index)
                : ((Dimension.Words) dimension).words().get(index);
    }
}
