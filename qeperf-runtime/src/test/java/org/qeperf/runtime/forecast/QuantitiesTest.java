package org.qeperf.runtime.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.predict.Interval;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "0.04213, 0.0421 s",
        "1.5, 1.50 s",
        "59.4, 59.4 s",
        "59.6, 1 min",
        "200.4, 3 min 20 s",
        "3599.6, 1 h",
        "4980, 1 h 23 min",
        "86399, 1 d",
        "187200, 2 d 4 h",
        "864000, 10 d"
    })
    void timesAreToldInTheTwoLargestUnits(double seconds, String text) {
        assertEquals(text, Quantities.seconds(seconds));
    }

    @Test
    void memoryIsToldAsPwTellsIt() {
        assertEquals("8.6 MB", Quantities.bytes(8.6 * (1 << 20)));
        assertEquals("1024.0 MB", Quantities.bytes((1 << 30) - 1));
        assertEquals("1.0 GB", Quantities.bytes(1 << 30));
        assertEquals("1.5 GB", Quantities.bytes(1.5 * (1 << 30)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "0.004, under 1 %", "0.005, 1 %", "0.25, 25 %", "0.994, 99 %", "0.996, over 99 %", "1, 100 %"
    })
    void onlyWhatIsCertainHasAProbabilityOf0Or1(double probability, String text) {
        assertEquals(text, Quantities.probability(probability));
    }

    @Test
    void oneThingIsNotToldAsSeveral() {
        assertEquals("0 nodes", Quantities.counted(0, "node"));
        assertEquals("1 node", Quantities.counted(1, "node"));
        assertEquals("3000000000 nodes", Quantities.counted(3_000_000_000L, "node"));
    }

    @Test
    void rangesSayHowSureTheyAre() {
        assertEquals("99.5 % between 2 and 4", Quantities.range(new Interval(2, 4, 0.995), Quantities::count));
        assertEquals("90 %", Quantities.level(0.9));
    }
}
