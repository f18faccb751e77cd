package org.qeperf.examples.temporal;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Tells Temporal every two seconds that somebody follows a job, and ends the following where Temporal wants no more of it. */
final class Following implements AutoCloseable {

    private static final Duration BEAT = Duration.ofSeconds(2);

    private final ScheduledExecutorService beats =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "heartbeat"));
    private final AtomicReference<String> last = new AtomicReference<>("");
    private final AtomicReference<ActivityCompletionException> ended = new AtomicReference<>();

    private Following() {}

    /** Begins, on the thread that follows. */
    static Following begin(ActivityExecutionContext context) {
        Following following = new Following();
        Thread follower = Thread.currentThread();
        following.beats.scheduleAtFixedRate(
                () -> {
                    try {
                        context.heartbeat(following.last.get());
                    } catch (ActivityCompletionException e) {
                        following.ended.set(e);
                        follower.interrupt();
                        throw e; // no further beats
                    }
                },
                0,
                BEAT.toMillis(),
                TimeUnit.MILLISECONDS);
        return following;
    }

    /** Shown with the next beat. */
    void heard(String line) {
        last.set(line);
    }

    /** Why Temporal wants no more. */
    Optional<ActivityCompletionException> ended() {
        return Optional.ofNullable(ended.get());
    }

    @Override
    public void close() {
        beats.shutdownNow();
    }
}
