package org.qeperf.runtime.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;

class WallTimeRequestTest {

    private static Prediction seconds(double value, double factor) {
        return new Prediction(Target.SECONDS_OUTSIDE_SCF, value, level -> level <= 0.9 ? factor : 100, List.of());
    }

    private static WallTimeRequest request(double seconds, OptionalDouble limit, double iteration, double outside) {
        return WallTimeRequest.of(seconds, limit, seconds(iteration, 2), seconds(outside, 3), RunLength.UNKNOWN);
    }

    @Test
    void theNextWholeMinuteIsAskedFor() {
        assertEquals(60, request(0.01, OptionalDouble.empty(), 0.1, 0.1).requestSeconds());
        assertEquals(3600, request(3600, OptionalDouble.empty(), 1, 1).requestSeconds());
        assertEquals(3660, request(3600.1, OptionalDouble.empty(), 1, 1).requestSeconds());
    }

    @Test
    void neverMoreThanTheLimit() {
        assertEquals(100, request(3600, OptionalDouble.of(100.9), 1, 1).requestSeconds());
        assertEquals(1, request(3600, OptionalDouble.of(0.5), 1, 1).requestSeconds());
        assertEquals(3660, request(3600.1, OptionalDouble.of(1e9), 1, 1).requestSeconds());
    }

    @Test
    void anIterationThatHasBegunAndTheFinalWriteStillFitIn() {
        // 10 s at most for an iteration, 300 s for what comes after.
        assertEquals(
                3600 - 10 - 300, request(3600, OptionalDouble.empty(), 5, 100).maxSeconds());
    }

    @Test
    void aTwentiethIsKeptForTheWriteAtLeast() {
        assertEquals(
                3600 - 10 - 180, request(3600, OptionalDouble.empty(), 5, 1).maxSeconds());
    }

    @Test
    void theRunGetsHalfOfTheTimeAtLeast() {
        assertEquals(1800, request(3600, OptionalDouble.empty(), 1000, 1).maxSeconds());
        assertEquals(1, request(3600, OptionalDouble.of(1.5), 1000, 1).maxSeconds());
    }
}
