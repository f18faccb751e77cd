package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;

/** How many lines a card takes, and what becomes of the others. */
class CardLinesTest {

    private static List<String> warnings(String text) {
        return PwInputs.parse(text).warnings().stream().map(Object::toString).toList();
    }

    private static String spinPolarized(String cards) {
        return PwInputs.silicon("nat = 2", "nat = 2 nbnd = 3 nspin = 2 occupations = 'from_input'") + cards;
    }

    @Test
    void eachSpinDirectionHasItsOccupations() {
        assertEquals(
                OptionalDouble.of(8),
                PwInputs.parse(PwInputs.silicon("nat = 2", "nat = 2 nbnd = 5 occupations = 'from_input'")
                                + "OCCUPATIONS\n2 2 2\n1+1 0 x\n")
                        .electrons()
                        .occupationSum());
        assertEquals(
                OptionalDouble.of(4.5),
                PwInputs.parse(spinPolarized("OCCUPATIONS\n1 1 1\n1 0.5 0\n"))
                        .electrons()
                        .occupationSum());
        // Behind the last band of a direction nothing is read.
        assertEquals(
                OptionalDouble.of(4.5),
                PwInputs.parse(spinPolarized("OCCUPATIONS\n1 1\n1 7\n1 0.5 0 7\n"))
                        .electrons()
                        .occupationSum());
        assertEquals(
                "pw.in:21:1: OCCUPATIONS lists 3 numbers; expected 6: nbnd for each spin direction",
                assertThrows(InputException.class, () -> PwInputs.parse(spinPolarized("OCCUPATIONS\n1 1 1\n")))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"1 1 1~1 0.5 -0.1, occupation -0.1, 1", "1 1 1~1 1.1 0, occupation 1.1, 1"})
    void anOccupationIsPossible(String lines, String problem, int most) {
        String message = assertThrows(
                        InputException.class,
                        () -> PwInputs.parse(spinPolarized("OCCUPATIONS\n" + lines.replace("~", "\n") + "\n")))
                .getMessage();
        assertEquals(problem + "; expected between 0 and " + most, message.replaceFirst("pw.in:23:\\d+: ", ""));
    }

    @Test
    void bothSpinDirectionsHaveTheirStatesInKsout() {
        String text = PwInputs.silicon(
                        "nat = 2",
                        "nat = 2 nspin = 2 starting_magnetization = 0.5 degauss = 0.01" + " occupations = 'smearing'")
                + "KSOUT\n2\n1 2\n2\n3 4\n";
        assertEquals(List.of(), warnings(text));
    }

    @Test
    void solventsAreACardOnlyBesideTheModel() {
        assertEquals(
                List.of("pw.in:21:1: warning: text ignored from here to the next card, as pw.x does: 'SOLVENTS'"),
                warnings(PwInputs.SILICON + "SOLVENTS\n"));
    }

    @Test
    void aLongWordEndsTheHubbardCard() {
        assertEquals(
                "pw.in:23:1: warning: text ignored from here to the next card, as pw.x does: 'thanks for all'",
                warnings(PwInputs.SILICON + "HUBBARD atomic\nU Si-3p 1.0\nthanks for all\n")
                        .get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "ATOMIC_SPECEIS, there is no ATOMIC_SPECIES card but 'ATOMIC_SPECEIS'; expected ATOMIC_SPECIES",
        "ATOM_SPECIES, there is no ATOMIC_SPECIES card but 'ATOM_SPECIES'; expected ATOMIC_SPECIES",
        "ATOMIC_SPECIES:, there is no ATOMIC_SPECIES card but 'ATOMIC_SPECIES:'; expected a blank after ATOMIC_SPECIES",
        "ATOM_SPECIE, ATOMIC_POSITIONS stands before ATOMIC_SPECIES; expected ATOMIC_SPECIES first"
    })
    void aNameThatIsNearlyACardsIsShown(String name, String message) {
        String found = assertThrows(
                        InputException.class, () -> PwInputs.parse(PwInputs.silicon("ATOMIC_SPECIES", name)))
                .getMessage();
        assertEquals(message, found.replaceFirst("^pw.in:\\d+:1: ", ""));
    }

    @Test
    void cardsAreKeptAsTheyAreTyped() {
        PwInput input = PwInputs.parse(PwInputs.silicon("K_POINTS automatic", "k_points {automatic} ! mesh"));
        PwInput.Card card = input.cards().get(2);
        assertEquals(
                new PwInput.Card(
                        "K_POINTS", "automatic", List.of(List.of("4", "4", "4", "1", "1", "1")), card.location()),
                card);
        assertEquals("pw.in:19:1", card.location().toString());
        assertEquals(
                List.of(List.of("Si", "28.086", "Si.UPF")), input.cards().get(0).lines());
    }

    @Test
    void aCommentMayNameAnOptionInItsFirstWord() {
        assertEquals(
                List.of("pw.in:16:18: warning: pw.x looks for the option of ATOMIC_POSITIONS in this comment too"),
                warnings(PwInputs.silicon("POSITIONS alat", "POSITIONS !bohr")));
    }

    /** pw.x keeps more characters of a label from 7.3 on. */
    @Test
    void labelsAreOfThreeOrSixCharacters() {
        String text = PwInputs.SILICON.replace("Si 0", "Silicon 0").replace("Si 28", "Silicium 28");
        assertEquals(
                "Silici",
                PwInputs.parse(text.replace("Silicon", "Silici"))
                        .species()
                        .get(0)
                        .label());
        assertEquals(
                "pw.in:17:1: atom of unknown species 'Silicon'; expected one of 'Silici' (ATOMIC_SPECIES)",
                assertThrows(InputException.class, () -> PwInputs.parse(text)).getMessage());
        PwInput before = PwInputs.parse(text.replace("Silicon", "Sil"), new QeVersion(7, 2));
        assertEquals("Sil", before.species().get(0).label());
        assertEquals(2, before.atoms().size());
        assertEquals(
                "pw.in:17:1: atom of unknown species 'Silici'; expected one of 'Sil' (ATOMIC_SPECIES)",
                assertThrows(
                                InputException.class,
                                () -> PwInputs.parse(text.replace("Silicon", "Silici"), new QeVersion(7, 2)))
                        .getMessage());
    }

    @Test
    void aSlashBehindAFileNameLeavesOutTheRest() {
        assertEquals(
                "Si.UPF",
                PwInputs.parse(PwInputs.silicon("Si.UPF", "Si.UPF / from the library"))
                        .species()
                        .get(0)
                        .pseudopotential());
    }

    /** Cards that change no count stop pw.x too where they are wrong. */
    @Test
    void cardsThatAreNotUsedAreReadToo() {
        String occupations = PwInputs.silicon("nat = 2", "nat = 2 nbnd = 3") + "OCCUPATIONS\n2 2\nx\n";
        assertEquals(
                "pw.in:23:1: 'x' is not an occupation; expected a number or an expression of numbers with + - * / ^ and"
                        + " parentheses, without blanks",
                assertThrows(InputException.class, () -> PwInputs.parse(occupations))
                        .getMessage());
        for (String card : List.of("ATOMIC_VELOCITIES", "ATOMIC_FORCES")) {
            String text = PwInputs.silicon("ATOMIC_POSITIONS", card + "\nATOMIC_POSITIONS");
            assertEquals(
                    "pw.in:16:1: " + card + " stands before ATOMIC_POSITIONS; expected ATOMIC_POSITIONS first",
                    assertThrows(InputException.class, () -> PwInputs.parse(text))
                            .getMessage());
        }
    }
}
