package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputEditorTest {

    private static final String INPUT = """
            ! a comment with a / and a &
            &control
              prefix = 'a/b!' ! another / one
            /
            &SYSTEM ibrav = 1, A = 3, nat = 1, ntyp = 1, ecutwfc = 10 /
            &electrons
            &end
            ATOMIC_SPECIES
              He 4.0 He.UPF
            # between
            K_POINTS gamma
            ATOMIC_POSITIONS crystal
              He 0 0 0""";

    @Test
    void withoutChangesItIsTheSameInput() {
        assertEquals(INPUT + "\n", editor().text());
    }

    @Test
    void setsAtTheEndOfNamelistsAndReplacesCards() {
        String text = editor().set("ecutwfc", "20.5")
                .set("Starting_Magnetization(1)", "-0.3")
                .set("diagonalization", "cg")
                .set("tprnfor", ".true.")
                .set("ecutwfc", "30")
                .card("K_POINTS", "K_POINTS automatic\n  1 1 1 0 0 0\n")
                .card("CELL_PARAMETERS", "CELL_PARAMETERS alat\n")
                .text();
        assertEquals("""
                ! a comment with a / and a &
                &control
                  prefix = 'a/b!' ! another / one
                  tprnfor = .true.
                /
                &SYSTEM ibrav = 1, A = 3, nat = 1, ntyp = 1, ecutwfc = 10\s
                  ecutwfc = 30
                  starting_magnetization(1) = -0.3
                /
                &electrons
                  diagonalization = 'cg'
                &end
                ATOMIC_SPECIES
                  He 4.0 He.UPF
                # between
                K_POINTS automatic
                  1 1 1 0 0 0
                ATOMIC_POSITIONS crystal
                  He 0 0 0
                CELL_PARAMETERS alat
                """, text);
        assertEquals(
                30,
                InputEditor.of("edited", text.replace("CELL_PARAMETERS alat\n", ""), QeVersion.NEWEST)
                        .input()
                        .cutoffs()
                        .ecutwfcRydberg());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ecutwfk | 10 | pw.x has no variable 'ecutwfk'; the nearest one is 'ecutwfc'",
                "ecutwfc | ten | 'ecutwfc' cannot be 'ten'; expected a number such as 30, 0.5 or 1.0d-8",
                "ecutwfc | 10/ | 'ecutwfc' cannot be set to '10/'; expected a name and a value without quotes, slashes and exclamation marks",
                "prefix | `a'b` | 'prefix' cannot be set to 'a'b'; expected a name and a value without quotes, slashes and exclamation marks",
                "ecutwfc(x) | 1 | 'ecutwfc(x)' cannot be set to '1'; expected a name and a value without quotes, slashes and exclamation marks",
            })
    void refusesWhatPwxWouldNotRead(String variable, String value, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> editor().set(variable, value));
        assertEquals(message, e.getMessage());
    }

    /** In quotes it does not end the namelist. */
    @Test
    void textsMayHaveSlashes() {
        String text = editor().set("pseudo_dir", "../pseudo").text();
        assertEquals(
                Optional.of("../pseudo"),
                InputEditor.of("edited", text, QeVersion.NEWEST).input().pseudoDir());
    }

    @Test
    void addsNoNamelist() {
        InputEditor editor = editor().set("ion_dynamics", "bfgs");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, editor::text);
        assertEquals("he.in: there is no namelist &IONS to set a variable in", e.getMessage());
    }

    private static InputEditor editor() {
        return InputEditor.of("he.in", INPUT, QeVersion.NEWEST);
    }
}
