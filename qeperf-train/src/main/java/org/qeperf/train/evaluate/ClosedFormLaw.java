package org.qeperf.train.evaluate;

import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.train.data.RunRecord;

/**
 * The only published closed form for pw.x: a power law fitted to 4,370 runs on one machine (Piz Dora, 2015), until 2023
 * in {@code get_pw_parallelization_parameters} of aiida-quantumespresso: FFT points x spin x k-points x iterations x
 * {@code exp(-16.1951988) x bands^1.22535849} over ranks. Here for one iteration.
 */
public final class ClosedFormLaw {

    private static final double LOG_PREFACTOR = -16.1951988;
    private static final double BANDS_EXPONENT = 1.22535849;

    private ClosedFormLaw() {}

    /**
     * Evaluates the law for a run.
     *
     * @param run a run of pw.x with counts and layout
     * @return seconds per self-consistency iteration
     */
    public static double seconds(RunRecord run) {
        Counts counts = run.counts().known().orElseThrow();
        Count.Grid grid = counts.grid("fft_dense");
        double points = (double) grid.n1() * grid.n2() * grid.n3();
        double spin = counts.whole("n_spin") == 2 ? 2 : 1;
        double bands = Math.pow(counts.whole("n_ks"), BANDS_EXPONENT);
        return points
                * spin
                * counts.whole("n_k")
                * Math.exp(LOG_PREFACTOR)
                * bands
                / run.place().nearestLayout().orElseThrow().ranks();
    }
}
