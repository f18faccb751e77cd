package org.qeperf.examples.cp2k;

import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.SimulationContents;

/** Whatever the bytes are, the answer is a workload or an {@link InputException}, soon. */
class HostileInputTest {

    private static final int MUTANTS = 20_000;
    private static final String PIECES =
            "&END&KIND 0123456789.-+eEdD[]\n\n #!\t\r\0\u00ff ABC UKS CUTOFF 1e308 2147483648 -1";

    private final Cp2kExtractor extractor = new Cp2kExtractor();
    private int refused;

    @Test
    void changedFilesGiveCountsOrAnInputException() {
        Random random = new Random(42);
        for (int i = 0; i < MUTANTS; i++) {
            byte[][] files = {Example.input(), Example.file("OWN_BASIS"), Example.file("OWN_POTENTIAL")};
            int which = random.nextInt(files.length);
            files[which] = mutant(files[which], random);
            read(Example.contents(files[0], files[1], files[2]));
        }
        assertTrue(refused > MUTANTS / 4 && refused < MUTANTS, refused + " of " + MUTANTS + " were refused");
    }

    @Test
    void randomBytesGiveAnInputException() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            read(Example.contents(bytes, bytes, bytes));
        }
        assertTrue(refused == 1000, refused + " were refused");
    }

    @Test
    void longestFilesAreReadSoon() {
        byte[] blanks = " \n".repeat(InputText.MOST_BYTES / 2).getBytes(StandardCharsets.ISO_8859_1);
        byte[] sections = "&A\n&END\n".repeat(InputText.MOST_BYTES / 8).getBytes(StandardCharsets.ISO_8859_1);
        byte[] numbers = "1 1\n".repeat(InputText.MOST_BYTES / 4).getBytes(StandardCharsets.ISO_8859_1);
        assertTimeout(Duration.ofSeconds(10), () -> {
            read(Example.contents(blanks, blanks, blanks));
            read(Example.contents(sections, blanks, blanks));
            read(Example.contents(Example.input(), numbers, numbers));
        });
        assertTrue(refused == 3, refused + " were refused");
    }

    private void read(SimulationContents contents) {
        try {
            extractor.read(contents);
        } catch (InputException e) {
            refused++;
        }
    }

    private static byte[] mutant(byte[] original, Random random) {
        StringBuilder text = new StringBuilder(new String(original, StandardCharsets.ISO_8859_1));
        for (int change = 1 + random.nextInt(3); change > 0; change--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                default -> {
                    int from = random.nextInt(PIECES.length());
                    text.insert(at, PIECES, from, Math.min(PIECES.length(), from + 1 + random.nextInt(6)));
                }
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
