package org.qeperf.train.table;

import java.util.List;
import java.util.OptionalInt;

/**
 * Which features to make of the columns. Every column of numbers is a feature, every word of a column of words too; then come
 * inverses, logarithms, products.
 *
 * @param name how leaderboards call it
 * @param inverse columns whose inverse is a feature too; {@code *} for all of numbers without 0
 * @param logarithm columns whose logarithm is a feature too; {@code *} for all of positive numbers
 * @param replace whether inverses and logarithms stand in the place of their columns
 * @param degree most factors of a product; 1 for no products, empty for as many as there are features to multiply
 * @param interactionsOnly whether a product has each factor once
 * @param products further products, each a list of features
 * @param ernest the features of Ernest (Venkataraman et al., NSDI 2016) in place of all others: of columns {@code cores} and
 *     {@code datasize}
 */
public record FeaturePlan(
        String name,
        List<String> inverse,
        List<String> logarithm,
        boolean replace,
        OptionalInt degree,
        boolean interactionsOnly,
        List<List<String>> products,
        boolean ernest) {

    /** Every column as it is. */
    public static final FeaturePlan PLAIN =
            new FeaturePlan("plain", List.of(), List.of(), false, OptionalInt.of(1), false, List.of(), false);

    /**
     * Logarithms in place of all positive columns, and their products of two: a model of the target's logarithm then holds
     * every law that is a product of powers.
     */
    public static final FeaturePlan LOGARITHMS =
            new FeaturePlan("logarithms", List.of(), List.of("*"), true, OptionalInt.of(2), false, List.of(), false);

    /** Copies the lists. */
    public FeaturePlan {
        inverse = List.copyOf(inverse);
        logarithm = List.copyOf(logarithm);
        products = products.stream().map(List::copyOf).toList();
    }
}
