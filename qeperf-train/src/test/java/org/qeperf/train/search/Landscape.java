package org.qeperf.train.search;

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
            return Math.log10(real(name));
        }

        String word(String name) {
            return values.getOrDefault(name, "");
        }
    }

    /** What the search is told. */
    double error(Map<String, String> values) {
        double error = truth(values);
        return noise == 0 ? error : error + noise * new Random(values.toString().hashCode() * 31L).nextGaussian();
    }

    /** What is there without noise. */
    double truth(Map<String, String> values) {
        return truth.applyAsDouble(new Point(values));
    }

    /** Those that the constants of the Parzen estimator were chosen on. */
    static List<Landscape> known() {
        return List.of(
                branin(),
                hartmann(),
                rosenbrock(),
                ackley(),
                twoOfFive(),
                boosting(),
                kernel(),
                network(),
                forest(),
                steps());
    }

    /** Those that were looked at only afterwards. */
    static List<Landscape> heldOut() {
        return List.of(styblinskiTang(), levy(), regularisation(), ruggedWords());
    }

    /** Two dimensions, three equal minima of 0.397887. */
    static Landscape branin() {
        return new Landscape(
                "Branin",
                space("x", reals(-5, 10), "y", reals(0, 15)),
                p -> {
                    double x = p.real("x");
                    double y = p.real("y");
                    double bend = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
                    return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
                },
                0);
    }

    /** Six dimensions, a minimum of -3.32237. */
    static Landscape hartmann() {
        double[] height = {1, 1.2, 3, 3.2};
        double[][] steep = {
            {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
        };
        double[][] centre = {
            {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
            {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
            {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
            {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
        };
        Dimension unit = reals(0, 1);
        return new Landscape(
                "Hartmann 6",
                space("a", unit, "b", unit, "c", unit, "d", unit, "e", unit, "f", unit),
                p -> {
                    double sum = 0;
                    for (int i = 0; i < height.length; i++) {
                        double exponent = 0;
                        for (int j = 0; j < 6; j++) {
                            double apart = p.real(String.valueOf((char) ('a' + j))) - centre[i][j];
                            exponent += steep[i][j] * apart * apart;
                        }
                        sum -= height[i] * Math.exp(-exponent);
                    }
                    return sum;
                },
                0);
    }

    /** A bent valley in three factors, a minimum of 0. */
    static Landscape rosenbrock() {
        Dimension factor = logReals(1e-4, 1);
        return new Landscape(
                "Rosenbrock of logarithms",
                space("a", factor, "b", factor, "c", factor),
                p -> {
                    double x = p.log("a") + 2;
                    double y = p.log("b") + 2;
                    double z = p.log("c") + 2;
                    double valley = 100 * square(y - x * x) + square(1 - x) + 100 * square(z - y * y) + square(1 - y);
                    return Math.log1p(valley);
                },
                0);
    }

    /** Five dimensions with many local minima, the least of 0. */
    static Landscape ackley() {
        Dimension range = reals(-10, 20);
        return new Landscape(
                "Ackley 5",
                space("a", range, "b", range, "c", range, "d", range, "e", range),
                p -> {
                    double squares = 0;
                    double waves = 0;
                    for (String name : p.values().keySet()) {
                        squares += square(p.real(name)) / 5;
                        waves += Math.cos(2 * Math.PI * p.real(name)) / 5;
                    }
                    return -20 * Math.exp(-0.2 * Math.sqrt(squares)) - Math.exp(waves) + 20 + Math.E;
                },
                0);
    }

    /** Two of five dimensions matter, both factors; the best is 0.1. */
    static Landscape twoOfFive() {
        return new Landscape(
                "two of five matter",
                space(
                        "a",
                        logReals(1e-5, 1),
                        "b",
                        logReals(1e-3, 1e3),
                        "c",
                        reals(0, 1),
                        "d",
                        wholes(1, 20),
                        "e",
                        words("x", "y", "z")),
                p -> 0.1
                        + 0.05 * square(p.log("a") + 3.2)
                        + 0.04 * square(p.log("b") - 0.8)
                        + 0.02 * (p.log("a") + 3.2) * (p.log("b") - 0.8)
                        + 0.003 * square(p.real("c") - 0.4)
                        + 0.00002 * square(p.real("d") - 7)
                        + (p.word("e").equals("y") ? 0 : 0.001),
                0.003);
    }

    /** Looks like boosted trees: more steps need a smaller rate, trees must be neither flat nor deep. */
    static Landscape boosting() {
        return new Landscape(
                "like boosting",
                space(
                        "rate",
                        logReals(0.003, 1),
                        "trees",
                        logWholes(20, 2000),
                        "depth",
                        wholes(1, 16),
                        "rows",
                        reals(0.3, 1),
                        "leaf",
                        logWholes(1, 100),
                        "penalty",
                        logReals(1e-3, 100)),
                p -> {
                    double learned = p.log("rate") + p.log("trees") - 1.4;
                    return 0.12
                            + (learned < 0 ? 0.12 : 0.02) * square(learned)
                            + 0.03 * square(Math.max(0, p.log("rate") + 1.1))
                            + 0.0012 * square(p.real("depth") - 6 + 0.8 * p.log("leaf"))
                            + 0.06 * square(p.real("rows") - 0.75)
                            + 0.004 * square(p.log("leaf") - 0.5)
                            + 0.003 * square(p.log("penalty") - 0.2);
                },
                0.002);
    }

    /** Looks like a kernel method: a narrow valley of width and penalty. */
    static Landscape kernel() {
        return new Landscape(
                "like a kernel method",
                space(
                        "width",
                        logReals(1e-3, 1e3),
                        "penalty",
                        logReals(1e-6, 1e4),
                        "tube",
                        logReals(1e-4, 1),
                        "kernel",
                        words("gauss", "laplace", "polynomial")),
                p -> {
                    double valley = p.log("width") - 0.4 * p.log("penalty") - 0.3;
                    double along = p.log("penalty") - 1.5;
                    double error = 0.08 + 0.1 * square(valley) + 0.006 * square(along);
                    error += 0.01 * square(Math.max(0, p.log("tube") + 1.8));
                    return 1 - Math.exp(-error) + (p.word("kernel").equals("laplace") ? 0 : 0.02);
                },
                0.001);
    }

    /** Looks like a network: words, a rate that must not be too large (fails), and noise. */
    static Landscape network() {
        return new Landscape(
                "like a network",
                space(
                        "rate",
                        logReals(1e-5, 1),
                        "layers",
                        wholes(1, 6),
                        "width",
                        logWholes(4, 512),
                        "activation",
                        words("relu", "tanh", "sigmoid", "elu"),
                        "step",
                        words("adam", "sgd", "rms"),
                        "decay",
                        logReals(1e-7, 1e-1),
                        "drop",
                        reals(0, 0.6)),
                p -> {
                    double best = p.word("step").equals("sgd") ? -1.3 : -2.7;
                    double rate = p.log("rate") - best + 0.1 * p.real("layers");
                    if (rate > 1.8) {
                        return Double.NaN;
                    }
                    double activation =
                            List.of("elu", "relu", "tanh", "sigmoid").indexOf(p.word("activation")) * 0.012;
                    return 0.1
                            + 0.05 * square(rate)
                            + 0.008 * square(p.real("layers") - 3)
                            + 0.03 * square(p.log("width") - 1.9)
                            + activation * p.real("layers") / 3
                            + 0.1 * square(p.real("drop") - 0.1)
                            + 0.002 * square(p.log("decay") + 4)
                            + (p.word("step").equals("adam") ? 0 : 0.015);
                },
                0.004);
    }

    /** Looks like a forest: flat, the best at an edge. */
    static Landscape forest() {
        return new Landscape(
                "like a forest",
                space(
                        "trees",
                        logWholes(10, 1000),
                        "features",
                        reals(0.05, 1),
                        "leaf",
                        wholes(1, 40),
                        "depth",
                        wholes(2, 40)),
                p -> 0.15
                        + 0.4 / p.real("trees")
                        + 0.06 * square(p.real("features") - 0.45)
                        + 0.002 * (p.real("leaf") - 1)
                        + 0.2 * Math.exp(-0.3 * p.real("depth")),
                0.001);
    }

    /** Words and whole numbers alone; the best is 0. */
    static Landscape steps() {
        return new Landscape(
                "words and whole numbers",
                space(
                        "a",
                        words("p", "q", "r", "s", "t"),
                        "b",
                        words("u", "v", "w"),
                        "c",
                        wholes(1, 30),
                        "d",
                        logWholes(1, 1024),
                        "e",
                        wholes(0, 8)),
                p -> {
                    double a = List.of("r", "p", "t", "q", "s").indexOf(p.word("a"));
                    double b = List.of("w", "u", "v").indexOf(p.word("b"));
                    return 0.3 * a
                            + 0.5 * b
                            + 0.01 * square(p.real("c") - 11 - 2 * a)
                            + 0.3 * square(Math.log(p.real("d") / 48))
                            + 0.1 * square(p.real("e") - 5);
                },
                0);
    }

    /** Four dimensions, 16 local minima, the least of -156.664. */
    static Landscape styblinskiTang() {
        Dimension range = reals(-5, 5);
        return new Landscape(
                "Styblinski-Tang 4",
                space("a", range, "b", range, "c", range, "d", range),
                p -> {
                    double sum = 0;
                    for (String name : p.values().keySet()) {
                        double x = p.real(name);
                        sum += (x * x * x * x - 16 * x * x + 5 * x) / 2;
                    }
                    return sum;
                },
                0);
    }

    /** Six dimensions with waves, the least of 0. */
    static Landscape levy() {
        Dimension range = reals(-10, 10);
        return new Landscape(
                "Levy 6",
                space("a", range, "b", range, "c", range, "d", range, "e", range, "f", range),
                p -> {
                    double[] w = p.values().keySet().stream()
                            .mapToDouble(name -> 1 + (p.real(name) - 1) / 4)
                            .toArray();
                    double sum = square(Math.sin(Math.PI * w[0]));
                    for (int i = 0; i < w.length - 1; i++) {
                        sum += square(w[i] - 1) * (1 + 10 * square(Math.sin(Math.PI * w[i] + 1)));
                    }
                    double last = w[w.length - 1];
                    return sum + square(last - 1) * (1 + square(Math.sin(2 * Math.PI * last)));
                },
                0);
    }

    /** Looks like a linear model: a flat valley between too little and too much penalty, much noise. */
    static Landscape regularisation() {
        return new Landscape(
                "like a linear model",
                space("penalty", logReals(1e-8, 1e4), "mix", reals(0, 1), "degree", wholes(1, 4)),
                p -> {
                    double much = p.log("penalty") - 0.5 + 0.7 * p.real("mix");
                    double little = -5.5 + 1.5 * p.real("degree") - p.log("penalty");
                    return 0.2
                            + 0.05 / (1 + Math.exp(-3 * much)) * (1 + Math.max(0, much))
                            + 0.04 / (1 + Math.exp(-3 * little)) * (1 + Math.max(0, little))
                            + 0.01 * square(p.real("degree") - 2.6)
                            + 0.01 * p.real("mix");
                },
                0.005);
    }

    /** Words whose best numbers differ; a quarter fails. */
    static Landscape ruggedWords() {
        return new Landscape(
                "a kind with its own numbers",
                space(
                        "kind",
                        words("k", "l", "m", "n", "o", "p"),
                        "scale",
                        logReals(1e-3, 1e3),
                        "count",
                        logWholes(1, 500),
                        "offset",
                        reals(-1, 1)),
                p -> {
                    int kind = List.of("m", "p", "k", "n", "l", "o").indexOf(p.word("kind"));
                    double scale = p.log("scale") - 1 + 0.5 * kind;
                    if (scale > 1.5) {
                        return Double.NaN;
                    }
                    return 0.05 * kind
                            + 0.1 * square(scale)
                            + 0.2 * square(p.log("count") - 1.2)
                            + 0.3 * square(p.real("offset") - 0.2 * Math.sin(3 * kind));
                },
                0.003);
    }

    private static SearchSpace space(Object... namesAndDimensions) {
        Map<String, Dimension> dimensions = new LinkedHashMap<>();
        for (int i = 0; i < namesAndDimensions.length; i += 2) {
            dimensions.put((String) namesAndDimensions[i], (Dimension) namesAndDimensions[i + 1]);
        }
        return new SearchSpace(dimensions);
    }

    private static Dimension reals(double from, double to) {
        return new Dimension.Reals(from, to, false);
    }

    private static Dimension logReals(double from, double to) {
        return new Dimension.Reals(from, to, true);
    }

    private static Dimension wholes(int from, int to) {
        return new Dimension.Wholes(from, to, false);
    }

    private static Dimension logWholes(int from, int to) {
        return new Dimension.Wholes(from, to, true);
    }

    private static Dimension words(String... words) {
        return new Dimension.Words(List.of(words));
    }

    private static double square(double x) {
        return x * x;
    }
}
