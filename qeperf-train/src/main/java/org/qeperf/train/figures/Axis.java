package org.qeperf.train.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The range of numbers beside or below a figure.
 *
 * @param low where it begins
 * @param high where it ends, above {@code low}
 * @param scale equal steps are equal differences or equal factors
 * @param form how numbers are written
 */
public record Axis(double low, double high, Scale scale, Form form) {

    private static final int TICKS = 6;
    /** Below this many decades a logarithmic axis has ticks at 2 and 5 too. */
    private static final double FEW_DECADES = 3.2;
    /** Below this many decades a logarithmic axis has the ticks of a linear one. */
    private static final double NO_DECADE = 0.7;

    private static final double LEAST_PLAIN = 1e-3;
    private static final double MOST_PLAIN = 1e5;
    /** No axis made for numbers goes on beyond this. */
    private static final double LARGEST = 1e300;

    private static final MathContext DIGITS = new MathContext(4);

    /** What equal steps are. */
    public enum Scale {
        /** Equal differences. */
        LINEAR,
        /** Equal factors. */
        LOGARITHMIC
    }

    /** How numbers are written. */
    public enum Form {
        /** As they are. */
        NUMBER,
        /** Times 100, with a percent sign. */
        PERCENT
    }

    /** Checks the range. */
    public Axis {
        boolean positive = scale == Scale.LINEAR || low > 0;
        if (!(low < high) || !positive || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("a " + scale + " axis from " + low + " to " + high);
        }
    }

    /**
     * A logarithmic axis around numbers, with some room at both ends.
     *
     * @param form how numbers are written
     * @param least the smallest number, positive
     * @param most the largest number
     * @return the axis
     */
    public static Axis logarithmic(Form form, double least, double most) {
        double room = Math.max(1.1, Math.pow(most / least, 0.04));
        double low = Math.max(Double.MIN_NORMAL, least / room);
        double high = Math.min(Double.MAX_VALUE, most * room);
        return new Axis(low, high, Scale.LOGARITHMIC, form);
    }

    /**
     * A linear axis that ends at round numbers.
     *
     * @param form how numbers are written
     * @param least the smallest number
     * @param most the largest number
     * @return the axis
     */
    public static Axis linear(Form form, double least, double most) {
        double low = Math.max(-LARGEST, Math.min(LARGEST, least));
        double high = most - low > 1 / LARGEST ? Math.min(LARGEST, most) : low + Math.max(1, Math.abs(low));
        double step = step(low, high);
        return new Axis(Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, Scale.LINEAR, form);
    }

    private static double step(double low, double high) {
        double raw = (high - low) / TICKS;
        double decade = Math.pow(10, Math.floor(Math.log10(raw)));
        double factor = raw / decade;
        return decade * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    /** Where a number stands, 0 at the beginning and 1 at the end. */
    double place(double value) {
        if (scale == Scale.LINEAR) {
            return (value - low) / (high - low);
        }
        return Math.log(value / low) / Math.log(high / low);
    }

    /**
     * The number at a place.
     *
     * @param place 0 at the beginning and 1 at the end
     * @return the number there
     */
    public double at(double place) {
        return scale == Scale.LINEAR ? low + place * (high - low) : low * Math.pow(high / low, place);
    }

    /** Round numbers from the beginning to the end. */
    List<Double> ticks() {
        double decades = scale == Scale.LINEAR ? 0 : Math.log10(high / low);
        return decades < NO_DECADE ? differences() : factors(decades);
    }

    private List<Double> differences() {
        List<Double> ticks = new ArrayList<>();
        double step = step(low, high);
        double first = Math.ceil(low / step - 1e-9);
        for (int i = 0; i <= 2 * TICKS && (first + i) * step <= high + 1e-9 * step; i++) {
            ticks.add((first + i) * step);
        }
        return ticks;
    }

    private List<Double> factors(double decades) {
        List<Double> ticks = new ArrayList<>();
        int every = Math.max(1, (int) Math.ceil(decades / TICKS));
        int[] mantissas = decades < FEW_DECADES ? new int[] {1, 2, 5} : new int[] {1};
        for (int decade = (int) Math.floor(Math.log10(low)); decade <= Math.log10(high); decade++) {
            for (int mantissa : mantissas) {
                double tick = mantissa * Math.pow(10, decade);
                if (Math.floorMod(decade, every) == 0 && tick >= low && tick <= high) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** A number as it stands at a tick. */
    String label(double value) {
        double shown = form == Form.PERCENT ? 100 * value : value;
        double size = Math.abs(shown);
        BigDecimal rounded = new BigDecimal(size < 1e-12 * Math.abs(high - low) ? 0 : shown)
                .round(DIGITS)
                .stripTrailingZeros();
        String text =
                size == 0 || size >= LEAST_PLAIN && size < MOST_PLAIN ? rounded.toPlainString() : exponent(rounded);
        return form == Form.PERCENT ? text + " %" : text;
    }

    private static String exponent(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        int exponent = value.precision() - value.scale() - 1;
        return value.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "E" + exponent;
    }
}
