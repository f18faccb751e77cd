package org.qeperf.features.workload;

import org.qeperf.api.feature.Counts;
import org.qeperf.features.input.Course;

/**
 * How the number of self-consistency iterations depends on {@code conv_thr}: the accuracy that pw.x estimates falls by about the
 * same factor in each iteration, so iterations are proportional to {@code 2.5 - log10(conv_thr)}. In the outputs of 2,492 runs
 * of qeperf's own set, which went to 1e-6 Ry, the median shares of the iterations after which 1e-2, 1e-3, 1e-4 and 1e-5 Ry were
 * reached are 0.53, 0.64, 0.75 and 0.89; this gives 0.53, 0.65, 0.76 and 0.88.
 */
public final class ScfEffort {

    private static final double FROM = 2.5;

    /** No accuracy is below a threshold of zero: as many iterations as there may be. */
    private static final double ENDLESS = 1e6;

    /** Less than double precision can tell. */
    private static final double FINEST = 1e-16;

    private static final double COARSEST = 1;

    private ScfEffort() {}

    /**
     * Iterations relative to those that the default threshold takes.
     *
     * @param thresholdRydberg {@code conv_thr}, Ry
     * @return 1 for the default, very many for a threshold that is not positive
     */
    public static double relative(double thresholdRydberg) {
        return thresholdRydberg > 0 ? decades(thresholdRydberg) / decades(Course.DEFAULT_THRESHOLD) : ENDLESS;
    }

    /**
     * The same for a run of which counts are known.
     *
     * @param counts those that are known
     * @return 1 where the threshold is not among them
     */
    public static double relative(Counts counts) {
        return relative(CourseCodec.threshold(counts));
    }

    private static double decades(double thresholdRydberg) {
        return FROM - Math.log10(Math.max(FINEST, Math.min(COARSEST, thresholdRydberg)));
    }
}
