package org.qeperf.features.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.PwInput;

class StateCountTest {

    private static final String SMEARED = "occupations = 'smearing' degauss = 0.02";

    @ParameterizedTest
    @CsvSource({
        "8, '', 4",
        "3, '', 2",
        "7.5, '', 4",
        "6.6, '', 3",
        "8, nbnd=11, 11",
        "8, noncolin=T, 8",
        "3, noncolin=T, 4",
        "8, tot_magnetization=2 nspin=2, 5",
        "8, tot_magnetization=1 nspin=2, 5",
        "9, tot_magnetization=-1 nspin=2, 5",
        "9, tot_magnetization=1 nspin=2, 5",
        "8, tot_magnetization=-2 nspin=2, 5",
        "7.5, tot_magnetization=0 nspin=2, 4"
    })
    void insulatorsFillTheStatesOfTheLargerSpin(double electrons, String variables, int states) {
        assertEquals(states, count(electrons, variables));
    }

    @ParameterizedTest
    @CsvSource({
        "3, '', 6",
        "3, noncolin=T, 12",
        "1, '', 5",
        "8, '', 8",
        "21, '', 15",
        "40, '', 24",
        "41, '', 25",
        "47, '', 29",
        "100, '', 60",
        "7.5, '', 8",
        "20, tot_magnetization=6 nspin=2, 17",
        // printed by pw.x 6.7 for two silicon atoms
        "8, tot_magnetization=0 nspin=2, 8",
        "8, tot_magnetization=1 nspin=2, 9",
        "8, tot_magnetization=2 nspin=2, 9",
        "8, tot_magnetization=3 nspin=2, 10",
        "8, tot_magnetization=5 nspin=2, 11",
        "100, noncolin=T, 120"
    })
    void metalsHaveOneFifthMoreOrFourMore(double electrons, String variables, int states) {
        assertEquals(states, count(electrons, SMEARED + " " + variables));
        assertEquals(states, count(electrons, "occupations = 'tetrahedra_opt' " + variables));
    }

    /** Where {@code PW/src/setup.f90} stops with too few bands, of all, of one spin, or of spinors. */
    @ParameterizedTest
    @CsvSource({
        "8, '', 4",
        "7, '', 4",
        "7.4, '', 4",
        "8, tot_magnetization=2 nspin=2, 5",
        "8, tot_magnetization=-2 nspin=2, 5",
        "8, noncolin=T, 8",
        "7.4, noncolin=T, 7"
    })
    void fewerStatesDoNotHoldTheElectrons(double electrons, String variables, int states) {
        assertEquals(states, StateCount.fewest(PwInputs.siliconWith(variables).electrons(), electrons));
    }

    private static int count(double electrons, String variables) {
        PwInput input = PwInputs.siliconWith(variables);
        return StateCount.of(input.electrons(), electrons);
    }
}
