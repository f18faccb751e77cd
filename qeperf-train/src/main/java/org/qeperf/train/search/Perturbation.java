package org.qeperf.train.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.qeperf.api.train.Dimension;

/**
 * Slightly other values: real numbers a fifth smaller or larger, within their dimension, and now and then drawn anew. Whole numbers
 * and words shape what is trained, such as the units of a layer, and are kept.
 */
final class Perturbation {

    /** Probability that a value is drawn anew; the paper leaves it open, Ray Tune takes this. */
    private static final double DRAWN_ANEW = 0.25;

    private static final double SMALLER = 0.8;
    private static final double LARGER = 1.2;

    private final Random random;

    Perturbation(Random random) {
        this.random = random;
    }

    Map<String, String> of(SearchSpace space, Map<String, String> values) {
        Map<String, String> others = new LinkedHashMap<>();
        space.dimensions().forEach((name, dimension) -> {
            boolean anew = random.nextDouble() < DRAWN_ANEW;
            double factor = random.nextBoolean() ? LARGER : SMALLER;
            double position = random.nextDouble();
            String value = values.getOrDefault(name, "");
            if (dimension instanceof Dimension.Reals reals) {
                others.put(name, anew ? reals.at(position) : scaled(reals, value, factor));
            } else {
                others.put(name, value);
            }
        });
        return others;
    }

    private static String scaled(Dimension.Reals reals, String value, double factor) {
        return Double.toString(Math.max(reals.from(), Math.min(reals.to(), Double.parseDouble(value) * factor)));
    }
}
