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
            atoms.merge(symbol(input.species().get(atom.species()).label()), 1, Integer::sum);
        }
        int divisor = atoms.values().stream().reduce(0, ChemicalFormula::greatestCommonDivisor);
        StringBuilder formula = new StringBuilder();
        atoms.forEach((symbol, n) -> formula.append(symbol).append(n == divisor ? "" : n / divisor));
        return formula.toString();
    }

    private static String symbol(String label) {
        int number = Element.numberOfLabel(label);
        return number > 0 ? Element.symbol(number) : label;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
