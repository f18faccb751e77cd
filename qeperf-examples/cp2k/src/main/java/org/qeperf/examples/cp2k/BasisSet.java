package org.qeperf.examples.cp2k;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.InputException;

/**
 * The size of a basis set of contracted Gaussian functions, as {@code src/aobasis/basis_set_types.F} counts it.
 *
 * @param sets sets of shells that share exponents
 * @param shells shells of all sets
 * @param primitives exponents of all sets
 * @param cartesians contracted functions: (l + 1)(l + 2)/2 of a shell
 * @param sphericals contracted functions: 2 l + 1 of a shell
 * @param gaussians the primitive functions
 */
record BasisSet(int sets, int shells, int primitives, int cartesians, int sphericals, List<Gaussian> gaussians) {

    /**
     * A primitive function with all angular momenta of its set.
     *
     * @param exponent bohr^-2
     * @param momentum the highest angular momentum
     */
    record Gaussian(double exponent, int momentum) {}

    private static final int MOST_SETS = 100;
    private static final int MOST_EXPONENTS = 100;
    private static final int HIGHEST_MOMENTUM = 9;
    private static final int MOST_SHELLS = 100;
    private static final double LEAST_EXPONENT = 1e-4;
    private static final double MOST_EXPONENT = 1e9;

    /** Reads the entry that follows its name. */
    static BasisSet read(Entries.Cursor entry) {
        List<Word> first = entry.next();
        int sets = entry.word(first, 0).integer("the number of sets", 1, MOST_SETS);
        int shells = 0;
        int primitives = 0;
        int cartesians = 0;
        int sphericals = 0;
        List<Gaussian> gaussians = new ArrayList<>();
        for (int set = 0; set < sets; set++) {
            List<Word> head = entry.next();
            entry.word(head, 0).integer("the principal quantum number", 1, MOST_SHELLS);
            int lowest = entry.word(head, 1).integer("the lowest angular momentum", 0, HIGHEST_MOMENTUM);
            int highest = entry.word(head, 2).integer("the highest angular momentum", lowest, HIGHEST_MOMENTUM);
            int exponents = entry.word(head, 3).integer("the number of exponents", 1, MOST_EXPONENTS);
            int columns = 0;
            for (int l = lowest; l <= highest; l++) {
                int count = entry.word(head, 4 + l - lowest).integer("the number of shells", 0, MOST_SHELLS);
                columns += count;
                cartesians += count * (l + 1) * (l + 2) / 2;
                sphericals += count * (2 * l + 1);
            }
            shells += columns;
            primitives += exponents;
            readCoefficients(entry, exponents, columns, highest, gaussians);
        }
        return new BasisSet(sets, shells, primitives, cartesians, sphericals, List.copyOf(gaussians));
    }

    private static void readCoefficients(
            Entries.Cursor entry, int exponents, int columns, int momentum, List<Gaussian> gaussians) {
        for (int i = 0; i < exponents; i++) {
            List<Word> numbers = entry.next();
            Word first = entry.word(numbers, 0);
            double exponent = first.positive("the exponent", MOST_EXPONENT);
            if (exponent < LEAST_EXPONENT) {
                throw first.error(
                        "the exponent is " + InputException.quote(first.text()),
                        "a number not below " + LEAST_EXPONENT);
            }
            gaussians.add(new Gaussian(exponent, momentum));
            for (int column = 1; column <= columns; column++) {
                entry.word(numbers, column).real("the coefficient");
            }
        }
    }
}
