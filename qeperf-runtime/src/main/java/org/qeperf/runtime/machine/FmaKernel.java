package org.qeperf.runtime.machine;

/**
 * Chains of fused multiply-adds in registers, two operations each. The compiler makes vectors of them, so this is near the
 * most that a core can do.
 */
final class FmaKernel implements Kernel {

    private static final int LENGTH = 2048;
    private static final int CHAIN = 16;
    private static final int REPETITIONS = 1000;

    private final double[] x = new double[LENGTH];
    private final double[] y = new double[LENGTH];

    @Override
    public double work() {
        return 2.0 * CHAIN * LENGTH * REPETITIONS;
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public void run(int part) {
        for (int i = 0; i < REPETITIONS; i++) {
            chains(x, y, 0.75, 0.5);
        }
    }

    private static void chains(double[] x, double[] y, double a, double b) {
        for (int i = 0; i < LENGTH; i++) {
            double v = x[i];
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            v = Math.fma(v, a, b);
            y[i] = v;
        }
    }
}
