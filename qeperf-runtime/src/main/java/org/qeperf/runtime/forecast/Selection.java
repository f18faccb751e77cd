package org.qeperf.runtime.forecast;

/** Numbers of which some are asked for by their rank: C. A. R. Hoare, Algorithm 65: Find, Comm. ACM 4 (1961) 321. */
final class Selection {

    private final double[] values;

    /**
     * Takes numbers.
     *
     * @param values none of them NaN; kept and reordered
     */
    Selection(double[] values) {
        this.values = values;
    }

    /**
     * The number of a rank.
     *
     * @param rank from 0, the smallest
     * @return as many are not larger, itself left out, or more if some are equal
     */
    synchronized double at(int rank) {
        int left = 0;
        int right = values.length - 1;
        while (left < right) {
            double pivot = median(values[left], values[left + right >>> 1], values[right]);
            int i = left;
            int j = right;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (rank <= j) {
                right = j;
            } else if (rank >= i) {
                left = i;
            } else {
                break;
            }
        }
        return values[rank];
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** How many are larger. */
    synchronized int above(double limit) {
        int above = 0;
        for (double value : values) {
            above += value > limit ? 1 : 0;
        }
        return above;
    }
}
