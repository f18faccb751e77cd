package org.qeperf.runtime.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.qeperf.api.QePerfException;

/**
 * Times a kernel on one or more threads, many times over. Each thread warms up until it gets no faster, waits for the others,
 * and then all work for the same time. For each part of the kernel the time counts that a tenth of its repetitions stayed
 * below, so that those do not matter in which something else had the core. Rates of threads are added.
 */
final class RateMeter {

    private static final double QUANTILE = 0.1;
    /** Warm-up ends when two stretches in a row differ by less than this. */
    private static final double STEADY = 0.02;

    private static final int STRETCHES = 10;
    private static final int FEWEST_STRETCHES = 4;

    private final List<Samples> threads = new ArrayList<>();

    RateMeter(int threads) {
        for (int i = 0; i < threads; i++) {
            this.threads.add(new Samples());
        }
    }

    /**
     * Measures once more.
     *
     * @param kernels makes the kernel of a thread; called on that thread, so that its memory is near
     * @param seconds how long to measure; at most half as long for warm-up comes on top
     */
    void measure(Supplier<Kernel> kernels, double seconds) {
        CountDownLatch start = new CountDownLatch(threads.size());
        List<Callable<Samples>> work = new ArrayList<>();
        for (Samples samples : threads) {
            work.add(() -> samples.take(kernels, seconds, start));
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads.size());
        try {
            for (Future<Samples> done : pool.invokeAll(work)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QePerfException("interrupted while the machine was measured", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a benchmark kernel failed", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** The outcome of all measurements so far, of which there must be one. */
    Measurement result() {
        double high = 0;
        double median = 0;
        for (Samples samples : threads) {
            high += samples.rate(QUANTILE);
            median += samples.rate(0.5);
        }
        return new Measurement(high, (high - median) / high);
    }

    /** The times of one thread. */
    private static final class Samples {

        private final List<long[]> nanoseconds = new ArrayList<>();
        private double work;

        /** One that fails does not keep the others waiting. */
        Samples take(Supplier<Kernel> kernels, double seconds, CountDownLatch start) throws InterruptedException {
            Kernel kernel;
            try {
                kernel = kernels.get();
                work = kernel.work();
                warmUp(kernel, seconds / 2);
            } finally {
                start.countDown();
            }
            start.await();
            long end = System.nanoTime() + (long) (seconds * 1e9);
            do {
                nanoseconds.add(time(kernel));
            } while (System.nanoTime() < end);
            return this;
        }

        private static void warmUp(Kernel kernel, double seconds) {
            long begin = System.nanoTime();
            double before = 0;
            for (int stretch = 1; stretch <= STRETCHES; stretch++) {
                double best = Double.MAX_VALUE;
                do {
                    best = Math.min(best, Arrays.stream(time(kernel)).sum());
                } while (System.nanoTime() - begin < stretch * seconds / STRETCHES * 1e9);
                if (Math.abs(best - before) < STEADY * best && stretch >= FEWEST_STRETCHES) {
                    return;
                }
                before = best;
            }
        }

        private static long[] time(Kernel kernel) {
            long[] times = new long[kernel.parts()];
            long begin = System.nanoTime();
            for (int part = 0; part < times.length; part++) {
                kernel.run(part);
                long end = System.nanoTime();
                times[part] = Math.max(1, end - begin);
                begin = end;
            }
            return times;
        }

        /** Work per second where each part takes the time below which this share of its repetitions stayed. */
        double rate(double quantile) {
            double sum = 0;
            for (int part = 0; part < nanoseconds.get(0).length; part++) {
                int p = part;
                long[] sorted =
                        nanoseconds.stream().mapToLong(t -> t[p]).sorted().toArray();
                sum += sorted[(int) (quantile * (sorted.length - 1))];
            }
            return work / sum * 1e9;
        }
    }
}
