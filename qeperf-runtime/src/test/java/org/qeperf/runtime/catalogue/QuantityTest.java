package org.qeperf.runtime.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "MEMORY,512 GiB,549755813888",
        "MEMORY,512 GB,512000000000",
        "MEMORY,494000 MiB,517996544000",
        "MEMORY,16.374562817 GB,16374562817",
        "CACHE,1.25 MiB,1310720",
        "CACHE,48 KiB,49152",
        "RATE,204.8 GB/s,204800000000",
        "RATE,1.64 TB/s,1640000000000",
        "CLOCK,2.6 GHz,2600000000",
        "CLOCK,300 MHz,300000000",
        "FLOP_RATE,2.66 Tflop/s,2660000000000",
        "TIME,1 d,86400",
        "TIME,36 h,129600",
        "TIME,30 min,1800",
        "TIME,61 s,61",
        "TIME,1 min,60",
        "POWER,1.9 kW,1900",
        "POWER,350 W,350"
    })
    void isWrittenAsItIsRead(Quantity quantity, String text, double value) {
        assertEquals(Optional.of(value), quantity.parse(text));
        assertEquals(text, quantity.text(value));
    }

    @Test
    void everyPlausibleValueCanBeWritten() {
        Random random = new Random(1);
        for (Quantity quantity : Quantity.values()) {
            for (int i = 0; i < 2000; i++) {
                double value = Math.exp(random.nextDouble() * 36);
                if (quantity == Quantity.MEMORY || quantity == Quantity.CACHE) {
                    value = Math.rint(value);
                }
                if (quantity.isPlausible(value)) {
                    assertEquals(Optional.of(value), quantity.parse(quantity.text(value)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "1", "1GB", "1  GB", "-1 GB", "+1 GB", "1e3 GB", "1. GB", ".5 GB", "1 gb", "1 GB ", "1,5 GB",
                "NaN GB"
            })
    void otherTextsAreNone(String text) {
        assertEquals(Optional.empty(), Quantity.MEMORY.parse(text));
    }

    @Test
    void whatNoUnitCanSayIsRefused() {
        assertEquals(
                "1.0E-30 cannot be written as a TIME",
                assertThrows(IllegalArgumentException.class, () -> Quantity.TIME.text(1e-30))
                        .getMessage());
    }
}
