package org.qeperf.features.pseudo;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** The steps of a radial mesh, each read or computed when it is first asked for: most orbitals need a few of them. */
final class RadialSteps {

    private final double[] steps;
    private final IntToDoubleFunction step;
    private final IntPredicate reach;

    private RadialSteps(int points, IntToDoubleFunction step, IntPredicate reach) {
        steps = new double[points];
        Arrays.fill(steps, Double.NaN);
        this.step = step;
        this.reach = reach;
    }

    /** Steps that a function gives. */
    RadialSteps(int points, IntToDoubleFunction step) {
        this(points, step, i -> true);
    }

    /** Steps of a logarithmic mesh. */
    static RadialSteps logarithmic(int points, double xmin, double dx, double zmesh) {
        return new RadialSteps(points, i -> dx * Math.exp(xmin + i * dx) / zmesh);
    }

    /** Steps that stand in a text. */
    static RadialSteps read(RadialNumbers numbers, int points) {
        return new RadialSteps(points, numbers::at, numbers::reach);
    }

    int points() {
        return steps.length;
    }

    /** Whether a step is known without reading those before it. */
    boolean reach(int i) {
        return !Double.isNaN(steps[i]) || reach.test(i);
    }

    double at(int i) {
        if (Double.isNaN(steps[i])) {
            steps[i] = step.applyAsDouble(i);
        }
        return steps[i];
    }
}
