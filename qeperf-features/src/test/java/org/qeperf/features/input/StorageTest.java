package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;

class StorageTest {

    @Test
    void defaultsAreThoseOfPwx() {
        assertEquals(
                new Storage(false, false, false, false, 4),
                PwInputs.parse(PwInputs.SILICON).storage());
    }

    @Test
    void switchesAreRead() {
        String text = PwInputs.silicon("calculation = 'scf'", "calculation = 'scf', memory = 'small'");
        text = PwInputs.replace(text, "ecutwfc", "xdm = T, one_atom_occupations = T, ecutwfc");
        text = PwInputs.replace(text, "mixing_beta = 0.7", "tqr = T, diago_rmm_ndim = 6, startingwfc = 'random'");
        PwInput input = PwInputs.parse(text);
        assertEquals(new Storage(true, true, true, true, 6), input.storage());
        assertEquals(true, input.solver().atomicStart());
        assertEquals(
                List.of(
                        "pw.in:12:9: warning: augmentation in real space: its boxes are in neither time nor memory: expect more of"
                                + " both"),
                input.warnings().stream()
                        .map(Object::toString)
                        .filter(w -> w.contains("real space"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "startingwfc = 'atomic', true",
        "startingwfc = 'random', false",
        "startingwfc = 'file', false",
        "startingwfc = 'nonsense', true",
        "startingwfc = 'Random', true"
    })
    void wavefunctionsStartFromAtomsUnlessToldOtherwise(String variable, boolean atoms) {
        String text = PwInputs.silicon("mixing_beta = 0.7", variable);
        assertEquals(atoms, PwInputs.parse(text).solver().atomicStart());
    }

    @Test
    void aRestartStartsFromTheFile() {
        String text = PwInputs.silicon("calculation = 'scf'", "restart_mode = 'restart'");
        assertEquals(false, PwInputs.parse(text).solver().atomicStart());
        String bands = PwInputs.silicon("calculation = 'scf'", "calculation = 'bands', restart_mode = 'restart'");
        assertEquals(true, PwInputs.parse(bands).solver().atomicStart());
    }

    @ParameterizedTest
    @CsvSource({"assume_isolated = 'none', true", "assume_isolated = 'm-t', false", "gate = T, true"})
    void someOptionsForbidTheStress(String variable, boolean stress) {
        String text = PwInputs.silicon("calculation = 'scf'", "tstress = T");
        text = PwInputs.replace(text, "ecutwfc", variable + ", ecutwfc");
        assertEquals(stress, PwInputs.parse(text).solver().stress());
    }

    @Test
    void aGateForbidsTheStress() {
        String text = PwInputs.silicon("calculation = 'scf'", "tstress = T, gate = T");
        text = PwInputs.replace(text, "ecutwfc", "tot_charge = 1, ecutwfc");
        assertEquals(false, PwInputs.parse(text).solver().stress());
    }

    @ParameterizedTest
    @CsvSource({"6, 5, 4", "6, 6, 2", "7, 5, 2"})
    void davidsonsWorkSpaceDependsOnTheRelease(int major, int minor, int dimension) {
        PwInput input = PwInputs.parse(PwInputs.SILICON, new QeVersion(major, minor));
        assertEquals(dimension, input.solver().davidsonDimension());
    }

    @Test
    void anAbsurdDimensionIsRefused() {
        String text = PwInputs.silicon("mixing_beta = 0.7", "diago_rmm_ndim = 1000");
        assertEquals(
                "pw.in:12:20: diago_rmm_ndim = 1000; expected between 1 and 100",
                assertThrows(InputException.class, () -> PwInputs.parse(text)).getMessage());
    }
}
