package org.qeperf.runtime.jobs;

import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Workload;

/** What pools share. */
final class KPoints {

    private KPoints() {}

    /** K-points that work is done for: each spin direction has its own. */
    static int of(Workload run) {
        Counts counts = run.counts();
        return Math.toIntExact((counts.whole("n_spin") == 2 ? 2 : 1) * counts.whole("n_k"));
    }
}
