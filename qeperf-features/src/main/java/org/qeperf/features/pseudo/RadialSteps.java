package org.qeperf.features.pseudo;

import java.util.function.IntToDoubleFunction;

/** The steps of a radial mesh, each read or computed when it is first asked for: most orbitals need a few of them. */
final class RadialSteps {

    private final double[] steps;
    private final IntToDoubleFunction next;
    private int known;

    /** Steps that a function gives, which is asked for each once, in order. */
    RadialSteps(int points, IntToDoubleFunction next) {
        steps = new double[points];
        this.next = next;
    }

    /** Steps of a logarithmic mesh. */
    static RadialSteps logarithmic(int points, double xmin, double dx, double zmesh) {
        return new RadialSteps(points, i -> dx * Math.exp(xmin + i * dx) / zmesh);
    }

    /** Steps that are the next numbers of a text. */
    static RadialSteps read(FortranReader reader, int points, String what) {
        return new RadialSteps(points, i -> reader.quick(what));
    }

    int points() {
        return steps.length;
    }

    double at(int i) {
        for (; known <= i; known++) {
            steps[known] = next.applyAsDouble(known);
        }
        return steps[i];
    }
}
