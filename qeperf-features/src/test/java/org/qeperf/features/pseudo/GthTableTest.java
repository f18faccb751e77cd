package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

class GthTableTest {

    private static final Path DEBIAN = Path.of("/usr/share/cp2k/GTH_POTENTIALS");
    private static final int FEWEST_FILES = 290;

    /** Numbers of no real atom. */
    private static final String TABLE = """
            # a comment
            H GTH-PADE-q1 GTH-LDA-q1 GTH-PADE  # another
                1
                 0.25   2   -4.5   0.75
                0
            #
            Sc GTH-PBE-q11
                4    6    1
                 0.375    1     8.25
                3
                 0.35     2     2.5   -1.25
                                       4.5
                 0.25     2    -5.5    7.25
                                      -8.75
                 0.45     1    -9.5

            Si GTH-OLYP-q4 GTH-OLYP
                2 2
                0.5 0
                1
                0.25 1 3.0
            Ti GTH-PBE-q4
                2 0 2
                0.5 0
                4
                0.2 0
                0.25 0
                0.3 3 1 2 3 4 5 6
                0.35 1 1
            Cu GTH-BLYP-q1
                1
                0.5 0
                5
                0.2 0
                0.2 0
                0.2 0
                0.2 0
                0.2 0
            """;

    @TempDir
    Path folder;

    @Test
    void aPotentialBecomesAFileForPwx() {
        assertEquals("""
                GTH-PBE-q11 of Sc
                21 11 0 zatom zion pspdat
                10 11 2 3 2001 0 pspcod pspxc lmax lloc mmax r2well
                0.375 1 8.25
                3 nnonloc
                0.35 2 2.5 -1.25
                 4.5
                0.25 2 -5.5 7.25
                 -8.75
                 0.0 0.0
                 0.0
                0.45 1 -9.5
                 0.0
                """, text("Sc.GTH-PBE-q11.gth"));
    }

    @Test
    void aPotentialWithoutProjectorsHasAnEmptyChannel() {
        String expected = """
                GTH-PADE-q1 of H
                1 1 0 zatom zion pspdat
                10 7 0 1 2001 0 pspcod pspxc lmax lloc mmax r2well
                0.25 2 -4.5 0.75
                1 nnonloc
                0.2 0
                """;
        assertEquals(expected, text("H.GTH-PADE-q1.gth"));
        assertEquals(expected, text("H.GTH-LDA-q1.gth"));
        assertEquals(expected, text("H.GTH-PADE.gth"));
    }

    @Test
    void theFileIsReadAsAPotential() {
        Pseudopotential potential = read(table(TABLE), "Sc.GTH-PBE-q11.gth");
        assertEquals("Sc", potential.element());
        assertEquals(Kind.NORM_CONSERVING, potential.kind());
        assertEquals(11, potential.valence());
        assertEquals("PBE", potential.functional());
        assertEquals(
                List.of(
                        new Projector(0, 0),
                        new Projector(0, 0),
                        new Projector(1, 0),
                        new Projector(1, 0),
                        new Projector(2, 0)),
                potential.projectors());
        assertEquals("PW", read(table(TABLE), "H.GTH-PADE.gth").functional());
        String blyp = TABLE.replace("H GTH-PADE-q1", "H GTH-BLYP");
        assertEquals("BLYP", read(table(blyp), "H.GTH-BLYP.gth").functional());
        String lda = TABLE.replace("H GTH-PADE-q1", "H gth-lda-x");
        assertEquals("PW", read(table(lda), "H.gth-lda-x.gth").functional());
    }

