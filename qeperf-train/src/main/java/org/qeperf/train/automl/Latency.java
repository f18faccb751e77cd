package org.qeperf.train.automl;

/** How long predictions take. */
final class Latency {

    private static final int MOST_ROWS = 200;
    private static final int PASSES = 5;

    private Latency() {}

    /** Microseconds for one row: the fastest of a few passes, as the first ones are not compiled. */
    static double microseconds(Candidate candidate, Problem problem) {
        int[] some = new int[Math.min(MOST_ROWS, problem.size())];
        for (int i = 0; i < some.length; i++) {
            some[i] = i;
        }
        Problem rows = problem.subset(some);
        double least = Double.POSITIVE_INFINITY;
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            candidate.predict(rows);
            least = Math.min(least, (System.nanoTime() - start) / 1e3 / some.length);
        }
        return least;
    }
}
