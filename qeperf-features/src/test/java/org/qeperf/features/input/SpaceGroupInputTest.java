package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;

/**
 * What stands for a space group in &amp;SYSTEM and ATOMIC_POSITIONS. pw.x 6.7 stops at every input that is refused here, but
 * takes other origin choices than 2 for 1 and coordinates of any size.
 */
class SpaceGroupInputTest {

    private static final String IF_POS = "; pw.x takes a number that equals a coordinate of the site for a parameter:"
            + " give coordinates instead of the label";

    private static String rutile(String system, String site) {
        return """
                &CONTROL /
                &SYSTEM
                  A = 4.6, C = 2.96, nat = 1, ntyp = 1, ecutwfc = 12
                  %s
                /
                &ELECTRONS /
                ATOMIC_SPECIES
                O 16 O.UPF
                ATOMIC_POSITIONS {crystal_sg}
                O %s
                K_POINTS gamma
                """.formatted(system, site);
    }

    private static String message(String text) {
        return assertThrows(InputException.class, () -> PwInputs.parse(text)).getMessage();
    }

    @ParameterizedTest
    @MethodSource
    void aWrongSpaceGroupIsRefused(String system, String message) {
        assertEquals("pw.in:" + message, message(rutile(system, "4f 0.305")));
    }

    static Stream<Arguments> aWrongSpaceGroupIsRefused() {
        return Stream.of(
                arguments("", "9:19: positions in crystal_sg without a space group; expected space_group in &SYSTEM"),
                arguments(
                        "space_group = 0",
                        "9:19: positions in crystal_sg without a space group; expected space_group in &SYSTEM"),
                arguments("space_group = 231", "4:17: space_group = 231; expected between 1 and 230"),
                arguments("space_group = -1", "4:17: space_group = -1; expected between 1 and 230"),
                arguments(
                        "space_group = P42",
                        "4:17: invalid whole number 'P42' for space_group; expected a whole number such as 4"),
                arguments("space_group = 136 origin_choice = 3", "4:37: origin_choice = 3; expected 1 or 2"),
                arguments(
                        "space_group = 136 ibrav = 7",
                        "4:29: ibrav = 7 beside space_group = 136; expected ibrav = 6 in this setting, or none"),
                arguments(
                        "space_group = 14 ibrav = 12 uniqueb = T",
                        "4:28: ibrav = 12 beside space_group = 14; expected ibrav = -12 in this setting, or none"),
                arguments(
                        "space_group = 16",
                        "10:3: space group 16 has no Wyckoff position '4f'; expected one of 1a, 1b, 1c, 1d, 1e, 1f, 1g, 1h,"
                                + " 2i, 2j, 2k, 2l, 2m, 2n, 2o, 2p, 2q, 2r, 2s, 2t, 4u x y z"));
    }

    @ParameterizedTest
    @MethodSource
    void aWrongSiteIsRefused(String site, String message) {
        assertEquals("pw.in:" + message, message(rutile("space_group = 136", site)));
    }

