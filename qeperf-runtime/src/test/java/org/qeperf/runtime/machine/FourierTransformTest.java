package org.qeperf.runtime.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTransformTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 8, 9, 12})
    void equalsTheSum(int n) {
        double[] re = numbers(n, 1);
        double[] im = numbers(n, 2);
        double[] sumRe = new double[re.length];
        double[] sumIm = new double[im.length];
        for (int k = 0; k < re.length; k++) {
            for (int j = 0; j < re.length; j++) {
                int turns = j % n * (k % n) + j / n % n * (k / n % n) + j / n / n * (k / n / n);
                double angle = -2 * Math.PI * turns / n;
                sumRe[k] += (re[j] * Math.cos(angle) - im[j] * Math.sin(angle)) / Math.sqrt(re.length);
                sumIm[k] += (re[j] * Math.sin(angle) + im[j] * Math.cos(angle)) / Math.sqrt(re.length);
            }
        }
        transform(new FourierTransform(n), n, re, im);
        assertArrayEquals(sumRe, re, 1e-11);
        assertArrayEquals(sumIm, im, 1e-11);
    }

    @ParameterizedTest
    @ValueSource(ints = {48, 96})
    void fourTransformsGiveBackWhatWasThere(int n) {
        double[] re = numbers(n, 1);
        double[] im = numbers(n, 2);
        FourierTransform transform = new FourierTransform(n);
        for (int i = 0; i < 4; i++) {
            transform(transform, n, re, im);
        }
        assertArrayEquals(numbers(n, 1), re, 1e-12);
        assertArrayEquals(numbers(n, 2), im, 1e-12);
    }

    @Test
    void refusesOtherFactors() {
        assertEquals(
                "a transform of 14 points; expected a product of 2 and 3",
                assertThrows(IllegalArgumentException.class, () -> new FourierTransform(14))
                        .getMessage());
    }

    /** 24 parts of 12 planes; 3 of 48. */
    @Test
    void theBenchmarkIsCutIntoParts() {
        FourierKernel kernel = new FourierKernel(96);
        assertEquals(3 * 8, kernel.parts());
        assertEquals(3, new FourierKernel(48).parts());
        assertEquals(5 * 884736 * 19.7549, kernel.work(), 100);
    }

    private static void transform(FourierTransform transform, int n, double[] re, double[] im) {
        for (int dimension = 0; dimension < FourierTransform.DIMENSIONS; dimension++) {
            transform.apply(re, im, dimension, 0, n / 2);
            transform.apply(re, im, dimension, n / 2, n);
        }
    }

    private static double[] numbers(int n, long seed) {
        return new Random(seed).doubles(n * n * n, -1, 1).toArray();
    }
}
