package org.qeperf.models.smile;

import org.qeperf.runtime.score.KernelMachine;
import smile.math.kernel.MercerKernel;

/**
 * The kernels of portable models for Smile, with their arithmetic: Smile's own Laplacian kernel takes the Euclidean
 * distance, and its exponential function may differ from machine to machine.
 */
record RowKernel(KernelMachine.Kernel form, double scale) implements MercerKernel<double[]> {

    private static final long serialVersionUID = 1L;

    @Override
    public double k(double[] x, double[] y) {
        return form.value(x, y, scale);
    }

    /** The kernel alone: its scale is not searched for, so it has no derivatives. */
    @Override
    public double[] kg(double[] x, double[] y) {
        return new double[] {k(x, y)};
    }

    @Override
    public RowKernel of(double[] parameters) {
        return this;
    }

    @Override
    public double[] hyperparameters() {
        return new double[0];
    }

    @Override
    public double[] lo() {
        return new double[0];
    }

    @Override
    public double[] hi() {
        return new double[0];
    }
}
