package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

class UpfReaderTest {

    private static final List<Projector> S_AND_P = List.of(new Projector(0, 0), new Projector(1, 0));
    private static final List<Orbital> ORBITALS = List.of(new Orbital(0, 0, 2), new Orbital(1, 0, 2));

    @Test
    void version2IsRead() {
        assertEquals(
                new Pseudopotential(
                        "Si", Kind.NORM_CONSERVING, 4, false, false, "PBE", 25, 100, 0, 3, S_AND_P, ORBITALS),
                Upf.read(Upf.version2()));
    }

    @Test
    void version1IsRead() {
        assertEquals(
                new Pseudopotential(
                        "Si",
                        Kind.NORM_CONSERVING,
                        4,
                        false,
                        false,
                        "SLA PW PBE PBE",
                        12.5,
                        50,
                        2,
                        3,
                        S_AND_P,
                        ORBITALS),
                Upf.read(Upf.version1()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void lineEndsDoNotMatter(String lineEnd) {
        assertEquals(Upf.read(Upf.version1()), Upf.read(Upf.version1().replace("\n", lineEnd)));
        assertEquals(Upf.read(Upf.version2()), Upf.read(Upf.version2().replace("\n", lineEnd)));
    }

    @Test
    void quotesBlanksAndOrderOfAttributesDoNotMatter() {
        String other = Upf.version2()
                .replace('"', '\'')
                .replace("version='2.0.1'", "version=\"2.0.1\"")
                .replace("number_of_proj='2'", "\n  Number_Of_Proj = '  2 '\n")
                .replace("z_valence='4.000000000000000E+000'", "")
                .replace("element=' Si'", "z_valence=\"0.4D1\" element='Si '")
                .replace("is_paw='F'", "is_paw='.false.'")
                .replace("has_so='F'", "has_so='false'");
        assertEquals(Upf.read(Upf.version2()), Upf.read(other));
        assertEquals(
                Upf.read(Upf.version2()), Upf.read(Upf.version2().replace("version=\"2.0.1\"", "version='2.0.0'")));
    }

    @ParameterizedTest
    @CsvSource({
        "is_ultrasoft, ULTRASOFT, true",
        "is_paw, PAW, true",
        "is_coulomb, COULOMB, false",
        "core_correction, NORM_CONSERVING, false"
    })
    void flagsDecideAboutTheKind(String flag, Kind kind, boolean augmented) {
        Pseudopotential potential = Upf.read(Upf.version2().replace(flag + "=\"F\"", flag + "=\".TRUE.\""));
        assertEquals(kind, potential.kind());
        assertEquals(augmented, potential.kind().augmented());
        assertEquals(flag.equals("core_correction"), potential.coreCorrection());
    }

    @Test
    void pawWinsOverUltrasoft() {
        String both = Upf.version2()
                .replace("is_ultrasoft=\"F\"", "is_ultrasoft=\"T\"")
                .replace("is_paw=\"F\"", "is_paw=\"T\"");
        assertEquals(Kind.PAW, Upf.read(both).kind());
    }

    @ParameterizedTest
    @CsvSource({"US, ULTRASOFT", "PAW, PAW", "NC, NORM_CONSERVING", "SL, NORM_CONSERVING"})
    void version1NamesItsKind(String word, Kind kind) {
        assertEquals(
                kind, Upf.read(Upf.version1().replace(" NC ", " " + word + " ")).kind());
    }

    @Test
    void theBareCoulombPotentialHasNoProjectors() {
        Pseudopotential first = Upf.read(Upf.version1().replace(" NC ", " 1/r "));
        Pseudopotential second = Upf.read(Upf.version2().replace("is_coulomb=\"F\"", "is_coulomb=\"T\""));
        for (Pseudopotential potential : List.of(first, second)) {
            assertEquals(Kind.COULOMB, potential.kind());
            assertEquals(List.of(), potential.projectors());
            assertEquals(0, potential.projectorStates());
        }
    }

    @Test
    void eachProjectorCounts2lPlus1Times() {
        assertEquals(4, Upf.read(Upf.version2()).projectorStates());
        assertEquals(7, Upf.read(Upf.fullyRelativistic()).projectorStates());
    }

    @Test
    void totalMomentaAreRead() {
        Pseudopotential potential = Upf.read(Upf.fullyRelativistic());
        assertTrue(potential.spinOrbit());
        assertEquals(
                List.of(new Projector(0, 0.5), new Projector(1, 0.5), new Projector(1, 1.5)), potential.projectors());
        assertEquals(
                List.of(new Orbital(0, 0.5, 2), new Orbital(1, 0.5, 2), new Orbital(1, 1.5, -1)), potential.orbitals());
    }

    @Test
    void totalMomentaOfVersion1StandInAnAddInfo() {
        String info = "<PP_ADDINFO>\n3S 1 0 0.50 2.00\n3P 2 1 1.50 2.00\n0 0.50\n1 1.50\n</PP_ADDINFO>\n";
        Pseudopotential potential = Upf.read(Upf.version1() + info);
        assertTrue(potential.spinOrbit());
        assertEquals(List.of(new Projector(0, 0.5), new Projector(1, 1.5)), potential.projectors());
        assertEquals(List.of(new Orbital(0, 0.5, 2), new Orbital(1, 1.5, 2)), potential.orbitals());
    }

    @Test
    void anAddInfoWithImpossibleMomentaIsIgnored() {
        String info = "<PP_ADDINFO>\n3S 1 0 0.50 2.00\n3P 2 1 1.50 2.00\n0 0.50\n1 1.00\n</PP_ADDINFO>\n";
        assertEquals(Upf.read(Upf.version1()), Upf.read(Upf.version1() + info));
    }

    @Test
    void theAverageKeepsOneChannelOfEachPair() {
        Pseudopotential average = Upf.read(Upf.fullyRelativistic()).averaged();
        assertFalse(average.spinOrbit());
        assertEquals(S_AND_P, average.projectors());
        assertEquals(ORBITALS, average.orbitals());
        assertEquals(4, average.projectorStates());
    }

    @Test
    void theAverageKeepsTheOrderOfOccupationsAsPwxDoes() {
        // s 1/2, p 3/2, p 1/2 with occupations 2, -1, 2: the p that stays takes the second occupation.
        String text = Upf.fullyRelativistic()
                .replace("RELWFC.2 lchi=\"9\" jchi=\"0.5\"", "RELWFC.2 lchi=\"9\" jchi=\"1.5\"")
                .replace("RELWFC.3 lchi=\"9\" jchi=\"1.5\"", "RELWFC.3 lchi=\"9\" jchi=\"0.5\"")
                .replace("<PP_CHI.2 l=\"1\" occupation=\"2.000\"", "<PP_CHI.2 l=\"1\" occupation=\"-1\"")
                .replace("<PP_CHI.3 l=\"1\" occupation=\"-1\"", "<PP_CHI.3 l=\"1\" occupation=\"2\"");
        assertEquals(
                List.of(new Orbital(0, 0, 2), new Orbital(1, 0, -1)),
                Upf.read(text).averaged().orbitals());
    }

    @Test
    void withoutSpinOrbitThereIsNothingToAverage() {
        Pseudopotential potential = Upf.read(Upf.version2());
        assertSame(potential, potential.averaged());
    }

    @ParameterizedTest
    @MethodSource
    void aDamagedFileIsRefused(String text, String place, String replacement, String message) {
        String damaged = PwInputs.replace(text, place, replacement);
        InputException e = assertThrows(InputException.class, () -> Upf.read(damaged));
        assertEquals("Si.UPF:" + message, e.getMessage());
    }

    static Stream<Arguments> aDamagedFileIsRefused() {
        String one = Upf.version1();
        String two = Upf.version2();
        return Stream.of(
                arguments(
                        two,
                        "<UPF version=\"2.0.1\">",
                        "<html>",
                        "1:1: this is not a pseudopotential in UPF version 1 or 2; expected a file with a PP_HEADER"),
                arguments(
                        two,
                        two.substring(two.indexOf("  <PP_HEADER gen")),
                        "",
                        "1:1: there is no PP_HEADER; expected a complete UPF file"),
                arguments(
                        two,
                        "z_valence=\"4.000000000000000E+000\"",
                        "",
                        "5:3: there is no attribute z_valence; expected a complete UPF file"),
                arguments(two, "4.000000000000000E+000", "four", "7:22: z_valence is 'four'; expected a number"),
                arguments(two, "4.000000000000000E+000", "1E999", "7:22: z_valence is '1E999'; expected a number"),
                arguments(two, "is_paw=\"F\"", "is_paw=\"no\"", "6:22: is_paw is 'no'; expected T or F"),
                arguments(
                        two,
                        "number_of_proj=\"2\"",
                        "number_of_proj=\"2.0\"",
                        "9:5: number_of_proj is '2.0'; expected a whole number"),
                arguments(
                        two,
                        "number_of_proj=\"2\"",
                        "number_of_proj=\"-1\"",
                        "5:3: -1 projectors, 2 orbitals; expected 0 to 200 of each"),
                arguments(
                        two,
                        "number_of_wfc=\"2\"",
                        "number_of_wfc=\"201\"",
                        "5:3: 2 projectors, 201 orbitals; expected 0 to 200 of each"),
                arguments(
                        two,
                        "number_of_proj=\"2\"",
                        "number_of_proj=\"3\"",
                        "5:3: there is no PP_BETA.3; expected a complete UPF file"),
                arguments(
                        two,
                        "angular_momentum=\"1\"",
                        "angular_momentum=\"-1\"",
                        "14:37: angular_momentum is '-1'; expected 0 to 6"),
                arguments(two, "l=\"1\"", "l=\"999999999\"", "20:15: l is '999999999'; expected 0 to 6"),
                arguments(
                        two,
                        "functional=\"PBE\"",
                        "functional=PBE",
                        "7:5: an attribute without a quoted value; expected name=\"value\""),
                arguments(
                        two,
                        "has_so=\"F\"",
                        "has_so=\"T\"",
                        "1:1: there is no PP_RELBETA.1; expected a complete UPF file"),
                arguments(one, " NC ", " XX ", "7:4: unknown kind 'XX'; expected NC, US, PAW or 1/r"),
                arguments(one, "4.00000000000  ", "four", "10:5: 'four'; expected a number"),
                arguments(
                        one, "  12.5     50.0  ", "  12.5\n", "12:3: the line has too few words; expected at least 2"),
                arguments(one, "    2    2 ", "    2    x ", "15:10: 'x'; expected a whole number"),
                arguments(
                        one,
                        "    2    2 ",
                        "    2  999 ",
                        "15:5: 999 projectors, 2 orbitals; expected 0 to 200 of each"),
                arguments(
                        one,
                        "    2    2 ",
                        "    2    3 ",
                        "4:1: there are only 2 PP_BETA; expected 3 as the header says"),
                arguments(one, "3P  1", "3P  7", "18:28: '7'; expected an angular momentum from 0 to 6"),
                arguments(
                        one,
                        one.substring(one.indexOf("  Si ")),
                        "",
                        "6:1: the line has too few words; expected at least 1"));
    }

    @Test
    void damagedBytesAreRefusedOrRead() {
        Random random = new Random(11);
        int refused = 0;
        List<String> texts = List.of(Upf.version1(), Upf.version2(), Upf.fullyRelativistic());
        for (int run = 0; run < 10_000; run++) {
            StringBuilder text = new StringBuilder(texts.get(run % 3));
            for (int edit = 0; edit < 3; edit++) {
                int at = random.nextInt(text.length());
                if (random.nextInt(10) == 0) {
                    text.setLength(at + 1);
                } else {
                    text.setCharAt(at, (char) random.nextInt(256));
                }
            }
            try {
                assertTrue(Upf.read(text.toString()).projectorStates() >= 0);
            } catch (InputException e) {
                refused++;
                assertTrue(e.getMessage().startsWith("Si.UPF:"), e::getMessage);
            }
        }
        assertTrue(refused > 2000, refused + " of 10000 refused");
    }
}
