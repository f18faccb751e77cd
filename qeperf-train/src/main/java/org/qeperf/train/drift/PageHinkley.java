package org.qeperf.train.drift;

/**
 * The test of Page and Hinkley for a mean that grows (Page, Biometrika 41 (1954) 100): sums how far values are above their mean so
 * far, less a tolerance, begins anew where the sum falls below zero, and alarms where it comes to a threshold. After an alarm
 * it begins with nothing. Has state, which depends on the values alone; not safe for concurrent use.
 */
public final class PageHinkley {

    /** Tolerance in standard deviations: half of the change of one deviation that is to be found. */
    public static final double TOLERANCE = 0.5;

    /** Threshold in standard deviations. {@code docs/living-models.md} has the rate of false alarms and the delays. */
    public static final double THRESHOLD = 13;

    /** The fewest values before an alarm. */
    public static final int FEWEST = 30;

    /** By how much the sum forgets with each value: not at all. */
    public static final double KEEP_ALL = 1;

    private final int fewest;
    private final double tolerance;
    private final double threshold;
    private final double keep;
    private int count;
    private int sinceZero;
    private double mean;
    private double sum;

    /** The default parameters, for standardised values. */
    public PageHinkley() {
        this(FEWEST, TOLERANCE, THRESHOLD, KEEP_ALL);
    }

    /**
     * Sets the parameters.
     *
     * @param fewest values before an alarm
     * @param tolerance what a value may be above the mean without counting, in the unit of the values
     * @param threshold sum from which there is an alarm, in the unit of the values
     * @param keep what the sum is multiplied by at each value, at most 1
     */
    public PageHinkley(int fewest, double tolerance, double threshold, double keep) {
        this.fewest = fewest;
        this.tolerance = tolerance;
        this.threshold = threshold;
        this.keep = keep;
    }

    /**
     * Takes the next value.
     *
     * @param value finite
     * @return 0 where all is well; at an alarm, how many values, this one included, the change is estimated to be old: those
     *     since the sum was last zero
     */
    public int add(double value) {
        count++;
        mean += (value - mean) / count;
        double next = keep * sum + value - mean - tolerance;
        sum = Math.max(0, next);
        sinceZero = sum > 0 ? sinceZero + 1 : 0;
        if (count < fewest || sum < threshold) {
            return 0;
        }
        int age = sinceZero;
        count = 0;
        sinceZero = 0;
        mean = 0;
        sum = 0;
        return age;
    }

    /**
     * How near an alarm is.
     *
     * @return the sum, from 0 to the threshold
     */
    public double sum() {
        return sum;
    }
}
