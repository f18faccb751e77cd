package org.qeperf.bench.answer;

import java.util.Random;

/**
 * Layouts of one problem.
 *
 * @param measured seconds of each layout, at least two; shared, not to be modified
 * @param predicted seconds of each; shared, not to be modified
 * @param runs how many measurements are behind each; shared, not to be modified
 */
record Choice(double[] measured, double[] predicted, int[] runs) {

    Choice {
        if (measured.length < 2 || predicted.length != measured.length || runs.length != measured.length) {
            throw new IllegalArgumentException(measured.length + " measured and " + predicted.length + " predicted");
        }
    }

    /** How much longer the layout of the shortest prediction takes than the fastest, as a share. */
    double regret() {
        return regret(smallest(predicted));
    }

    /** The same of any layout. */
    double regret(int layout) {
        return measured[layout] / measured[smallest(measured)] - 1;
    }

    /** By how much the layouts differ: the regret of the slowest. */
    double spread() {
        int slowest = 0;
        for (int i = 1; i < measured.length; i++) {
            slowest = measured[i] > measured[slowest] ? i : slowest;
        }
        return regret(slowest);
    }

    /**
     * The regret of who knows the true times: those measured are taken for true, and measured again with noise.
     *
     * @param deviation standard deviation of the logarithm of one measurement
     */
    double regretUnderNoise(double deviation, Random random) {
        double[] again = new double[measured.length];
        for (int i = 0; i < again.length; i++) {
            again[i] = measured[i] * Math.exp(deviation / Math.sqrt(runs[i]) * random.nextGaussian());
        }
        return new Choice(again, measured, runs).regret();
    }

    private static int smallest(double[] values) {
        int smallest = 0;
        for (int i = 1; i < values.length; i++) {
            smallest = values[i] < values[smallest] ? i : smallest;
        }
        return smallest;
    }
}
