package org.qeperf.runtime.advise;

/**
 * Numbers that may be chosen.
 *
 * @param least the smallest, at least 1
 * @param most the largest, at least {@code least}
 */
public record Range(int least, int most) {

    /** Any number. */
    public static final Range ANY = new Range(1, Integer.MAX_VALUE);

    /** Checks the order. */
    public Range {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "a range from " + least + " to " + most + "; expected 1 or more numbers");
        }
    }

    /**
     * One number.
     *
     * @param number at least 1
     * @return the range of this number alone
     */
    public static Range only(int number) {
        return new Range(number, number);
    }

    /**
     * From 1 on.
     *
     * @param most the largest, at least 1
     * @return the range
     */
    public static Range upTo(int most) {
        return new Range(1, most);
    }

    boolean contains(int number) {
        return number >= least && number <= most;
    }

    boolean isFixed() {
        return least == most;
    }
}
