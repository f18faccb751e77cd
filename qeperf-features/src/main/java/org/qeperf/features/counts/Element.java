package org.qeperf.features.counts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Chemical symbols in the order of the periodic table. */
final class Element {

    private static final List<String> SYMBOLS =
            Arrays.asList(("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V"
                            + " Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba"
                            + " La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra"
                            + " Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn")
                    .split(" "));

    private Element() {}

    /** The atomic number of a symbol, or 0 where it is none. */
    static int number(String symbol) {
        String tidy = symbol.isEmpty()
                ? symbol
                : symbol.substring(0, 1).toUpperCase(Locale.ROOT)
                        + symbol.substring(1).toLowerCase(Locale.ROOT);
        return SYMBOLS.indexOf(tidy) + 1;
    }

    /** The atomic number that a species label begins with: two letters if they make a symbol, else one; 0 for none. */
    static int numberOfLabel(String label) {
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
}
