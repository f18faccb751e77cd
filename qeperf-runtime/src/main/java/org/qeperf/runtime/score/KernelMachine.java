package org.qeperf.runtime.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A constant plus a weighted sum of a kernel function between the row and points seen in training: support vector
 * regression, kernel ridge regression and the mean of a Gaussian process. Immutable.
 */
public final class KernelMachine implements PortableRegressor {

    /** The kind in model files. */
    public static final String KIND = "kernel-machine";

    /** How alike two rows are. */
    public enum Kernel {
        /** {@code exp(-scale |x - p|^2)}. */
        GAUSSIAN {
            @Override
            double apply(double measure, double scale) {
                return Exponential.of(-scale * measure);
            }
        },
        /** {@code exp(-scale |x - p|)} with the sum of the absolute differences. */
        LAPLACIAN {
            @Override
            double apply(double measure, double scale) {
                return Exponential.of(-scale * measure);
            }
        },
        /** {@code scale x . p}. */
        LINEAR {
            @Override
            double apply(double measure, double scale) {
                return scale * measure;
            }
        };

        abstract double apply(double measure, double scale);

        /**
         * The kernel function as a machine evaluates it, for training.
         *
         * @param a a row
         * @param b a row of as many numbers
         * @param scale its scale, positive
         * @return how alike the rows are, the same for both orders of them
         */
        public double value(double[] a, double[] b, double scale) {
            return apply(measure(this, a, 0, b, 0, a.length), scale);
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kernel of(String word) {
            return Arrays.stream(values())
                    .filter(kernel -> kernel.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no kernel '" + word + "'; known are "
                            + Arrays.stream(values()).map(Kernel::word).toList()));
        }
    }

    private final Kernel kernel;
    private final double scale;
    private final double constant;
    private final int inputs;
    private final double[] points;
    private final double[] weights;

    /**
     * Checks and copies the arrays.
     *
     * @param kernel the kernel function
     * @param scale its scale, positive
     * @param constant what is added to the sum, finite
     * @param points {@code weights.length x inputs} finite numbers, row-major
     * @param weights one finite number for each point, at least one
     * @throws IllegalArgumentException if they do not make a function
     */
    public KernelMachine(Kernel kernel, double scale, double constant, double[] points, double[] weights) {
        if (weights.length == 0 || points.length == 0 || points.length % weights.length != 0) {
            throw new IllegalArgumentException(
                    points.length + " numbers are not points for " + weights.length + " weights");
        }
        if (!(scale > 0)) {
            throw new IllegalArgumentException("the scale of the kernel is " + scale + "; expected a positive number");
        }
        Finite.require(scale, "the scale of the kernel");
        Finite.require(constant, "the constant");
        Finite.require(points, "a point");
        Finite.require(weights, "a weight");
        this.kernel = kernel;
        this.scale = scale;
        this.constant = constant;
        this.inputs = points.length / weights.length;
        this.points = points.clone();
        this.weights = weights.clone();
    }

    static KernelMachine of(NamedArrays named) {
        return new KernelMachine(
                Kernel.of(named.word("kernel")),
                named.doubles("scale", 1)[0],
                named.doubles("constant", 1)[0],
                named.doubles("points"),
                named.doubles("weights"));
    }

    /**
     * The kernel function.
     *
     * @return one of the known ones
     */
    public Kernel kernel() {
        return kernel;
    }

    /**
     * The scale of the kernel.
     *
     * @return a positive number
     */
    public double scale() {
        return scale;
    }

    /**
     * What is added to the sum.
     *
     * @return a finite number
     */
    public double constant() {
        return constant;
    }

    /**
     * The points seen in training.
     *
     * @return a new array, {@code weights x inputs}, row-major
     */
    public double[] points() {
        return points.clone();
    }

    /**
     * The weights of the points.
     *
     * @return a new array, one number for each point
     */
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int scratchLength() {
        return 0;
    }

    @Override
    public double predict(double[] rows, int offset, double[] scratch) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * kernel.apply(measure(kernel, rows, offset, points, i * inputs, inputs), scale);
        }
        return sum + constant;
    }

    private static double measure(Kernel kernel, double[] rows, int offset, double[] points, int point, int inputs) {
        double sum = 0;
        switch (kernel) {
            case GAUSSIAN -> {
                for (int i = 0; i < inputs; i++) {
                    double difference = rows[offset + i] - points[point + i];
                    sum += difference * difference;
                }
            }
            case LAPLACIAN -> {
                for (int i = 0; i < inputs; i++) {
                    sum += Math.abs(rows[offset + i] - points[point + i]);
                }
            }
            case LINEAR -> {
                for (int i = 0; i < inputs; i++) {
                    sum += rows[offset + i] * points[point + i];
                }
            }
        }
        return sum;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> arrays() {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("scale", new double[] {scale});
        arrays.put("constant", new double[] {constant});
        arrays.put("points", points.clone());
        arrays.put("weights", weights.clone());
        return arrays;
    }

    @Override
    public Map<String, String> words() {
        return Map.of("kernel", kernel.word());
    }
}
