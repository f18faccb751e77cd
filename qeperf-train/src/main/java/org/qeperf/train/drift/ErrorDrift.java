package org.qeperf.train.drift;

import java.util.Arrays;
import java.util.Optional;

/**
 * Watches the errors of one model on one machine in the order of arrival: logarithms of measured over predicted. The first
 * {@value #REFERENCE} give the scale: errors less their median, over their root mean square from there with errors cut at
 * {@value #OUTLIER} median absolute deviations (in units of a normal distribution), then cut at {@value #MOST_DEVIATIONS} so that one
 * failed run is no alarm. Two {@link PageHinkley} tests, one for each direction, and an {@link Adwin} take them all. The first to alarm is told; all begin anew then, and keep the scale. Has state, which depends
 * on the errors alone; not safe for concurrent use.
 */
public final class ErrorDrift {

    /** Errors that give the scale; without alarms meanwhile. */
    public static final int REFERENCE = 30;

    private static final double MOST_DEVIATIONS = 3;
    private static final double OUTLIER = 4;

    /** What makes a median absolute deviation the deviation of a normal distribution. */
    private static final double NORMAL_MAD = 1.4826;

    /** A smaller scale would make alarms of changes that are of no use to know; this is a choice. */
    private static final double SMALLEST_DEVIATION = 0.02;

    private double[] errors = new double[2 * REFERENCE];
    private int count;
    private int begin;
    private double median;
    private double deviation;
    private PageHinkley up = new PageHinkley();
    private PageHinkley down = new PageHinkley();
    private Adwin adwin = new Adwin();

    /** Begins with no error. */
    public ErrorDrift() {}

    /**
     * Takes the next error.
     *
     * @param logError logarithm of measured over predicted, finite
     * @return an alarm, where there is one
     */
    public Optional<DriftAlarm> add(double logError) {
        if (count == errors.length) {
            errors = Arrays.copyOf(errors, 2 * count);
        }
        errors[count++] = logError;
        if (count < REFERENCE) {
            return Optional.empty();
        }
        if (count > REFERENCE) {
            return watch(logError);
        }
        double[] first = Arrays.copyOf(errors, count);
        median = median(first);
        double[] differences =
                Arrays.stream(first).map(e -> Math.abs(e - median)).toArray();
        double outlier = OUTLIER * NORMAL_MAD * median(differences);
        double square = Arrays.stream(differences)
                .map(d -> Math.min(d, outlier))
                .map(d -> d * d)
                .average()
                .orElse(0);
        deviation = Math.max(SMALLEST_DEVIATION, Math.sqrt(square));
        for (double error : first) {
            watch(error);
        }
        begin = 0;
        return Optional.empty();
    }

    private Optional<DriftAlarm> watch(double logError) {
        double z = Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, (logError - median) / deviation));
        int longer = up.add(z);
        int shorter = down.add(-z);
        boolean cut = adwin.add(z);
        if (longer > 0) {
            return Optional.of(alarm(DriftAlarm.Detector.PAGE_HINKLEY_UP, longer));
        }
        if (shorter > 0) {
            return Optional.of(alarm(DriftAlarm.Detector.PAGE_HINKLEY_DOWN, shorter));
        }
        return cut ? Optional.of(alarm(DriftAlarm.Detector.ADWIN, adwin.window())) : Optional.empty();
    }

    private DriftAlarm alarm(DriftAlarm.Detector detector, long age) {
        int changed = (int) Math.max(begin + 1L, count - age);
        DriftAlarm alarm = new DriftAlarm(
                detector,
                count - 1,
                changed,
                median(Arrays.copyOfRange(errors, begin, changed)),
                median(Arrays.copyOfRange(errors, changed, count)));
        begin = changed;
        up = new PageHinkley();
        down = new PageHinkley();
        adwin = new Adwin();
        return alarm;
    }

    /**
     * The number of errors.
     *
     * @return how many were taken
     */
    public int count() {
        return count;
    }

    /**
     * Where the errors begin between which nothing seems to have changed.
     *
     * @return a position, from 0
     */
    public int begin() {
        return begin;
    }

    /**
     * The median of the errors since {@link #begin()}.
     *
     * @return a logarithm of measured over predicted; {@code NaN} before the first error
     */
    public double recentMedian() {
        return median(Arrays.copyOfRange(errors, begin, count));
    }

    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
