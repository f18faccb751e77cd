package org.qeperf.features.workload;

import java.util.List;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.pseudo.Pseudopotential;

/** Workloads for tests, without files. */
public final class Workloads {

    private Workloads() {}

    /** What the extractor makes of an input and its pseudopotentials, once counted. */
    public static Workload of(PwInput input, List<Pseudopotential> potentials, PwCounts counts) {
        return new PwWorkload(counts, RunWarnings.of(input, potentials, counts));
    }
}
