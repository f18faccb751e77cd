package org.qeperf.app.service;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread in the background that looks now and then whether models are to be trained, judged or changed. */
final class Gardener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gardener.class);
    private static final long SECONDS_TO_STOP = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "qeperf-models");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });

    /**
     * Begins to look.
     *
     * @param look looks once, and tells what happened
     * @param between time between two looks
     */
    Gardener(Supplier<? extends Collection<?>> look, Duration between) {
        long millis = between.toMillis();
        thread.scheduleWithFixedDelay(() -> once(look), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void once(Supplier<? extends Collection<?>> look) {
        try {
            look.get().forEach(event -> LOG.info("{}", event));
        } catch (RuntimeException | Error e) {
            // The next look may go better: a store that was away, a model that did not train, a library that did not
            // load.
            LOG.error("looking after the models failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                LOG.warn("a training under way was left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
