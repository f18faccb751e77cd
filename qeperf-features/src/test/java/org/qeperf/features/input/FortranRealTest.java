package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FortranRealTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-.5, -0.5",
        "+5., 5",
        "1.5E+02, 150",
        "1.5d2, 150",
        "2.5Q-1, 0.25",
        "1.0-100, 1e-100",
        "1+2, 100",
        "0.1234567890123456789, 0.1234567890123456789",
        "123456789012345678901234, 1.2345678901234568e23",
        "1e-400, 0",
        "0e5, 0",
        "-0e-5, -0.0",
        "1e22, 1e22",
        "3e22, 3e22",
        "3e23, 3e23",
        "-2.5d30, -2.5e30",
        "7q-22, 7e-22",
        "7q-23, 7e-23",
        "7q-30, 7e-30",
        "9007199254740993, 9007199254740992",
        "9007199254740993e1, 90071992547409930"
    })
    void numbersOfFortranAreRead(String text, double value) {
        assertEquals(value, FortranReal.parse(text));
        assertEquals(value, quick(text), 1e-14 * Math.abs(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", ".", "1e", "1d+", "x", "1x", "1e5x", "1..2", "--1", "NaN", "Infinity", "0x10", "1e5-3"})
    void otherWordsAreNone(String text) {
        assertEquals(Double.NaN, FortranReal.parse(text));
        assertEquals(Double.NaN, quick(text));
    }

    @Test
    void everyNumberIsTheNearest() {
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(60) - 30);
            String text = String.format(java.util.Locale.ROOT, "%." + (1 + random.nextInt(19)) + "e", value);
            assertEquals(Double.parseDouble(text), FortranReal.parse(text), text);
            String plain = String.format(java.util.Locale.ROOT, "%.8f", random.nextDouble() * 1000);
            assertEquals(Double.parseDouble(plain), FortranReal.parse(plain), plain);
        }
    }

    @Tag("slow")
    @Test
    void theQuickWayDiffersInTheLastBitsAlone() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(120) - 60);
            String text = String.format(java.util.Locale.ROOT, "%.15e", value);
            assertEquals(value, quick(text), 4e-15 * Math.abs(value), text);
        }
    }

    private static double quick(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return FortranReal.quick(bytes, 0, bytes.length);
    }
}