    static Stream<Arguments> aWrongSiteIsRefused() {
        String words = "; expected a label and three coordinates, or a label and a Wyckoff position such as 4a with its"
                + " free parameters; then none or three if_pos numbers";
        String letters = "; expected one of 2a, 2b, 4c, 4d, 4e, 4f, 4g, 8h, 8i, 8j, 16k x y z";
        return Stream.of(
                arguments("0.1 0.2", "10:1: site with 3 words" + words),
                arguments("0.1", "10:1: site with 2 words" + words),
                arguments("0.1 0.2 0.3 1", "10:1: site with 5 words" + words),
                arguments("192j 0.1 0.2 0.3", "10:1: site with 5 words" + words),
                arguments(
                        "",
                        "10:1: ATOMIC_POSITIONS line has 1 word; expected a label and three coordinates, or a Wyckoff"
                                + " position"),
                arguments(
                        "0.1 0.2 0.3 1 1 x",
                        "10:19: invalid whole number 'x' for if_pos; expected a whole number such as 4"),
                arguments(
                        "0.1 0.2 1e5",
                        "10:11: coordinate '1e5' in crystal_sg; expected a fraction of an edge of the conventional cell"),
                arguments(
                        "'4f' 0.2 0.3",
                        "10:3: ''4f'' is not a coordinate; expected a number or an expression of numbers with + - * / ^ and"
                                + " parentheses, without blanks"),
                arguments("4F 0.305", "10:3: space group 136 has no Wyckoff position '4F'" + letters),
                arguments("9z 0.1 0.2", "10:3: space group 136 has no Wyckoff position '9z'" + letters),
                arguments("16k 0.1 0.2", "10:3: space group 136 has no Wyckoff position '16k'" + letters),
                arguments(
                        "4f",
                        "10:3: Wyckoff position '4f' with 0 numbers; expected 1 free parameter behind it (x,x,0)"),
                arguments(
                        "8j 0.1",
                        "10:3: Wyckoff position '8j' with 1 number; expected 2 free parameters behind it (x,x,y)"),
                arguments(
                        "4f 0.305 0.1",
                        "10:12: 2 numbers after Wyckoff position '4f'; expected 1 free parameter, then none or three if_pos"
                                + " numbers"),
                arguments(
                        "2a 0.3",
                        "10:6: 1 number after Wyckoff position '2a'; expected 0 free parameters, then none or three if_pos"
                                + " numbers"),
                arguments(
                        "2a 1 1 0.5",
                        "10:10: invalid whole number '0.5' for if_pos; expected a whole number such as 4"),
                arguments(
                        "2a 0 1 1",
                        "10:8: 3 numbers after Wyckoff position '2a'; expected 0 free parameters, then none or three if_pos"
                                + " numbers" + IF_POS),
                arguments(
                        "4f 0.305 0 1 1",
                        "10:14: 4 numbers after Wyckoff position '4f'; expected 1 free parameter, then none or three if_pos"
                                + " numbers" + IF_POS),
                arguments(
                        "16k 0.1 0.2 0.3 1",
                        "10:19: 4 numbers after Wyckoff position '16k'; expected 3 free parameters, then none or three"
                                + " if_pos numbers"),
                arguments(
                        "0.333333 0.333336 0",
                        "10:1: two images of this site are less than 1e-5 but more than 1e-6 apart; expected coordinates"
                                + " with more digits, or fractions such as 1/3"));
    }

    @Test
    void aSpaceGroupGoesWithSitesOnly() {
        String text = PwInputs.replace(rutile("space_group = 136", "0 0 0"), "{crystal_sg}", "crystal");
        assertEquals(
                "pw.in:4:17: space_group = 136 beside ATOMIC_POSITIONS that lists all atoms; expected ATOMIC_POSITIONS"
                        + " crystal_sg with the inequivalent sites, or no space_group",
                message(text));
    }

    @Test
    void aSpaceGroupDoesNotGoWithACell() {
        String text = rutile("space_group = 136", "0 0 0") + "CELL_PARAMETERS bohr\n1 0 0\n0 1 0\n0 0 1\n";
        assertEquals(
                "pw.in:12:1: CELL_PARAMETERS stands beside ibrav = 6; expected ibrav = 0, or no such card",
                message(text));
    }

    @Test
    void aSpaceGroupNeedsPositions() {
        String text = PwInputs.replace(rutile("space_group = 136", "0 0 0"), "ATOMIC_POSITIONS", "OCCUPATIONS");
        assertEquals("pw.in:12:1: there is no ATOMIC_POSITIONS card; expected one after the namelists", message(text));
    }

    @Test
    void imagesCountAsAtoms() {
        ParseLimits few = new ParseLimits(1 << 20, 15, 100, 1_000_000, 1_000_000);
        SourceText text = SourceText.of("pw.in", rutile("space_group = 136", "0.1 0.2 0.3"));
        InputException e = assertThrows(InputException.class, () -> PwInputReader.parse(text, QeVersion.NEWEST, few));
        assertEquals(
                "pw.in:10:1: the images of the sites up to here are 16 atoms; expected at most 15", e.getMessage());
    }

