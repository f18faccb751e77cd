package org.qeperf.bench.answer;

import java.util.Arrays;

/**
 * Scores that should be higher where something happened.
 *
 * @param scores one for each case; shared, not to be modified
 * @param happened whether it did; shared, not to be modified
 */
record Ranking(double[] scores, boolean[] happened) {

    Ranking {
        if (scores.length != happened.length) {
            throw new IllegalArgumentException(scores.length + " scores of " + happened.length + " cases");
        }
    }

    /**
     * What an alarm above a threshold is worth.
     *
     * @param threshold above which the alarm is raised
     * @param found share of the cases in which it happened that raise it
     * @param falseAlarms share of the other cases that raise it
     */
    record Alarm(double threshold, double found, double falseAlarms) {}

    int positives() {
        int n = 0;
        for (boolean one : happened) {
            n += one ? 1 : 0;
        }
        return n;
    }

    /**
     * The probability that a case in which it happened scores higher than another; equal scores count half. {@code NaN} where all or
     * none did.
     */
    double areaUnderCurve() {
        double higher = 0;
        long pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length && happened[i]; j++) {
                if (!happened[j]) {
                    pairs++;
                    higher += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return pairs == 0 ? Double.NaN : higher / pairs;
    }

    /** The alarm at a threshold. */
    Alarm above(double threshold) {
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > threshold) {
                found += happened[i] ? 1 : 0;
                wrong += happened[i] ? 0 : 1;
            }
        }
        int positives = positives();
        return new Alarm(threshold, share(found, positives), share(wrong, scores.length - positives));
    }

    private static double share(int part, int of) {
        return of == 0 ? Double.NaN : (double) part / of;
    }

    /** The threshold, half-way between two scores, whose share found less that of false alarms is greatest. */
    Alarm best() {
        double[] sorted = Arrays.stream(scores).sorted().distinct().toArray();
        Alarm best = above(sorted[sorted.length - 1]);
        for (int i = sorted.length - 2; i >= 0; i--) {
            Alarm next = above((sorted[i] + sorted[i + 1]) / 2);
            if (next.found() - next.falseAlarms() > best.found() - best.falseAlarms()) {
                best = next;
            }
        }
        return best;
    }

    /** Some of the cases. */
    Ranking of(int[] cases) {
        boolean[] some = new boolean[cases.length];
        for (int i = 0; i < cases.length; i++) {
            some[i] = happened[cases[i]];
        }
        return new Ranking(Numbers.pick(scores, cases), some);
    }
}
