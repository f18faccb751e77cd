package org.qeperf.train.search;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A density over the positions of a space, of a kernel around each of some points and a constant one. The kernel of a point
 * is the product of one for each dimension (multivariate, section 3.3 of S. Watanabe, arXiv:2304.11127 (2023)): a normal
 * one for numbers, reflected at 0 and 1; for words a part for the word of the point and the rest for the others.
 */
final class ParzenEstimator {

    /** Width of a normal kernel around one point, of the whole range. */
    private static final double WIDTH = 0.12;

    /** The narrowest kernels are one by the number of all outcomes but not below this (J. Bergstra's "magic clip"). */
    private static final int MOST_NARROWED = 200;

    private final double[][] points;
    private final double[] weights;
    private final int[] words;
    private final double width;
    private final double sameWord;

    /**
     * An estimator.
     *
     * @param points where the kernels are
     * @param heights how much each counts, positive; the constant part counts as much as their mean
     * @param words number of words of each dimension, 0 for numbers
     * @param outcomes how many outcomes there are in all
     */
    ParzenEstimator(List<double[]> points, double[] heights, int[] words, int outcomes) {
        int count = points.size();
        this.points = points.toArray(new double[0][]);
        this.words = words;
        weights = Arrays.copyOf(heights, count + 1);
        double sum = 0;
        for (double height : heights) {
            sum += height;
        }
        weights[count] = count == 0 ? 1 : sum / count;
        sum += weights[count];
        for (int i = 0; i <= count; i++) {
            weights[i] /= sum;
        }
        // D. W. Scott's exponent, as in section 3.3.4 of Watanabe
        double scott = WIDTH * StrictMath.pow(count + 1.0, -1.0 / (words.length + 4));
        width = Math.max(scott, 1.0 / Math.min(MOST_NARROWED, 2 * (1 + outcomes)));
        // one count of prior spread over all words and the point, as in Optuna
        sameWord = 1 / (1 + 1.0 / (count + 1));
    }

    /**
     * The logarithm of the density.
     *
     * @param position where; words as {@link SearchSpace#position} gives them
     */
    double logDensity(double[] position) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double product = weights[i];
            for (int j = 0; j < words.length; j++) {
                product *= i == points.length ? constant(j) : kernel(j, points[i][j], position[j]);
            }
            sum += product;
        }
        // far from all points the products may vanish where words make the constant part small
        return StrictMath.log(Math.max(sum, Double.MIN_NORMAL));
    }

    private double constant(int dimension) {
        return words[dimension] == 0 ? 1 : 1.0 / words[dimension];
    }

    private double kernel(int dimension, double centre, double at) {
        if (words[dimension] > 0) {
            double other = (1 - sameWord) / words[dimension];
            return centre == at ? sameWord + other : other;
        }
        return (normal(at - centre) + normal(at + centre) + normal(2 - at - centre)) / (width * Math.sqrt(2 * Math.PI));
    }

    private double normal(double distance) {
        double widths = distance / width;
        return StrictMath.exp(-widths * widths / 2);
    }

    /** Draws a position. */
    double[] draw(Random random) {
        double left = random.nextDouble();
        int kernel = 0;
        while (kernel < points.length && left >= weights[kernel]) {
            left -= weights[kernel++];
        }
        double[] position = new double[words.length];
        for (int j = 0; j < position.length; j++) {
            boolean any = kernel == points.length || words[j] > 0 && random.nextDouble() >= sameWord;
            if (any) {
                position[j] = random.nextDouble();
            } else {
                double centre = points[kernel][j];
                position[j] = words[j] > 0 ? centre : reflected(centre + width * random.nextGaussian());
            }
        }
        return position;
    }

    private static double reflected(double position) {
        double inside = position;
        while (inside < 0 || inside > 1) {
            inside = inside < 0 ? -inside : 2 - inside;
        }
        return inside;
    }
}
