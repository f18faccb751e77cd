package org.qeperf.runtime.artifact;

import java.util.Arrays;
import java.util.Objects;
import org.qeperf.api.predict.Uncertainty;

/** Factors from the quantiles of errors, widened. Immutable; two are equal if all their factors are. */
final class ErrorQuantiles implements Uncertainty {

    private final double[] sorted;
    private final double widening;

    /**
     * Takes errors.
     *
     * @param sorted at least one, ascending; shared, not to be modified
     * @param widening what each is multiplied by
     */
    ErrorQuantiles(double[] sorted, double widening) {
        this.sorted = sorted;
        this.widening = widening;
    }

    /** At least 1; the largest error seen where the level asks for more than there is. */
    @Override
    public double factor(double level) {
        int rank = (int) Math.ceil((sorted.length + 1) * level);
        return Math.exp(widening * sorted[Math.max(0, Math.min(rank, sorted.length) - 1)]);
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
