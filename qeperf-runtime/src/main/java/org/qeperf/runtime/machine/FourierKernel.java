package org.qeperf.runtime.machine;

import java.util.Random;

/** Three-dimensional Fourier transforms of a complex cube; 5 N log2 N operations for N points, as is usual. */
final class FourierKernel implements Kernel {

    private static final int POINTS_PER_PART = 48 * 48 * 48;

    private final FourierTransform transform;
    private final int edge;
    private final int points;
    private final int planesPerPart;
    private final double[] re;
    private final double[] im;

    /** A cube of so many points on each edge. */
    FourierKernel(int edge) {
        transform = new FourierTransform(edge);
        this.edge = edge;
        points = edge * edge * edge;
        planesPerPart = Math.min(edge, Math.max(1, POINTS_PER_PART / (edge * edge)));
        re = new double[points];
        im = new double[points];
        Random random = new Random(1);
        for (int i = 0; i < points; i++) {
            re[i] = random.nextDouble() - 0.5;
            im[i] = random.nextDouble() - 0.5;
        }
    }

    @Override
    public double work() {
        return 5.0 * points * Math.log(points) / Math.log(2);
    }

    @Override
    public int parts() {
        return FourierTransform.DIMENSIONS * partsPerDimension();
    }

    @Override
    public void run(int part) {
        int dimension = part / partsPerDimension();
        int from = part % partsPerDimension() * planesPerPart;
        transform.apply(re, im, dimension, from, Math.min(edge, from + planesPerPart));
    }

    private int partsPerDimension() {
        return (edge + planesPerPart - 1) / planesPerPart;
    }
}
