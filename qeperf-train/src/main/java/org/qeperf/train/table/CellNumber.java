package org.qeperf.train.table;

import java.util.OptionalDouble;

/** Numbers as cells hold them. */
final class CellNumber {

    /** Whole numbers up to here are doubles, each one. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private CellNumber() {}

    /**
     * What a cell says: decimal digits with sign, point and power of ten. Nothing else that Java takes for a number.
     *
     * @param cell without blanks around
     * @return infinite where the power of ten is too large; empty if it is a word
     */
    static OptionalDouble parse(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return OptionalDouble.empty();
            }
        }
        try {
            return OptionalDouble.of(Double.parseDouble(cell));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** Whether a cell is one of the ways to write that there is no number. */
    static boolean isNoNumber(String cell) {
        String word = cell.startsWith("-") || cell.startsWith("+") ? cell.substring(1) : cell;
        return word.equalsIgnoreCase("nan") || word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity");
    }

    /** A number as people write it: whole numbers without a point. */
    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
