package org.qeperf.examples.temporal;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;

/** The order of things. All that depends on the world is in {@link RunActivities}, so this may be replayed at any time. */
public final class DurableRun implements PredictedRun {

    private static final int MOST_ATTEMPTS = 6;

    /** A worker that was silent for so long is dead, and another one waits in its place. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** What is wrong with an input is wrong again the next time. */
    private static final RetryOptions RETRY = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofSeconds(1))
            .setMaximumInterval(Duration.ofMinutes(1))
            .setDoNotRetry(
                    InputException.class.getName(),
                    QePerfException.class.getName(),
                    IllegalArgumentException.class.getName())
            .build();

    private final RunActivities soon = Workflow.newActivityStub(
            RunActivities.class,
            ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofMinutes(5))
                    .setRetryOptions(RETRY)
                    .build());

    private final RunActivities someDay = Workflow.newActivityStub(
            RunActivities.class,
            ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofDays(30))
                    .setHeartbeatTimeout(SILENCE)
                    .setRetryOptions(RETRY)
                    .build());

    @Override
    public RunReport run(RunOrder order) {
        Spread layout = soon.advise(order).layout();
        Predicted predicted = soon.predict(order, layout);
        List<Submitted> jobs = new ArrayList<>();
        Request request = predicted.first();
        while (true) {
            Submitted job = soon.submit(order, layout, request);
            jobs.add(job);
            try {
                someDay.await(job);
                return soon.learn(predicted, jobs);
            } catch (ActivityFailure e) {
                Optional<Request> next = next(e, request, predicted);
                if (next.isEmpty()) {
                    soon.learn(predicted, jobs);
                    throw e;
                }
                request = next.get();
            }
        }
    }

    private static Optional<Request> next(ActivityFailure failure, Request request, Predicted predicted) {
        return failure.getCause() instanceof ApplicationFailure died && request.attempt() < MOST_ATTEMPTS
                ? request.after(died.getType(), predicted)
                : Optional.empty();
    }
}
