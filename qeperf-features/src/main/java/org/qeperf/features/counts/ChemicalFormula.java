package org.qeperf.features.counts;

import java.util.Map;
import java.util.TreeMap;
import org.qeperf.features.input.PwInput;

/** What a cell is made of. */
public final class ChemicalFormula {

    private ChemicalFormula() {}

    /**
     * The formula unit: elements in alphabetical order with their numbers divided by the greatest common divisor, such as
     * {@code O2Si}. A label that starts with no chemical symbol stands for itself.
     *
     * @param input the input
     * @return the reduced formula
     */
    public static String reduced(PwInput input) {
        Map<String, Integer> atoms = new TreeMap<>();
        for (PwInput.Atom atom : input.atoms()) {
            atoms.merge(input.species().get(atom.species()).label(), 1, Integer::sum);
        }
        return new LabelledAtoms(atoms).reducedFormula();
    }
}
