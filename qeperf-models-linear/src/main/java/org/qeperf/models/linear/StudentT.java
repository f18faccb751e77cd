package org.qeperf.models.linear;

/** Student's t distribution by the finite sums of Abramowitz and Stegun, Handbook, 26.7.3 and 26.7.4. */
final class StudentT {

    private StudentT() {}

    /** The chance that t is further from 0 than this; degrees of freedom at least 1. */
    static double twoSided(double t, int freedom) {
        double angle = StrictMath.atan(Math.abs(t) / Math.sqrt(freedom));
        double cosine = StrictMath.cos(angle);
        boolean odd = freedom % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = 0;
        for (int k = odd ? 3 : 2; k <= freedom; k += 2) {
            sum += term;
            term *= cosine * cosine * (k - 1) / k;
        }
        double within = StrictMath.sin(angle) * sum;
        return 1 - (odd ? 2 / Math.PI * (angle + within) : within);
    }
}