    @Test
    void twentyThousandSitesEndAtTheLimitAtOnce() {
        String text = rutile("space_group = 136", "0.1 0.2 0.3\n" + "O 0.1 0.2 0.3\n".repeat(19_999));
        String many = PwInputs.replace(text, "nat = 1", "nat = 20000");
        assertEquals(
                "pw.in:1260:1: the images of the sites up to here are 20016 atoms; expected at most 20000",
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> message(many)));
    }

    @ParameterizedTest
    @CsvSource({
        "2a, 2",
        "2a 0 0 0, 2",
        "2a 1 1 1, 2",
        "2a 1 0 1 1, 2",
        "4f 0.305, 4",
        "4f 0.305 0.305, 4",
        "4f 0.305 1 1 1, 4",
        "8j 1/3-0.01 0.1*2, 8",
        "16k 0.1 0.2 0.3, 16",
        "16k 0.1 0.2 0.3 0 0 0, 16",
        "0.1 0.2 0.3 0 0 1, 16",
        "4f 0.305 ! oxygen, 4"
    })
    void sitesAreCoordinatesOrWyckoffPositions(String site, int atoms) {
        PwInput input = PwInputs.parse(rutile("space_group = 136", site));
        assertEquals(atoms, input.atoms().size());
        assertEquals(6, input.cell().ibrav());
    }

    @ParameterizedTest
    @CsvSource({
        "136, 6",
        "136 ibrav = -1, 6",
        "136 ibrav = 6, 6",
        "14 B = 5, 12",
        "14 B = 5 uniqueb = T, -12",
        "14 B = 5 origin_choice = 2, -12",
        "14 B = 5 rhombohedral = F ibrav = -12, -12",
        "5 B = 5, 13",
        "5 B = 5 uniqueb = T, -13",
        "166, 5",
        "166 rhombohedral = F, 5"
    })
    void theLatticeFollowsFromTheGroup(String group, int ibrav) {
        assertEquals(
                ibrav,
                PwInputs.parse(rutile("space_group = " + group, "0 0 0")).cell().ibrav());
    }

    /** Cosines of A, B, C are read for the lattice that follows from the group. */
    @Test
    void theSettingDecidesWhichCosineIsRead() {
        String cell = " B = 5 cosAB = 0.1 cosAC = 0.2";
        List<Double> first = PwInputs.parse(rutile("space_group = 14" + cell, "0 0 0"))
                .cell()
                .celldm();
        assertEquals(List.of(0.1, 0.0, 0.0), first.subList(3, 6));
        List<Double> second = PwInputs.parse(rutile("space_group = 14 uniqueb = T" + cell, "0 0 0"))
                .cell()
                .celldm();
        assertEquals(List.of(0.0, 0.2, 0.0), second.subList(3, 6));
    }

    @Test
    void anUnknownLabelWithThreeNumbersIsASiteButSaid() {
        PwInput input = PwInputs.parse(rutile("space_group = 136", "9z 0.1 0.2 0.3"));
        assertEquals(16, input.atoms().size());
        assertEquals(
                List.of("Wyckoff position '9z' is not one of space group 136 in pw.x, which takes the three numbers as"
                        + " x y z"),
                input.warnings().stream().map(Diagnostic::message).toList());
        assertEquals(
                List.of(),
                PwInputs.parse(rutile("space_group = 136", "16k 0.1 0.2 0.3")).warnings());
    }

    @Test
    void theSwitchesOfSettingsMeanNothingWithoutAGroup() {
        PwInput input = PwInputs.siliconWith("uniqueb = T rhombohedral = F origin_choice = 7 space_group = 0");
        assertEquals(2, input.cell().ibrav());
        assertEquals(2, input.atoms().size());
    }

    @Tag("slow")
    @Test
    void noDamageGivesAnotherException() {
        Random random = new Random(11);
        int refused = 0;
        for (int run = 0; run < 3_000; run++) {
            StringBuilder site = new StringBuilder(run % 2 == 0 ? "4f 0.305 1 1 1" : "1/3 -0.2 0.3 0 0 0");
            for (int edit = 0; edit <= run % 3; edit++) {
                int at = random.nextInt(site.length());
                switch (random.nextInt(3)) {
                    case 0 -> site.replace(at, at + 1, " ");
                    case 1 -> site.insert(at, "abZ^-+9eE(/ '".charAt(random.nextInt(13)));
                    default -> site.setCharAt(at, (char) random.nextInt(0x2030));
                }
            }
            try {
                PwInputs.parse(rutile("space_group = " + (run % 230 + 1) + " B = 5", site.toString()));
            } catch (InputException e) {
                refused++;
                assertTrue(
                        e.getMessage().matches("pw\\.in:\\d+:\\d+: [^\\p{Cntrl}]+; expected [^\\p{Cntrl}]+"),
                        e::getMessage);
            }
        }
        assertTrue(refused > 1_000 && refused < 3_000, refused + " of 3000 refused");
    }
}
