package org.qeperf.bench.rival;

/** Something that is timed. */
@FunctionalInterface
interface Operation {

    /** Does it once; the number depends on all that was computed. */
    double run() throws Exception;

    /** Seconds of one, the mean of as many in a row as take a time. */
    default double seconds(double atLeast) throws Exception {
        long count = 1;
        double taken = time(count);
        while (taken < atLeast) {
            double times = Math.max(2, Math.min(10, 1.2 * atLeast / Math.max(taken, 1e-9)));
            count = (long) Math.ceil(count * times);
            taken = time(count);
        }
        return taken / count;
    }

    private double time(long count) throws Exception {
        double sum = 0;
        long start = System.nanoTime();
        for (long i = 0; i < count; i++) {
            sum += run();
        }
        long end = System.nanoTime();
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("not a number");
        }
        return (end - start) * 1e-9;
    }
}
