package org.qeperf.train.search;

import static org.qeperf.train.search.Landscape.logReals;
import static org.qeperf.train.search.Landscape.reals;
import static org.qeperf.train.search.Landscape.space;
import static org.qeperf.train.search.Landscape.square;

import org.qeperf.api.train.Dimension;

/** Functions that minimisers are usually tried on. */
final class TextbookLandscapes {

    private TextbookLandscapes() {}

    /** Two dimensions, three equal minima of 0.397887. */
    static Landscape branin() {
        return new Landscape(
                "Branin",
                space("x", reals(-5, 10), "y", reals(0, 15)),
                p -> {
                    double x = p.real("x");
                    double y = p.real("y");
                    double bend = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
                    return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * StrictMath.cos(x) + 10;
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
                        sum -= height[i] * StrictMath.exp(-exponent);
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
                    return StrictMath.log1p(valley);
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
                        waves += StrictMath.cos(2 * Math.PI * p.real(name)) / 5;
                    }
                    return -20 * StrictMath.exp(-0.2 * StrictMath.sqrt(squares)) - StrictMath.exp(waves) + 20 + Math.E;
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
                    double sum = square(StrictMath.sin(Math.PI * w[0]));
                    for (int i = 0; i < w.length - 1; i++) {
                        sum += square(w[i] - 1) * (1 + 10 * square(StrictMath.sin(Math.PI * w[i] + 1)));
                    }
                    double last = w[w.length - 1];
                    return sum + square(last - 1) * (1 + square(StrictMath.sin(2 * Math.PI * last)));
                },
                0);
    }

    /** Two dimensions, six local minima, the two least of -1.0316. */
    static Landscape camel() {
        return new Landscape(
                "six-hump camel",
                space("x", reals(-3, 3), "y", reals(-2, 2)),
                p -> {
                    double x = square(p.real("x"));
                    double y = square(p.real("y"));
                    return (4 - 2.1 * x + x * x / 3) * x + p.real("x") * p.real("y") + (-4 + 4 * y) * y;
                },
                0);
    }

    /** Five dimensions of narrow ditches, the least of -4.6877. */
    static Landscape michalewicz() {
        Dimension range = reals(0, Math.PI);
        return new Landscape(
                "Michalewicz 5",
                space("a", range, "b", range, "c", range, "d", range, "e", range),
                p -> {
                    double sum = 0;
                    int i = 1;
                    for (String name : p.values().keySet()) {
                        double x = p.real(name);
                        sum -= StrictMath.sin(x) * StrictMath.pow(StrictMath.sin(i++ * x * x / Math.PI), 20);
                    }
                    return sum;
                },
                0);
    }
}
