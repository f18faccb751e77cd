package org.qeperf.features.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.features.PwInputs;

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

    @ParameterizedTest
    @CsvSource({
        "Si Si, Si",
        "Fe1 Fe2, Fe",
        "O H H, H2O",
        "Si O O Si O O, O2Si",
        "C Cu Cu, CCu2",
        "cu_a CL-b, ClCu",
        "X X Si, SiX2",
        "X1 Si Si Si, Si3X1"
    })
    void reducesTheCellToOneFormulaUnit(String labels, String formula) {
        String[] atoms = labels.split(" ");
        String[] species = java.util.Arrays.stream(atoms).distinct().toArray(String[]::new);
        String text = PwInputs.silicon("nat = 2", "nat = " + atoms.length);
        text = PwInputs.replace(text, "ntyp = 1", "ntyp = " + species.length);
        text = PwInputs.replace(text, "Si 28.086 Si.UPF\n", String.join(" 1 a.UPF\n", species) + " 1 a.UPF\n");
        text = PwInputs.replace(text, "Si 0 0 0\nSi 0.25 0.25 0.25\n", String.join(" 0 0 0\n", atoms) + " 0 0 0\n");
        assertEquals(formula, LabelledAtoms.of(PwInputs.parse(text)).reducedFormula());
    }
}
