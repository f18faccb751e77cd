package org.qeperf.runtime.score;

/**
 * The exponential function from additions and multiplications alone, so that its bits are the same on every processor and
 * Java, and many can be under way at once. Differs from {@link StrictMath#exp} by less than 1e-15 of its value
 * where that is a normal number.
 */
final class Exponential {

    /** Adding it rounds to a whole number, which then stands in the last bits: 1.5 times 2 to the 52. */
    private static final double ROUND = 0x1.8p52;

    private static final double LOG2_E = 0x1.71547652b82fep0;
    /** Natural logarithm of 2: the first 32 bits, and the rest. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Nearer to 0 than this, the value and all that leads to it are normal numbers. */
    private static final double NEAR = 700;
    /** Farther than this, the value is infinite or 0. */
    private static final double FAR = 750;

    private static final int BIAS = 1023;
    private static final int FRACTION_BITS = 52;

    private Exponential() {}

    /** {@code e} to a power; infinite above 709.78, 0 below -745.13. */
    static double of(double power) {
        if (!(Math.abs(power) < NEAR)) {
            return far(power);
        }
        double shifted = power * LOG2_E + ROUND;
        double mantissa = taylor(rest(power, shifted - ROUND));
        return Double.longBitsToDouble(
                Double.doubleToRawLongBits(mantissa) + (Double.doubleToRawLongBits(shifted) << FRACTION_BITS));
    }

    private static double far(double power) {
        double x = Math.min(Math.max(power, -FAR), FAR);
        double shifted = x * LOG2_E + ROUND;
        int twos = (int) Double.doubleToRawLongBits(shifted);
        int half = twos >> 1;
        // In two steps, because 2^twos itself may be out of range where the result is not.
        return taylor(rest(x, shifted - ROUND)) * twoTo(half) * twoTo(twos - half);
    }

    private static double rest(double x, double twos) {
        return (x - twos * LN2_HIGH) - twos * LN2_LOW;
    }

    /** The series up to the thirteenth power; for {@code |r| <= ln(2) / 2} the next term is below 5e-18. */
    private static double taylor(double r) {
        double r2 = r * r;
        double r4 = r2 * r2;
        double a = (1.0 / 6 + r * (1.0 / 24)) + r2 * (1.0 / 120 + r * (1.0 / 720));
        double b = (1.0 / 5040 + r * (1.0 / 40320)) + r2 * (1.0 / 362880 + r * (1.0 / 3628800));
        double c = (1.0 / 39916800 + r * (1.0 / 479001600)) + r2 * (1.0 / 6227020800.0);
        return 1 + (r + r2 * (0.5 + r * (a + r4 * (b + r4 * c))));
    }

    private static double twoTo(int power) {
        return Double.longBitsToDouble((long) (power + BIAS) << FRACTION_BITS);
    }
}
