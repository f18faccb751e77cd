package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "CONVERGED, converged, true",
        "NOT_CONVERGED, not_converged, true",
        "OUT_OF_MEMORY, out_of_memory, false",
        "TIME_LIMIT, time_limit, false",
        "CRASHED, crashed, false",
        "INCOMPLETE, incomplete, false"
    })
    void hasItsNameInRecordsAndKnowsWhetherTheProgramCameToItsEnd(Outcome outcome, String key, boolean finished) {
        assertEquals(key, outcome.key());
        assertEquals(finished, outcome.isFinished());
    }
}
