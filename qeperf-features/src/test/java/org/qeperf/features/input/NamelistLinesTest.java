package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.PwInput.Calculation;

/** Names, values and strings of namelists at the ends of lines. */
class NamelistLinesTest {

    private static String refusal(String text) {
        return assertThrows(InputException.class, () -> PwInputs.parse(text)).getMessage();
    }

    /** The equals sign may stand in another line than the name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nat = 2\n  ntyp\n  = 1",
                "nat = 2 ntyp\n= 1",
                "nat = 2 ntyp\n\n \t\n= 1",
                "nat = 2 ntyp ! one\n= 1",
                "nat\n\t= 2\nntyp = 1"
            })
    void aNameMayStandInTheLineBefore(String lines) {
        PwInput input = PwInputs.parse(PwInputs.silicon("nat = 2\n  ntyp = 1", lines));
        assertEquals(2, input.atoms().size());
        assertEquals(1, input.species().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&CONTROL~calculation | 2:1: there is no '=' after calculation; expected '=' and a value, or / at the end of"
                        + " &CONTROL",
                "&CONTROL~nstep = 1~x | 3:1: unexpected 'x' after the value of nstep; expected a variable with '=', or / at"
                        + " the end of &CONTROL",
                "&CONTROL~nstep = 1~calculation~~ | 3:1: unexpected 'calculation' after the value of nstep; expected a"
                        + " variable with '=', or / at the end of &CONTROL",
                "&CONTROL~nstep = 1,,,~/ | 2:12: unexpected ','; expected a variable, or / at the end of &CONTROL",
                "&CONTROL~title = 'a | 2:9: a string without end; expected a closing '"
            })
    void aFileMayEndAnywhere(String text, String message) {
        assertEquals("pw.in:" + message, refusal(text.replace("~", "\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"celldm(1\n", "celldm(1 = 3\n", "celldm(1"})
    void anIndexEndsInItsLine(String name) {
        assertEquals(
                "pw.in:7:11: unexpected 'celldm(1' after the value of nat; expected a variable with '=', or / at the end"
                        + " of &SYSTEM",
                refusal(PwInputs.silicon("nat = 2", "nat = 2 " + name)));
    }

    /** Values that are left out keep what they are. */
    @ParameterizedTest
    @ValueSource(strings = {"10.2 2* 0.3", "10.2, 2*\n 0.3", "10.2,2*,0.3", "10.2 , , , 0.3", "10.2 2*/"})
    void valuesMayBeLeftOut(String values) {
        boolean slash = values.endsWith("/");
        String text = slash
                ? PwInputs.silicon("celldm(1) = 10.2\n", "")
                        .replace("ecutwfc = 12\n/", "ecutwfc = 12 celldm = " + values)
                : PwInputs.silicon("celldm(1) = 10.2", "celldm = " + values);
        assertEquals(
                List.of(10.2, 0.0, 0.0, slash ? 0.0 : 0.3, 0.0, 0.0),
                PwInputs.parse(text).cell().celldm());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'nscf\n'", "'ns\ncf'", "'\nnscf'", "'ns\n\ncf'"})
    void aStringMayGoOnInTheNextLine(String string) {
        assertEquals(
                Calculation.NSCF,
                PwInputs.parse(PwInputs.silicon("'scf'", string)).calculation());
    }

    @Test
    void textInTheLineOfANamelistIsIgnoredWithAWarning() {
        assertEquals(
                List.of("pw.in:4:1: warning: text ignored from here to &SYSTEM, as pw.x does: 'the cell:'"),
                PwInputs.parse(PwInputs.silicon("&SYSTEM", "the cell: &SYSTEM")).warnings().stream()
                        .map(Object::toString)
                        .toList());
        assertEquals(
                List.of("pw.in:3:2: warning: text ignored from here to &SYSTEM, as pw.x does: 'the cell'"),
                PwInputs.parse(PwInputs.silicon("/\n&SYSTEM", "/\nthe cell\n&SYSTEM")).warnings().stream()
                        .map(Object::toString)
                        .map(w -> w.replace(":4:1:", ":3:2:"))
                        .toList());
    }

    /** Letters, digits and underscores. */
    @ParameterizedTest
    @ValueSource(strings = {"qa", "qz", "qA", "qZ", "q0", "q9", "q_", "_q", "zq", "Aq"})
    void aNameIsReadToItsEnd(String name) {
        PwInput input = PwInputs.siliconWith(name + " = 1");
        assertEquals(
                List.of(name.toLowerCase(Locale.ROOT)),
                input.variables().stream()
                        .filter(variable -> variable.location().line() == 10)
                        .map(PwInput.Variable::name)
                        .toList());
    }

    @Test
    void aSectionMayHaveAStep() {
        String text = PwInputs.silicon("celldm(1) = 10.2", "celldm(1:5:2) = 10.2 1.5 0.25");
        assertEquals(
                List.of(10.2, 0.0, 1.5, 0.0, 0.25, 0.0),
                PwInputs.parse(text).cell().celldm());
        assertEquals(
                List.of(10.2, 0.0, 0.0, 0.0, 0.0, 0.5),
                PwInputs.parse(PwInputs.silicon("celldm(1) = 10.2", "celldm(6:1:-5) = 0.5 10.2"))
                        .cell()
                        .celldm());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "celldm(1:5:2) = 10.2 1.5 0.25 4 | 6:33: value '4' is one too many for celldm(1:5:2); expected 3 values",
                "celldm(1::2) = 10.2 | 6:10: invalid index '1::2' of celldm; expected a whole number, or first:last without"
                        + " blanks",
                "celldm(1:2:1:1) = 10.2 | 6:10: invalid index '1:2:1:1' of celldm; expected a whole number, or first:last"
                        + " without blanks",
                "celldm(2:1) = 10.2 | 6:10: no element in celldm(2:1); expected at least one",
                "celldm(1:5:-2) = 10.2 | 6:10: no element in celldm(1:5:-2); expected at least one",
                "celldm(7) = 10.2 | 6:10: celldm has no element 7; expected an index from 1 to 6",
                "celldm(0) = 10.2 | 6:10: celldm has no element 0; expected an index from 1 to 6"
            })
    void aSectionHasElements(String variable, String message) {
        assertEquals("pw.in:" + message, refusal(PwInputs.silicon("celldm(1) = 10.2", variable)));
    }
}