    @Test
    void onlyFilesThatPwxReadsAreNamed() {
        GthTable table = table(TABLE);
        assertEquals(List.of("H.GTH-PADE-q1.gth", "Sc.GTH-PBE-q11.gth"), table.fileNames());
        assertTrue(table.contains("H.GTH-PADE.gth"));
        assertFalse(table.contains("H.GTH-PADE"));
        assertFalse(table.contains("Li.GTH-PADE.gth"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sc.GTH-PBE.gth | 1:1: there is no potential for the file 'Sc.GTH-PBE.gth'; expected Sc.GTH-PBE-q11.gth",
                "Na.upf | 1:1: there is no potential for the file 'Na.upf';"
                        + " expected <Element>.<NAME>.gth with an entry of the table",
                "x | 1:1: there is no potential for the file 'x';"
                        + " expected <Element>.<NAME>.gth with an entry of the table",
                "Si.GTH-OLYP.gth | 17:1: pw.x reads no potential GTH-OLYP-q4 of Si since the file cannot name its"
                        + " functional; expected GTH-PADE, GTH-LDA, GTH-PBE or GTH-BLYP",
                "Ti.GTH-PBE-q4.gth | 22:1: potential GTH-PBE-q4 of Ti has 3 projectors of l = 2;"
                        + " expected at most 2, as pw.x",
                "Cu.GTH-BLYP-q1.gth | 30:1: potential GTH-BLYP-q1 of Cu has 0 projectors of l = 4;"
                        + " expected none, as pw.x"
            })
    void whatPwxDoesNotTakeIsRefused(String file, String message) {
        GthTable table = table(TABLE);
        assertEquals(
                "table:" + message,
                assertThrows(InputException.class, () -> table.file(file)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Xx GTH-PBE | 1:1: the element is 'Xx'; expected a chemical symbol",
                "SIL GTH-PBE | 1:1: the element is 'SIL'; expected a chemical symbol",
                "4.5 2 | 1:1: the element is '4.5'; expected a chemical symbol",
                "Si | 1:3: the line ends too early for a name of the potential; expected a complete file",
                "Si A | 1:5: the line ends too early for the electrons of an l; expected a complete file",
                "Si A;2 x | 2:1: the electrons of an l is 'x'; expected a whole number from 0 to 100",
                "Si A;2 101 | 2:1: the electrons of an l is '101'; expected a whole number from 0 to 100",
                "Si A;0 0 | 2:1: there are no electrons; expected at least 1",
                "Si A;2 2 | 2:4: the file ends too early for the local radius; expected a complete file",
                "Si A;2;x | 3:1: the local radius is 'x'; expected a number",
                "Si A;2;1e999 | 3:1: the local radius is '1e999'; expected a number",
                "Si A;2;0.5 5 | 3:5: the number of local coefficients is '5'; expected a whole number from 0 to 4",
                "Si A;2;0.5 1 y | 3:7: a local coefficient is 'y'; expected a number",
                "Si A;2;0.5 0;6 | 4:1: the number of channels is '6'; expected a whole number from 0 to 5",
                "Si A;2;0.5 0;1;z | 5:1: the radius of a channel is 'z'; expected a number",
                "Si A;2;0.5 0;1;1 5 | 5:3: the number of projectors is '5'; expected a whole number from 0 to 4",
                "Si A;2;0.5 0;1;1 1 u | 5:5: a coefficient of a channel is 'u'; expected a number",
                "Si A;2;0.5 0;0;Si B A;2;0.5 0;0 | 5:1: there is a second potential A of Si; expected one"
            })
    void damageIsRefused(String lines, String message) {
        assertRefused(lines.replace(';', '\n'), message);
    }

    @Test
    void whatIsTooLongIsRefused() throws IOException {
        assertRefused("Si " + "A".repeat(101), "1:4: a word of more than 100 characters; expected a shorter one");
        assertRefused("Si" + " A".repeat(21), "1:44: more than 20 words on a line; expected a shorter line");
        String many = "Si A 1 0.5 0 0\n".repeat(10_001).replace("A 1", "A\n1\n");
        assertRefused(many, "30001:1: more than 10000 potentials; expected a smaller table");
        Path file = Files.writeString(folder.resolve("table"), TABLE);
        assertEquals(
                2,
                GthTable.read(file, ParseLimits.ofBytes(TABLE.length()))
                        .fileNames()
                        .size());
        assertEquals(
                file + ":1:1: the file is larger than 20 bytes; expected a smaller file",
                assertThrows(InputException.class, () -> GthTable.read(file, ParseLimits.ofBytes(20)))
                        .getMessage());
    }

    @Tag("slow")
    @Test
    void damagedBytesAreRefusedOrRead() {
        Random random = new Random(5);
        byte[] sound = TABLE.getBytes(StandardCharsets.ISO_8859_1);
        String favourites = "0123456789-+.eE# \n\tAlSi";
        int refused = 0;
        for (int run = 0; run < 5000; run++) {
            byte[] bytes = sound.clone();
            for (int edit = 0; edit <= run % 4; edit++) {
                bytes[random.nextInt(bytes.length)] = run % 3 == 0
                        ? (byte) random.nextInt(256)
                        : (byte) favourites.charAt(random.nextInt(favourites.length()));
            }
            try {
                GthTable table = GthTable.read("table", bytes);
                for (String name : table.fileNames()) {
                    assertTrue(read(table, name).valence() > 0, name);
                }
            } catch (InputException e) {
                refused++;
                assertTrue(e.getMessage().startsWith("table:"), e::getMessage);
            }
        }
        assertTrue(refused > 1000, refused + " refused");
    }

    @Tag("slow")
    @Test
    void aLargeTableEndsSoon() {
        for (String piece : List.of("#", " ", "\n", "A", "1 ", "Si A\n1\n.5 0 0\n")) {
            byte[] bytes =
                    ("Si A\n1\n" + piece.repeat((8 << 20) / piece.length())).getBytes(StandardCharsets.ISO_8859_1);
            assertTimeout(
                    Duration.ofSeconds(20),
                    () -> assertThrows(InputException.class, () -> GthTable.read("table", bytes)));
        }
    }

    @Test
    void everyPotentialOfCp2kIsRead() {
        assumeTrue(Files.isRegularFile(DEBIAN), "no table of CP2K: " + DEBIAN + " is missing");
        GthTable table = GthTable.read(DEBIAN, ParseLimits.DEFAULT);
        for (String name : table.fileNames()) {
            Pseudopotential potential = read(table, name);
            assertEquals(name.substring(0, name.indexOf('.')), potential.element());
            assertTrue(name.endsWith("-q" + (int) potential.valence() + ".gth"), name);
        }
        assertTrue(table.fileNames().size() >= FEWEST_FILES, table.fileNames().size() + " files");
    }

    private static String text(String file) {
        return new String(table(TABLE).file(file), StandardCharsets.US_ASCII);
    }

    private static Pseudopotential read(GthTable table, String file) {
        return PseudopotentialReader.read(file, table.file(file));
    }

    private static GthTable table(String text) {
        return GthTable.read("table", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertRefused(String text, String message) {
        assertEquals(
                "table:" + message,
                assertThrows(InputException.class, () -> table(text)).getMessage());
    }
}
