package org.qeperf.features.pseudo;

import java.util.function.DoubleSupplier;

/** Tells orbitals that are zero everywhere ({@code upflib/upf_auxtools.f90} of Quantum ESPRESSO). */
final class OrbitalNorm {

    /** The occupation that pw.x gives to an orbital without a norm. */
    static final double NO_NORM = -1e-8;

    private static final double LEAST_NORM = 1e-8;

    private OrbitalNorm() {}

    /**
     * The occupation that pw.x goes on with: the one given, or a negative one where Simpson's integral of the square
     * vanishes. Its terms are positive, so few numbers are read of an orbital that has a norm.
     */
    static double occupation(double given, DoubleSupplier orbital, RadialSteps steps) {
        double sum = 0;
        double last = steps.points() == 0 ? 0 : term(orbital.getAsDouble(), steps, 0);
        for (int i = 1; i + 1 < steps.points() && sum < LEAST_NORM; i += 2) {
            double middle = term(orbital.getAsDouble(), steps, i);
            double first = last;
            last = term(orbital.getAsDouble(), steps, i + 1);
            sum += first + 4 * middle + last;
        }
        return sum < LEAST_NORM ? NO_NORM : given;
    }

    /** The same of an orbital that stands in a text. Almost every one has a norm, and three points at two thirds of the mesh tell. */
    static double occupation(double given, RadialNumbers orbital, RadialSteps steps) {
        int start = steps.points() / 3 * 2;
        if (start + 2 < steps.points() && orbital.reach(start) && steps.reach(start)) {
            double sum = term(orbital.at(start), steps, start)
                    + 4 * term(orbital.at(start + 1), steps, start + 1)
                    + term(orbital.at(start + 2), steps, start + 2);
            if (sum >= LEAST_NORM) {
                return given;
            }
            orbital.reach(0);
        }
        int[] next = new int[1];
        return occupation(given, () -> orbital.at(next[0]++), steps);
    }

    private static double term(double value, RadialSteps steps, int i) {
        return value * value * steps.at(i) / 3;
    }
}
