package org.qeperf.examples.temporal;

import java.util.Optional;

/**
 * What an attempt asks the batch system for.
 *
 * @param attempt from 1
 * @param seconds wall time
 * @param bytesPerNode memory of each node; empty for a job that gets whole nodes
 */
public record Request(int attempt, long seconds, Optional<Long> bytesPerNode) {

    private static final int GROWTH = 2;

    /**
     * What to ask for after an attempt has died.
     *
     * @param end how it ended, one of {@link RunActivities}
     * @param predicted knows how much there is
     * @return more of what was missing, the same after bad luck; empty where another attempt would end alike
     */
    Optional<Request> after(String end, Predicted predicted) {
        return switch (end) {
            case RunActivities.OUT_OF_MEMORY ->
                bytesPerNode
                        .filter(bytes -> bytes < predicted.mostBytesPerNode())
                        .map(bytes -> Math.min(GROWTH * bytes, predicted.mostBytesPerNode()))
                        .map(bytes -> next(seconds, Optional.of(bytes)));
            case RunActivities.TIME_LIMIT ->
                seconds >= predicted.mostSeconds()
                        ? Optional.empty()
                        : Optional.of(next(Math.min(GROWTH * seconds, predicted.mostSeconds()), bytesPerNode));
            case RunActivities.BAD_LUCK -> Optional.of(next(seconds, bytesPerNode));
            default -> Optional.empty();
        };
    }

    private Request next(long moreSeconds, Optional<Long> moreBytes) {
        return new Request(attempt + 1, moreSeconds, moreBytes);
    }
}
