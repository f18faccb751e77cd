package org.qeperf.train.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.qeperf.api.train.Dimension;

/**
 * Slightly other values: numbers a fifth smaller or larger, within their dimension, and now and then a value drawn anew.
 * Words are drawn anew or kept.
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
            others.put(name, anew ? dimension.at(position) : scaled(dimension, values.getOrDefault(name, ""), factor));
        });
        return others;
    }

    private static String scaled(Dimension dimension, String value, double factor) {
        if (dimension instanceof Dimension.Reals reals) {
            double scaled = Double.parseDouble(value) * factor;
            return Double.toString(Math.max(reals.from(), Math.min(reals.to(), scaled)));
        }
        if (dimension instanceof Dimension.Wholes wholes) {
            int whole = Integer.parseInt(value);
            long scaled = Math.round(whole * factor);
            if (scaled == whole) {
                scaled = factor > 1 ? whole + 1L : whole - 1L;
            }
            return Long.toString(Math.max(wholes.from(), Math.min(wholes.to(), scaled)));
        }
        return value;
    }
}
