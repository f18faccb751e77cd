package org.qeperf.app.service;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.qeperf.train.living.LivingModels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread in the background that looks now and then whether models are to be trained, judged or changed. */
final class Gardener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gardener.class);
    private static final long SECONDS_BETWEEN = 60;
    private static final long SECONDS_TO_STOP = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "qeperf-models");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });

    Gardener(LivingModels models) {
        thread.scheduleWithFixedDelay(() -> look(models), SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private static void look(LivingModels models) {
        try {
            models.tick().forEach(event -> LOG.info("{}", event));
        } catch (RuntimeException e) {
            // The next look may go better: a store that was away, a model that did not train.
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
