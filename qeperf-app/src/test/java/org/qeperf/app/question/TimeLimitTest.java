package org.qeperf.app.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitTest {

    @ParameterizedTest
    @CsvSource({
        "2h, 7200",
        "1.5h, 5400",
        "0.25, 0.25",
        "90m, 5400",
        "3600, 3600",
        "3600s, 3600",
        "2d, 172800",
        "01:30:00, 5400",
        "100:00:01, 360001",
        "1-12:00:00, 129600"
    })
    void aLimitIsReadAsPeopleAndBatchSystemsWriteIt(String text, double seconds) {
        assertEquals(seconds, TimeLimit.parse(text).seconds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0h",
                "2 h",
                "1.5H",
                "1.h",
                ".5h",
                "0.0",
                "1e3",
                "-5",
                "2H",
                "12:30",
                "00:00:00",
                "1:60:00",
                "9999999999",
                "٣h"
            })
    void anythingElseIsRefused(String text) {
        assertEquals(
                "'" + text + "' is not a time; expected 2h, 1.5h, 90m, 3600 or HH:MM:SS",
                assertThrows(IllegalArgumentException.class, () -> TimeLimit.parse(text))
                        .getMessage());
    }
}
