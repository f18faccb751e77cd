package org.qeperf.train.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * A window that becomes shorter where its mean has changed (ADWIN2 of Bifet and Gavaldà, Learning from Time-Changing Data with Adaptive
 * Windowing, SIAM International Conference on Data Mining 2007, 443, section 3.2): values are kept as sums of exponentially growing buckets;
 * the oldest are dropped while any two parts of the window, each of at least {@value #SHORTEST_PART} values, have means that
 * differ by more than chance lets them with probability {@code 1 - delta}. Has state, which depends on the values alone; not safe
 * for concurrent use.
 */
public final class Adwin {

    /** The default of {@code delta}. */
    public static final double DELTA = 0.002;

    /** Buckets of a size before the two oldest are joined. */
    private static final int MOST_BUCKETS = 5;

    private static final int SHORTEST_PART = 5;
    private static final int SHORTEST_WINDOW = 10;

    private final double delta;
    private final int clock;

    /** The oldest bucket last: newer buckets are smaller. */
    private final List<Bucket> buckets = new ArrayList<>();

    private long values;
    private Bucket all = new Bucket(0, 0, 0);

    /** Some consecutive values: how many, their sum and the sum of squared differences from their mean. */
    private record Bucket(long count, double sum, double squares) {
        double mean() {
            return count == 0 ? 0 : sum / count;
        }

        Bucket with(Bucket other) {
            if (count == 0) {
                return other;
            }
            double difference = mean() - other.mean();
            double between = difference * difference * count * other.count / (count + other.count);
            return new Bucket(count + other.count, sum + other.sum, squares + other.squares + between);
        }
    }

    /** The default parameters: looks after each value. */
    public Adwin() {
        this(DELTA, 1);
    }

    /**
     * Sets the parameters.
     *
     * @param delta probability of a false alarm at one look, about
     * @param clock after how many values it looks
     */
    public Adwin(double delta, int clock) {
        this.delta = delta;
        this.clock = clock;
    }

    /**
     * Takes the next value.
     *
     * @param value finite; values of a few units at most, such as standardised ones
     * @return whether the window was cut
     */
    public boolean add(double value) {
        values++;
        Bucket newest = new Bucket(1, value, 0);
        all = all.with(newest);
        buckets.add(0, newest);
        compress();
        if (values % clock != 0) {
            return false;
        }
        boolean cut = false;
        while (all.count() > SHORTEST_WINDOW && isDivided()) {
            buckets.remove(buckets.size() - 1);
            sum();
            cut = true;
        }
        return cut;
    }

    private void compress() {
        int first = 0;
        while (first < buckets.size()) {
            long size = buckets.get(first).count();
            int end = first;
            while (end < buckets.size() && buckets.get(end).count() == size) {
                end++;
            }
            if (end - first <= MOST_BUCKETS) {
                return;
            }
            Bucket oldest = buckets.remove(end - 1);
            buckets.set(end - 2, oldest.with(buckets.get(end - 2)));
            first = end - 2;
        }
    }

    private void sum() {
        all = new Bucket(0, 0, 0);
        for (int i = buckets.size() - 1; i >= 0; i--) {
            all = all.with(buckets.get(i));
        }
    }

    private boolean isDivided() {
        double variance = all.squares() / all.count();
        double confidence = StrictMath.log(2 * StrictMath.log(all.count()) / delta);
        long older = 0;
        double sum = 0;
        for (int i = buckets.size() - 1; i > 0; i--) {
            older += buckets.get(i).count();
            sum += buckets.get(i).sum();
            long newer = all.count() - older;
            if (older >= SHORTEST_PART && newer >= SHORTEST_PART) {
                double difference = Math.abs(sum / older - (all.sum() - sum) / newer);
                double harmonic = 1.0 / (older - SHORTEST_PART + 1) + 1.0 / (newer - SHORTEST_PART + 1);
                if (difference > Math.sqrt(2 * harmonic * variance * confidence) + 2.0 / 3 * harmonic * confidence) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The window: the last values between which nothing seems to have changed.
     *
     * @return how many
     */
    public long window() {
        return all.count();
    }

    /**
     * The mean of the window.
     *
     * @return in the unit of the values; 0 before the first
     */
    public double mean() {
        return all.mean();
    }
}
