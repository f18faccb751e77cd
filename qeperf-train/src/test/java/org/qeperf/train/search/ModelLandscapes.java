package org.qeperf.train.search;

import static org.qeperf.train.search.Landscape.logReals;
import static org.qeperf.train.search.Landscape.logWholes;
import static org.qeperf.train.search.Landscape.reals;
import static org.qeperf.train.search.Landscape.space;
import static org.qeperf.train.search.Landscape.square;
import static org.qeperf.train.search.Landscape.wholes;
import static org.qeperf.train.search.Landscape.words;

import java.util.List;
import org.qeperf.api.train.Dimension;

/** Functions that look like the error of a model over its hyperparameters. */
final class ModelLandscapes {

    private ModelLandscapes() {}

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
                    return 1 - StrictMath.exp(-error) + (p.word("kernel").equals("laplace") ? 0 : 0.02);
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
                        + 0.2 * StrictMath.exp(-0.3 * p.real("depth")),
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
                            + 0.3 * square(StrictMath.log(p.real("d") / 48))
                            + 0.1 * square(p.real("e") - 5);
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
                            + 0.05 / (1 + StrictMath.exp(-3 * much)) * (1 + Math.max(0, much))
                            + 0.04 / (1 + StrictMath.exp(-3 * little)) * (1 + Math.max(0, little))
                            + 0.01 * square(p.real("degree") - 2.6)
                            + 0.01 * p.real("mix");
                },
                0.005);
    }

    /** Words whose best numbers differ; a quarter fails. */
    static Landscape kinds() {
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
                            + 0.3 * square(p.real("offset") - 0.2 * StrictMath.sin(3 * kind));
                },
                0.003);
    }

    /** Looks like a choice of preparation and model: mostly words, each with some influence, and noise. */
    static Landscape pipeline() {
        return new Landscape(
                "like a pipeline",
                space(
                        "scaling",
                        words("none", "standard", "rank"),
                        "target",
                        words("plain", "log", "root"),
                        "model",
                        words("a", "b", "c", "d", "e"),
                        "columns",
                        wholes(2, 25),
                        "strength",
                        logReals(1e-3, 1e3)),
                p -> {
                    int model = List.of("c", "a", "e", "b", "d").indexOf(p.word("model"));
                    double strength = p.log("strength") + 1 - (p.word("scaling").equals("none") ? 1.5 : 0);
                    return 0.1
                            + 0.02 * model
                            + (p.word("target").equals("log") ? 0 : 0.06)
                            + (p.word("scaling").equals("rank") ? 0.01 : 0)
                            + 0.02 * square(strength)
                            + 0.1 / p.real("columns")
                            + 0.0004 * square(p.real("columns") - 12);
                },
                0.003);
    }

    /** Looks like the schedule of an iteration: eight dimensions, neighbours depend on each other. */
    static Landscape schedule() {
        Dimension factor = logReals(1e-3, 10);
        return new Landscape(
                "eight that hang together",
                space(
                        "a",
                        factor,
                        "b",
                        factor,
                        "c",
                        factor,
                        "d",
                        factor,
                        "e",
                        reals(0, 1),
                        "f",
                        reals(0, 1),
                        "g",
                        wholes(1, 12),
                        "h",
                        logWholes(1, 256)),
                p -> 0.2
                        + 0.05 * square(p.log("a") + 1.2)
                        + 0.03 * square(p.log("b") - p.log("a") - 0.6)
                        + 0.02 * square(p.log("c") - p.log("b"))
                        + 0.004 * square(p.log("d"))
                        + 0.15 * square(p.real("e") - 0.3 - 0.2 * p.real("f"))
                        + 0.004 * square(p.real("g") - 4)
                        + 0.02 * square(p.log("h") - 1.1),
                0.004);
    }
}
