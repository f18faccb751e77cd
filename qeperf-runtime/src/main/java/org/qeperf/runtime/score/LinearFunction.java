package org.qeperf.runtime.score;

import java.util.LinkedHashMap;
import java.util.Map;

/** A constant plus a multiple of each input. Immutable. */
public final class LinearFunction implements PortableRegressor {

    /** The kind in model files. */
    public static final String KIND = "linear";

    private final double intercept;
    private final double[] coefficients;

    /**
     * Creates a function.
     *
     * @param intercept its value where all inputs are 0, finite
     * @param coefficients one finite number for each input, at least one; copied
     * @throws IllegalArgumentException if a number is not finite or there is none
     */
    public LinearFunction(double intercept, double[] coefficients) {
        if (coefficients.length == 0) {
            throw new IllegalArgumentException("a linear function needs an input");
        }
        Finite.require(intercept, "the intercept");
        Finite.require(coefficients, "a coefficient");
        this.intercept = intercept;
        this.coefficients = coefficients.clone();
    }

    static LinearFunction of(NamedArrays named) {
        return new LinearFunction(named.doubles("intercept", 1)[0], named.doubles("coefficients"));
    }

    /**
     * The value where all inputs are 0.
     *
     * @return a finite number
     */
    public double intercept() {
        return intercept;
    }

    /**
     * The multiples of the inputs.
     *
     * @return a new array, one number for each input
     */
    public double[] coefficients() {
        return coefficients.clone();
    }

    @Override
    public int inputs() {
        return coefficients.length;
    }

    @Override
    public int scratchLength() {
        return 0;
    }

    @Override
    public double predict(double[] rows, int offset, double[] scratch) {
        double sum = intercept;
        for (int i = 0; i < coefficients.length; i++) {
            sum += coefficients[i] * rows[offset + i];
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
        arrays.put("intercept", new double[] {intercept});
        arrays.put("coefficients", coefficients.clone());
        return arrays;
    }

    @Override
    public Map<String, String> words() {
        return Map.of();
    }
}
