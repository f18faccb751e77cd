package org.qeperf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedTextTest {

    @Test
    void plainTextStaysAsItIs() {
        assertEquals("Si \ud83d\ude00 '\n", EscapedText.escape("Si \ud83d\ude00 '\n"));
    }

    @Test
    void whatADatabaseWouldNotKeepIsEscaped() {
        assertEquals("a\\\\b\\u0000c\\ud83dx\\udc00", EscapedText.escape("a\\b\0c\ud83dx\udc00"));
        assertEquals("\\\\u0000", EscapedText.escape("\\u0000"));
    }

    /** Somebody else's texts are read without an error. */
    @ParameterizedTest
    @CsvSource({"\\,\\", "\\x,x", "\\u12,u12", "\\uzzzz,uzzzz", "a\\\\,a\\"})
    void brokenEscapesAreRead(String stored, String text) {
        assertEquals(text, EscapedText.unescape(stored));
    }

    @Test
    void everyTextComesBack() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(8); n > 0; n--) {
                text.append("\0\\u0dcx\ud83d\ude00".charAt(random.nextInt(9)));
            }
            String stored = EscapedText.escape(text.toString());
            assertEquals(text.toString(), EscapedText.unescape(stored));
            assertFalse(stored.contains("\0"));
            assertEquals(stored, new String(stored.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
    }
}
