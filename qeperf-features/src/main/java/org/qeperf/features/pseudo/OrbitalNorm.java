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
        double last = steps.points() == 0 ? 0 : term(orbital, steps, 0);
        for (int i = 1; i + 1 < steps.points() && sum < LEAST_NORM; i += 2) {
            double middle = term(orbital, steps, i);
            double first = last;
            last = term(orbital, steps, i + 1);
            sum += first + 4 * middle + last;
        }
        return sum < LEAST_NORM ? NO_NORM : given;
    }

    private static double term(DoubleSupplier orbital, RadialSteps steps, int i) {
        double value = orbital.getAsDouble();
        return value * value * steps.at(i) / 3;
    }
}
