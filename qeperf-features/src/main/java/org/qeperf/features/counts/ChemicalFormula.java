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
        Map<String, Integer> atomsOfLabel = new TreeMap<>();
        for (PwInput.Atom atom : input.atoms()) {
            atomsOfLabel.merge(input.species().get(atom.species()).label(), 1, Integer::sum);
        }
        return reduced(atomsOfLabel);
    }

    /**
     * The formula unit of labelled atoms, such as {@code O2Si}; labels of one element are one.
     *
     * @param atomsOfLabel number of atoms by their label
     * @return the reduced formula
     */
    public static String reduced(Map<String, Integer> atomsOfLabel) {
        Map<String, Integer> atoms = new TreeMap<>();
        atomsOfLabel.forEach((label, n) -> atoms.merge(symbol(label), n, Integer::sum));
        int divisor = atoms.values().stream().reduce(0, ChemicalFormula::greatestCommonDivisor);
        StringBuilder formula = new StringBuilder();
        atoms.forEach((symbol, n) -> formula.append(symbol).append(n == divisor ? "" : n / divisor));
        return formula.toString();
    }

    /**
     * The element that a label stands for.
     *
     * @param label such as {@code Ni1}
     * @return the chemical symbol, or the label where it starts with none
     */
    public static String symbol(String label) {
        int number = Element.numberOfLabel(label);
        return number > 0 ? Element.symbol(number) : label;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
