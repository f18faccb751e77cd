package org.qeperf.runtime.advise;

import org.qeperf.api.feature.Counts;

/**
 * What of a workload can be shared out.
 *
 * @param kPoints k-points that work is done for: each spin direction has its own
 * @param planes planes of the smooth FFT grid
 */
record Dimensions(int kPoints, int planes) {

    static Dimensions of(Counts counts) {
        int directions = counts.whole("n_spin") == 2 ? 2 : 1;
        return new Dimensions(
                Math.toIntExact(directions * counts.whole("n_k")),
                counts.grid("fft_smooth").n3());
    }
}
