package org.qeperf.features.counts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.qeperf.features.input.PwInput;

/**
 * Numbers of atoms by the labels of their species, such as {@code Fe1}.
 *
 * @param atoms label to number of atoms, each at least 1
 */
public record LabelledAtoms(Map<String, Integer> atoms) {

    /** Copies the map. */
    public LabelledAtoms {
        atoms = Map.copyOf(atoms);
    }

    /**
     * The atoms of an input.
     *
     * @param input the input
     * @return its atoms
     */
    public static LabelledAtoms of(PwInput input) {
        Map<String, Integer> atoms = new TreeMap<>();
        for (PwInput.Atom atom : input.atoms()) {
            atoms.merge(input.species().get(atom.species()).label(), 1, Integer::sum);
        }
        return new LabelledAtoms(atoms);
    }

    /**
     * The formula unit: elements in alphabetical order with their numbers divided by the greatest common divisor, such as
     * {@code O2Si}. A label that starts with no chemical symbol stands for itself.
     *
     * @return the reduced formula; empty without atoms
     */
    public String reducedFormula() {
        Map<String, Integer> bySymbol = new TreeMap<>();
        atoms.forEach((label, n) -> bySymbol.merge(symbol(label), n, Integer::sum));
        int divisor = bySymbol.values().stream().reduce(0, LabelledAtoms::greatestCommonDivisor);
        StringBuilder formula = new StringBuilder();
        bySymbol.forEach((symbol, n) -> formula.append(symbol).append(n == divisor ? "" : n / divisor));
        return formula.toString();
    }

    /**
     * The chemical symbols.
     *
     * @return in alphabetical order, each once
     */
    public List<String> symbols() {
        return atoms.keySet().stream()
                .map(LabelledAtoms::symbol)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Atoms of transition metals.
     *
     * @return atoms of groups 3 to 12
     */
    public int transitionMetals() {
        return count(Element::isTransitionMetal);
    }

    /**
     * Atoms of lanthanides.
     *
     * @return atoms from lanthanum to lutetium
     */
    public int lanthanides() {
        return count(Element::isLanthanide);
    }

    private int count(IntPredicate kind) {
        return atoms.entrySet().stream()
                .filter(entry -> kind.test(Element.numberOfLabel(entry.getKey())))
                .mapToInt(Map.Entry::getValue)
                .sum();
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
