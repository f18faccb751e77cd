package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

class PseudopotentialTest {

    @Test
    void eachProjectorCounts2lPlus1Times() {
        assertEquals(4, Upf.read(Upf.version2()).projectorStates());
        assertEquals(7, Upf.read(Upf.fullyRelativistic()).projectorStates());
    }

    @Test
    void theAverageKeepsOneChannelOfEachPair() {
        Pseudopotential average = Upf.read(Upf.fullyRelativistic()).averaged();
        assertFalse(average.spinOrbit());
        assertEquals(List.of(new Projector(0, 0), new Projector(1, 0)), average.projectors());
        assertEquals(List.of(new Orbital(0, 0, 2), new Orbital(1, 0, 2)), average.orbitals());
        assertEquals(4, average.projectorStates());
    }

    @Test
    void theAverageKeepsTheOrderOfOccupationsAsPwxDoes() {
        // s 1/2, p 3/2, p 1/2 with occupations 2, -1, 2: the p that stays takes the second occupation.
        String text = Upf.fullyRelativistic()
                .replace("RELWFC.2 jchi=\"0.5\"", "RELWFC.2 jchi=\"1.5\"")
                .replace("RELWFC.3 jchi=\"1.5\"", "RELWFC.3 jchi=\"0.5\"")
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
}
