package org.qeperf.features.counts;

import java.util.Locale;
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
        String letters = label.replaceFirst("[^A-Za-z].*", "");
        for (int length = Math.min(2, letters.length()); length > 0; length--) {
            String symbol = letters.substring(0, length);
            if (Element.number(symbol) > 0) {
                return symbol.substring(0, 1).toUpperCase(Locale.ROOT)
                        + symbol.substring(1).toLowerCase(Locale.ROOT);
            }
        }
        return label;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
