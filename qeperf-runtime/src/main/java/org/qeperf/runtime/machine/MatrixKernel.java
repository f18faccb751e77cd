package org.qeperf.runtime.machine;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;

/** The product of two dense matrices that fit into a core's cache, 2 n^3 operations. */
final class MatrixKernel implements Kernel {

    private static final int ORDER = 128;

    private final DMatrixRMaj left;
    private final DMatrixRMaj right;
    private final DMatrixRMaj product = new DMatrixRMaj(ORDER, ORDER);

    MatrixKernel() {
        Random random = new Random(1);
        left = RandomMatrices_DDRM.rectangle(ORDER, ORDER, random);
        right = RandomMatrices_DDRM.rectangle(ORDER, ORDER, random);
    }

    @Override
    public double work() {
        return 2.0 * ORDER * ORDER * ORDER;
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public void run(int part) {
        CommonOps_DDRM.mult(left, right, product);
    }
}
