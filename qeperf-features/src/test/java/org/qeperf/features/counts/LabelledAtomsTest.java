package org.qeperf.features.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelledAtomsTest {

    @Test
    void labelsStandForElements() {
        LabelledAtoms atoms = new LabelledAtoms(Map.of("Fe1", 2, "FE2", 2, "O_h", 6, "Gd", 2));
        assertEquals("Fe2GdO3", atoms.reducedFormula());
        assertEquals(List.of("Fe", "Gd", "O"), atoms.symbols());
        assertEquals(4, atoms.transitionMetals());
        assertEquals(2, atoms.lanthanides());
    }

    @Test
    void aLabelWithoutASymbolStandsForItself() {
        assertEquals("Q1", new LabelledAtoms(Map.of("Q1", 3)).reducedFormula());
    }

    @Test
    void noAtomsHaveNoFormula() {
        assertEquals("", new LabelledAtoms(Map.of()).reducedFormula());
    }
}
