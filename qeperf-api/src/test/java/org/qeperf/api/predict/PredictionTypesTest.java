package org.qeperf.api.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 1 | 0.9 | interval from 2.0 to 1.0 is empty",
                "NaN | 1 | 0.9 | interval from NaN to 1.0 is empty",
                "1 | NaN | 0.9 | interval from 1.0 to NaN is empty",
                "1 | 2 | 0 | level 0.0; expected between 0 and 1",
                "1 | 2 | 1 | level 1.0; expected between 0 and 1",
                "1 | 2 | NaN | level NaN; expected between 0 and 1"
            })
    void impossibleIntervalsAreRefused(double lower, double upper, double level, String message) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Interval(lower, upper, level));
        assertEquals(message, e.getMessage());
    }

    @Test
    void anIntervalMayBeAPoint() {
        assertEquals(1, new Interval(1, 1, 0.9).upper());
    }

    @Test
    void aModelIsWrittenAsNameAtVersion() {
        assertEquals("si-forest@1.0.2-rc", new ModelId("si-forest", "1.0.2-rc").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Forest", "-forest", "../etc", "a b", "a.b", "é"})
    void aModelNameIsSafeInAFileName(String name) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new ModelId(name, "1"));
        assertEquals(
                "model name '" + name + "'; expected lower-case letters, digits and hyphens, at most 64",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "V1", ".1", "1/2", "1\n"})
    void aModelVersionIsSafeInAFileName(String version) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new ModelId("m", version));
        assertEquals(
                "model version '" + version + "'; expected lower-case letters, digits, hyphens and periods, at most 64",
                e.getMessage());
    }

    @Test
    void aModelNameHasAtMost64Characters() {
        String longest = "m".repeat(64);
        assertEquals(longest, new ModelId(longest, "1").name());
        assertThrows(IllegalArgumentException.class, () -> new ModelId(longest + "m", "1"));
    }

    @Test
    void aPredictionSharesNoList() {
        List<Extrapolation> given = new ArrayList<>(List.of(new Extrapolation("n_el", 9, 1, 8, 0.5)));
        Prediction prediction = new Prediction(Target.SECONDS_PER_SCF_ITERATION, 3, level -> 2, given);
        given.clear();
        assertEquals(1, prediction.extrapolation().size());
        assertTrue(prediction.target().name().endsWith("iteration"));
    }

    @Test
    void anIntervalGoesByFactors() {
        Prediction prediction =
                new Prediction(Target.SECONDS_PER_SCF_ITERATION, 3, level -> level < 0.9 ? 1.5 : 2, List.of());
        assertEquals(new Interval(1.5, 6, 0.9), prediction.interval());
        assertEquals(new Interval(2, 4.5, 0.8), prediction.interval(0.8));
    }
}
