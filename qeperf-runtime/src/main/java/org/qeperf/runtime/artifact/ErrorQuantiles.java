package org.qeperf.runtime.artifact;

import java.util.Arrays;
import java.util.Objects;
import org.qeperf.api.predict.Uncertainty;

/** Factors from the quantiles of errors, widened. Immutable; two are equal if all their factors are. */
final class ErrorQuantiles implements Uncertainty {

    private final double[] sorted;
    private final double[] factors;
    private final double widening;

    /**
     * Takes errors.
     *
     * @param sorted at least one, ascending; shared, not to be modified
     * @param factors their exponentials, which most rows need; shared, not to be modified
     * @param widening what each error is multiplied by
     */
    ErrorQuantiles(double[] sorted, double[] factors, double widening) {
        this.sorted = sorted;
        this.factors = factors;
        this.widening = widening;
    }

    /** At least 1; the largest error seen where the level asks for more than there is. */
    @Override
    public double factor(double level) {
        int place = place(sorted, level);
        return widening == 1 ? factors[place] : Math.exp(widening * sorted[place]);
    }

    /** What the interface does, where the compiler knows whose factors they are. */
    @Override
    public double[] factors(double[] levels) {
        double[] result = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            result[i] = factor(levels[i]);
        }
        return result;
    }

    /** Where the error of a level stands. */
    static int place(double[] sorted, double level) {
        int rank = (int) Math.ceil((sorted.length + 1) * level);
        return Math.max(0, Math.min(rank, sorted.length) - 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ErrorQuantiles that && widening == that.widening && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(sorted), widening);
    }

    @Override
    public String toString() {
        return sorted.length + " errors up to a factor of " + factor(1);
    }
}
