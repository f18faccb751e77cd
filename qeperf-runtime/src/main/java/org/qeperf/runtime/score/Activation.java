package org.qeperf.runtime.score;

import java.util.Arrays;
import java.util.Locale;

/** What a dense layer does to its sums. */
public enum Activation {
    /** Nothing. */
    IDENTITY,
    /** {@code max(0, x)}. */
    RELU,
    /** {@code x / (1 + exp(-x))}. */
    SWISH,
    /** Hyperbolic tangent. */
    TANH;

    /** Applies it to consecutive elements. */
    void apply(double[] x, int offset, int count) {
        switch (this) {
            case IDENTITY -> {}
            case RELU -> {
                for (int i = offset; i < offset + count; i++) {
                    x[i] = Math.max(0, x[i]);
                }
            }
            case SWISH -> {
                for (int i = offset; i < offset + count; i++) {
                    x[i] = x[i] / (1 + Exponential.of(-x[i]));
                }
            }
            case TANH -> {
                for (int i = offset; i < offset + count; i++) {
                    x[i] = StrictMath.tanh(x[i]);
                }
            }
        }
    }

    /**
     * The activation of a name.
     *
     * @param name lower-case name
     * @return the activation
     * @throws IllegalArgumentException if there is none; the message lists the known ones
     */
    static Activation of(String name) {
        for (Activation activation : values()) {
            if (activation.word().equals(name)) {
                return activation;
            }
        }
        throw new IllegalArgumentException("there is no activation '" + name + "'; known are "
                + Arrays.stream(values()).map(Activation::word).toList());
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
