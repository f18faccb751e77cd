package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;

class ElectronsReaderTest {

    private static PwInput.Electrons read(String variables) {
        return PwInputs.siliconWith(variables).electrons();
    }

    private static String refusal(String variables) {
        return assertThrows(InputException.class, () -> read(variables)).getMessage();
    }

    @ParameterizedTest
    @CsvSource({"0,", "1, 1", "1000000, 1000000"})
    void bandsMayBeGiven(int given, Integer bands) {
        assertEquals(
                bands == null ? OptionalInt.empty() : OptionalInt.of(bands),
                read("nbnd = " + given).nbnd());
    }

    @ParameterizedTest
    @CsvSource({"-1", "1000001"})
    void bandsAreInPossibleNumber(int given) {
        assertEquals(
                "pw.in:10:8: nbnd = " + given + "; expected between 0 (the default) and 1000000",
                refusal("nbnd = " + given));
    }

    /** With fixed occupations each spin has a whole number of electrons. */
    @Test
    void fixedOccupationsOfTwoSpinsAreWhole() {
        PwInput.Electrons electrons = read("nspin = 2 tot_magnetization = 1 tot_charge = 3");
        assertEquals(OptionalDouble.of(1), electrons.totMagnetization());
        assertEquals(3, electrons.totCharge());
        assertEquals(
                "pw.in:10:46: tot_charge = 0.5 with nspin = 2 and fixed occupations; expected a whole number, or"
                        + " occupations = 'smearing'",
                refusal("nspin = 2 tot_magnetization = 1 tot_charge = 0.5"));
        assertEquals(
                "pw.in:10:31: tot_magnetization = 0.5 with fixed occupations; expected a whole number, or occupations ="
                        + " 'smearing'",
                refusal("nspin = 2 tot_magnetization = 0.5"));
    }

    @Test
    void aMagnetizationNeedsAStart() {
        String smeared = "nspin = 2 occupations = 'smearing' degauss = 0.01 ";
        assertEquals(
                PwInput.Spin.COLLINEAR,
                read(smeared + "starting_magnetization = 0.5").spin());
        assertEquals(
                PwInput.Spin.COLLINEAR,
                read(smeared + "tot_magnetization = 0.5").spin());
        assertEquals(
                PwInput.Spin.COLLINEAR,
                read(smeared + "starting_magnetization = 0.5 constrained_magnetization = 'atomic'")
                        .spin());
        assertEquals(
                "pw.in:10:9: nspin = 2 without a magnetisation to start from; expected starting_magnetization(i) for at"
                        + " least one species, or tot_magnetization",
                refusal(smeared));
        assertEquals(
                "pw.in:10:79: constrained_magnetization = 'atomic' without starting_magnetization; expected"
                        + " starting_magnetization(i) for at least one species",
                refusal(smeared + "constrained_magnetization = 'atomic'"));
    }
}
