package org.qeperf.train.search;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.qeperf.api.train.Dimension;

/**
 * Functions that searches are tried on: textbook ones, and some that look like the error of a model over its
 * hyperparameters.
 *
 * @param name what tables call it
 * @param space where it is defined
 * @param truth what is minimised
 * @param noise standard deviation of what is added to it, the same each time for the same values
 */
record Landscape(String name, SearchSpace space, ToDoubleFunction<Point> truth, double noise) {

    /** The values of a proposal as numbers. */
    record Point(Map<String, String> values) {
        double real(String name) {
            return Double.parseDouble(word(name));
        }

        double log(String name) {
            return StrictMath.log10(real(name));
        }

        String word(String name) {
            return values.getOrDefault(name, "");
        }
    }

    /** What the search is told. */
    double error(Map<String, String> values) {
        double error = truth(values);
        long seed = 31L * Arrays.hashCode(space.position(values));
        return noise == 0 ? error : error + noise * new Random(seed).nextGaussian();
    }

    /** What is there without noise. */
    double truth(Map<String, String> values) {
        return truth.applyAsDouble(new Point(values));
    }

    /** Those that the constants of the Parzen estimator were chosen on. */
    static List<Landscape> known() {
        return List.of(
                TextbookLandscapes.branin(),
                TextbookLandscapes.hartmann(),
                TextbookLandscapes.rosenbrock(),
                TextbookLandscapes.ackley(),
                TextbookLandscapes.styblinskiTang(),
                TextbookLandscapes.levy(),
                ModelLandscapes.twoOfFive(),
                ModelLandscapes.boosting(),
                ModelLandscapes.kernel(),
                ModelLandscapes.network(),
                ModelLandscapes.forest(),
                ModelLandscapes.steps(),
                ModelLandscapes.regularisation(),
                ModelLandscapes.kinds());
    }

    /** Those that were looked at only afterwards. */
    static List<Landscape> heldOut() {
        return List.of(
                TextbookLandscapes.camel(),
                TextbookLandscapes.michalewicz(),
                ModelLandscapes.pipeline(),
                ModelLandscapes.schedule());
    }

    static SearchSpace space(Object... namesAndDimensions) {
        Map<String, Dimension> dimensions = new LinkedHashMap<>();
        for (int i = 0; i < namesAndDimensions.length; i += 2) {
            dimensions.put((String) namesAndDimensions[i], (Dimension) namesAndDimensions[i + 1]);
        }
        return new SearchSpace(dimensions);
    }

    static Dimension reals(double from, double to) {
        return new Dimension.Reals(from, to, false);
    }

    static Dimension logReals(double from, double to) {
        return new Dimension.Reals(from, to, true);
    }

    static Dimension wholes(int from, int to) {
        return new Dimension.Wholes(from, to, false);
    }

    static Dimension logWholes(int from, int to) {
        return new Dimension.Wholes(from, to, true);
    }

    static Dimension words(String... words) {
        return new Dimension.Words(List.of(words));
    }

    static double square(double x) {
        return x * x;
    }
}
