package org.qeperf.runtime.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.qeperf.api.QePerfException;

/**
 * Times a kernel in many short windows on one or more threads. Each thread warms up until its rate no longer rises, waits for
 * the others, and then all work for the same time. A thread's rate is the one that a tenth of its windows exceeded, so that
 * windows in which something else had the core do not count; rates of threads are added.
 */
final class RateMeter {

    private static final double QUANTILE = 0.9;
    /** Warm-up ends when two stretches in a row differ by less than this. */
    private static final double STEADY = 0.02;

    private final int threads;
    private final List<List<Double>> rates = new ArrayList<>();

    RateMeter(int threads) {
        this.threads = threads;
        for (int i = 0; i < threads; i++) {
            rates.add(new ArrayList<>());
        }
    }

    /**
     * Measures once more.
     *
     * @param kernels makes the kernel of a thread; called on that thread, so that its memory is near
     * @param seconds how long to measure; at most half as long for warm-up comes on top
     */
    void measure(Supplier<Kernel> kernels, double seconds) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<List<Double>>> work = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            work.add(() -> windows(kernels.get(), seconds, start));
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Double>>> done = pool.invokeAll(work);
            for (int i = 0; i < threads; i++) {
                rates.get(i).addAll(done.get(i).get());
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

    /** The outcome of all measurements so far. */
    Measurement result() {
        double high = 0;
        double median = 0;
        for (List<Double> ofThread : rates) {
            double[] sorted =
                    ofThread.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            high += sorted[(int) (QUANTILE * (sorted.length - 1))];
            median += sorted[(sorted.length - 1) / 2];
        }
        return new Measurement(high, (high - median) / high);
    }

    private static List<Double> windows(Kernel kernel, double seconds, CyclicBarrier start)
            throws InterruptedException, BrokenBarrierException {
        warmUp(kernel, seconds / 2);
        start.await();
        List<Double> windows = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            windows.add(window(kernel));
        } while (System.nanoTime() < end);
        return windows;
    }

    private static void warmUp(Kernel kernel, double seconds) {
        long begin = System.nanoTime();
        double before = 0;
        for (int stretch = 1; stretch <= 10; stretch++) {
            double best = 0;
            do {
                best = Math.max(best, window(kernel));
            } while (System.nanoTime() - begin < stretch * seconds / 10 * 1e9);
            if (Math.abs(best - before) < STEADY * best && stretch > 3) {
                return;
            }
            before = best;
        }
    }

    private static double window(Kernel kernel) {
        long begin = System.nanoTime();
        kernel.run();
        return kernel.work() / Math.max(1, System.nanoTime() - begin) * 1e9;
    }
}
