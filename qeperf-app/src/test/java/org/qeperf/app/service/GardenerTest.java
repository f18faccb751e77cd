package org.qeperf.app.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looking after models, and stopping. */
@Timeout(60)
class GardenerTest {

    @Test
    void goesOnAfterALookThatFailed() throws InterruptedException {
        CountDownLatch looks = new CountDownLatch(3);
        try (Gardener gardener = new Gardener(
                () -> {
                    looks.countDown();
                    if (looks.getCount() == 2) {
                        throw new UnsatisfiedLinkError("no library");
                    }
                    if (looks.getCount() == 1) {
                        throw new IllegalStateException("no model");
                    }
                    return List.of();
                },
                Duration.ofMillis(5))) {
            assertTrue(looks.await(20, TimeUnit.SECONDS), gardener::toString);
        }
    }

    @Test
    void aStoreThatHangsDoesNotKeepTheServiceFromStopping() {
        CountDownLatch never = new CountDownLatch(1);
        long start = System.nanoTime();
        QePerfService.closeWithin(Duration.ofMillis(200), () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertTrue(System.nanoTime() - start < 10_000_000_000L);
        never.countDown();
    }
}
