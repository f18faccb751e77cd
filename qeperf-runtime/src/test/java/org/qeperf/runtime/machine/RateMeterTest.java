package org.qeperf.runtime.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.qeperf.api.QePerfException;

class RateMeterTest {

    /** Two parts of at least 1 ms each, whatever else runs. */
    private static final class Waiting implements Kernel {
        private final Set<Thread> threads;
        private int next;

        Waiting(Set<Thread> threads) {
            this.threads = threads;
        }

        @Override
        public double work() {
            return 10;
        }

        @Override
        public int parts() {
            return 2;
        }

        @Override
        public void run(int part) {
            assertEquals(next, part);
            next = 1 - part;
            threads.add(Thread.currentThread());
            long end = System.nanoTime() + 1_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void ratesOfThreadsAreAdded() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        RateMeter meter = new RateMeter(3);
        meter.measure(() -> new Waiting(threads), 0.05);
        meter.measure(() -> new Waiting(threads), 0.05);
        assertEquals(6, threads.size());
        double rate = meter.result().value();
        // 10 in at least 2 ms on each of 3 threads; slow machines stay far below.
        assertTrue(rate > 0 && rate <= 3 * 10 / 2e-3, () -> Double.toString(rate));
    }

    @Test
    void aKernelThatFailsIsABug() {
        RateMeter meter = new RateMeter(1);
        assertEquals(
                "a benchmark kernel failed",
                assertThrows(
                                IllegalStateException.class,
                                () -> meter.measure(
                                        () -> {
                                            throw new ArithmeticException();
                                        },
                                        0.01))
                        .getMessage());
    }

    @Test
    void oneThreadThatFailsDoesNotKeepTheOthersWaiting() {
        AtomicBoolean failed = new AtomicBoolean();
        Supplier<Kernel> kernels = () -> {
            if (failed.getAndSet(true)) {
                return new Waiting(ConcurrentHashMap.newKeySet());
            }
            throw new OutOfMemoryError("no room for arrays");
        };
        IllegalStateException e = assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThrows(IllegalStateException.class, () -> new RateMeter(2).measure(kernels, 0.01)));
        assertEquals(
                "java.lang.OutOfMemoryError: no room for arrays", e.getCause().getMessage());
    }

    @Test
    void anInterruptEndsTheMeasurement() {
        Thread.currentThread().interrupt();
        QePerfException e = assertThrows(
                QePerfException.class,
                () -> new RateMeter(1).measure(() -> new Waiting(ConcurrentHashMap.newKeySet()), 60));
        assertEquals("interrupted while the machine was measured", e.getMessage());
        assertTrue(Thread.interrupted());
    }

    @Test
    void impossibleRatesAreRefused() {
        assertEquals(
                "a rate of -1.0 with a spread of 0.5",
                assertThrows(IllegalArgumentException.class, () -> new Measurement(-1, 0.5))
                        .getMessage());
    }
}
