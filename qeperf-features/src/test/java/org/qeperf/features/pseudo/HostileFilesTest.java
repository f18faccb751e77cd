package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;

/** Whatever the bytes are, a reader answers with facts or an InputException, and soon. */
class HostileFilesTest {

    private static final int LARGE = 64 << 20;
    /** Generous, for machines with other work; what is not linear takes minutes. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Map<String, List<String>> FILES = Map.of(
            "Si.UPF", List.of(Upf.version1(), Upf.version2(), Upf.schema(), Upf.fullyRelativistic()),
            "Si.RRKJ3", List.of(OldFormats.RRKJ3),
            "Si.van", List.of(OldFormats.VANDERBILT),
            "Si.gth", List.of(OldFormats.GTH),
            "Si.bhs", List.of(OldFormats.NUMERIC, OldFormats.ANALYTIC));

    @ParameterizedTest
    @ValueSource(strings = {"Si.UPF", "Si.RRKJ3", "Si.van", "Si.gth", "Si.bhs"})
    void damagedBytesAreRefusedOrRead(String name) {
        Random random = new Random(11);
        int refused = 0;
        for (String text : FILES.get(name)) {
            byte[] sound = text.getBytes(StandardCharsets.ISO_8859_1);
            for (int run = 0; run < 3000; run++) {
                try {
                    Pseudopotential read = PseudopotentialReader.read(name, damage(sound, random));
                    assertTrue(read.projectorStates() >= 0);
                } catch (InputException e) {
                    refused++;
                    assertTrue(e.getMessage().startsWith(name + ":"), e::getMessage);
                }
            }
        }
        assertTrue(refused > 500, refused + " refused");
    }

    /** Some bytes other, some pieces copied elsewhere, perhaps an early end. */
    private static byte[] damage(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        String favourites = "0123456789-+.eE<>=\"'/*, \n\t";
        for (int edit = random.nextInt(4); edit >= 0; edit--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> {
                    int length = Math.min(random.nextInt(60), bytes.length - at);
                    System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
                }
                case 2 -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at + 1) : bytes;
                default -> bytes[at] = (byte) favourites.charAt(random.nextInt(favourites.length()));
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.UPF  | <PP_BETA.1 ",
                "a.UPF  | <PP_BETA.1 a=\"",
                "a.UPF  | <PP_BETA.1>",
                "a.UPF  | <PP_HEADER>",
                "a.UPF  | <",
                "a.UPF  | <UPF",
                "a.UPF  | a=\"1\" ",
                "a.UPF  | \"",
                "a.RRKJ3| 1 ",
                "a.van  | 7 ",
                "a.gth  | 1,",
                "a.bhs  | 16777216*1 ",
                "a.bhs  | '",
                "a.bhs  | ` `"
            })
    void aLargeFileOfOnePieceEndsSoon(String name, String piece) {
        for (String start : List.of(
                "", "<UPF>\n", "<UPF>\n<PP_HEADER ", "<qe_pp:pseudo>\n<pp_header>\n", "<PP_HEADER>\n1 1\nSi 1\nNC\n")) {
            byte[] bytes = filled(start, piece);
            InputException e = assertTimeout(
                    SOON, () -> assertThrows(InputException.class, () -> PseudopotentialReader.read(name, bytes)));
            assertTrue(e.getMessage().startsWith(name + ":"), e::getMessage);
        }
    }

    @Test
    void aLargeTailEndsSoon() {
        for (String piece : List.of("<PP_BETA.1 ", "<PP_BETA.3>\n", "<PP_ADDINFO> ", "<PP_CHI.1 \"", " ", "<")) {
            for (String text : List.of(Upf.version2(), Upf.schema())) {
                byte[] bytes = filled(text, piece);
                assertEquals(Upf.read(text), assertTimeout(SOON, () -> PseudopotentialReader.read("a.UPF", bytes)));
            }
        }
    }

    @Test
    void manyLongTagsEndSoon() {
        String many = PwInputs.replace(Upf.version2(), "number_of_proj=\"2\"", "number_of_proj=\"200\"");
        StringBuilder text = new StringBuilder(many);
        for (int i = 3; i <= 200; i++) {
            text.append("<PP_BETA.").append(i).append(" angular_momentum=\"0\"\n");
        }
        byte[] bytes = filled(text.toString(), " ");
        InputException e = assertTimeout(
                SOON, () -> assertThrows(InputException.class, () -> PseudopotentialReader.read("a.UPF", bytes)));
        assertEquals("a.UPF:28:1: a tag of more than 65536 characters; expected a shorter one", e.getMessage());
    }

    @Test
    void aLargeMeshOfZerosEndsSoon() {
        StringBuilder text =
                new StringBuilder("'PZ'\n'Si' 4.0 0 0 0 .f. 0 .f.\n14.0 -7.0 0.0001 100000 200\nl\n100000*0\n");
        text.append("s\n0 2.0\n100000*0.0\n".repeat(200));
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        Pseudopotential potential = assertTimeout(SOON, () -> PseudopotentialReader.read("Si.bhs", bytes));
        assertEquals(200, potential.orbitals().size());
        assertTrue(potential.orbitals().stream().noneMatch(Pseudopotential.Orbital::start));
    }

    private static byte[] filled(String start, String piece) {
        byte[] unit = piece.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), LARGE);
        System.arraycopy(unit, 0, bytes, start.length(), unit.length);
        int length = unit.length;
        for (int at = start.length() + length; at < LARGE; at += length) {
            length = at - start.length();
            System.arraycopy(bytes, start.length(), bytes, at, Math.min(length, LARGE - at));
        }
        return bytes;
    }
}
