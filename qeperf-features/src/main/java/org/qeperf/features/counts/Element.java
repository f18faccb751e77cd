package org.qeperf.features.counts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Chemical symbols in the order of the periodic table. */
public final class Element {

    private static final List<String> SYMBOLS =
            Arrays.asList(("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V"
                            + " Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba"
                            + " La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra"
                            + " Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn")
                    .split(" "));

    /**
     * Electronegativities by Pauling's scale, in order of the atomic number, as in the CRC Handbook of Chemistry and Physics; 0
     * where none is given.
     */
    private static final double[] ELECTRONEGATIVITIES = {
        2.20, 0, 0.98, 1.57, 2.04, 2.55, 3.04, 3.44, 3.98, 0, 0.93, 1.31, 1.61, 1.90, 2.19, 2.58, 3.16, 0, 0.82, 1.00,
        1.36, 1.54, 1.63, 1.66, 1.55, 1.83, 1.88, 1.91, 1.90, 1.65, 1.81, 2.01, 2.18, 2.55, 2.96, 0, 0.82, 0.95, 1.22,
        1.33, 1.6, 2.16, 2.10, 2.2, 2.28, 2.20, 1.93, 1.69, 1.78, 1.96, 2.05, 2.1, 2.66, 2.60, 0.79, 0.89, 1.10, 1.12,
        1.13, 1.14, 0, 1.17, 0, 1.20, 0, 1.22, 1.23, 1.24, 1.25, 0, 1.0, 1.3, 1.5, 1.7, 1.9, 2.2, 2.2, 2.2, 2.4, 1.9,
        1.8, 1.8, 1.9, 2.0, 2.2, 0, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.3, 1.3
    };

    private Element() {}

    /**
     * The atomic number of a symbol.
     *
     * @param symbol one or two letters, in any case
     * @return from 1, or 0 where it is none
     */
    public static int number(String symbol) {
        String tidy = symbol.isEmpty()
                ? symbol
                : symbol.substring(0, 1).toUpperCase(Locale.ROOT)
                        + symbol.substring(1).toLowerCase(Locale.ROOT);
        return SYMBOLS.indexOf(tidy) + 1;
    }

    /**
     * The atomic number that a species label begins with: two letters if they make a symbol, else one.
     *
     * @param label such as {@code Fe1}
     * @return from 1, or 0 where it begins with none
     */
    public static int numberOfLabel(String label) {
        String letters = leadingLetters(label);
        int two = letters.length() >= 2 ? number(letters.substring(0, 2)) : 0;
        return two > 0 || letters.isEmpty() ? two : number(letters.substring(0, 1));
    }

    private static String leadingLetters(String label) {
        int end = 0;
        while (end < label.length()
                && end < 3
                && (label.charAt(end) | 0x20) >= 'a'
                && (label.charAt(end) | 0x20) <= 'z') {
            end++;
        }
        return label.substring(0, end);
    }

    /** The symbol of an atomic number. */
    static String symbol(int number) {
        return SYMBOLS.get(number - 1);
    }

    /** Groups 3 to 12 without the lanthanides and actinides. */
    static boolean isTransitionMetal(int number) {
        return number >= 21 && number <= 30
                || number >= 39 && number <= 48
                || number >= 72 && number <= 80
                || number >= 104;
    }

    /** Lanthanum to lutetium. */
    static boolean isLanthanide(int number) {
        return number >= 57 && number <= 71;
    }

    /** Lithium to francium. */
    static boolean isAlkaliMetal(int number) {
        return number == 3 || number == 11 || number == 19 || number == 37 || number == 55 || number == 87;
    }

    /** Actinium to lawrencium. */
    static boolean isActinide(int number) {
        return number >= 89 && number <= 103;
    }

    /** Pauling's electronegativity; 0 for an element without one, such as a noble gas, and for an unknown one. */
    static double electronegativity(int number) {
        return number >= 1 && number <= ELECTRONEGATIVITIES.length ? ELECTRONEGATIVITIES[number - 1] : 0;
    }
}
