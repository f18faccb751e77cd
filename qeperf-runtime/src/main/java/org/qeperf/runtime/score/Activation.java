package org.qeperf.runtime.score;

import java.util.Arrays;
import java.util.Locale;

/** What a dense layer does to its sums. */
public enum Activation {
    /** Nothing. */
    IDENTITY {
        @Override
        double apply(double x) {
            return x;
        }
    },
    /** {@code max(0, x)}. */
    RELU {
        @Override
        double apply(double x) {
            return Math.max(0, x);
        }
    },
    /** {@code x / (1 + exp(-x))}. */
    SWISH {
        @Override
        double apply(double x) {
            return x / (1 + Math.exp(-x));
        }
    },
    /** Hyperbolic tangent. */
    TANH {
        @Override
        double apply(double x) {
            return Math.tanh(x);
        }
    };

    abstract double apply(double x);

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
