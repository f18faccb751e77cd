package org.qeperf.models.dl4j;

import java.util.function.Supplier;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps the native code on the calling thread. Results then don't depend on the number of cores, and steps on a few rows
 * get several times faster on a busy machine: the other threads would mostly spin.
 *
 * <p>The thread counts belong to the process, so one piece of work waits for another.
 */
final class OneThread {

    private static final Object TURN = new Object();

    private final Environment environment = Nd4j.getEnvironment();
    private final Blas blas = Nd4j.factory().blas();
    private final NativeOps openMp = NativeOpsHolder.getInstance().getDeviceNativeOps();

    private OneThread() {}

    static <T> T call(Supplier<T> work) {
        synchronized (TURN) {
            return new OneThread().limited(work);
        }
    }

    private <T> T limited(Supplier<T> work) {
        int ofEnvironment = environment.maxThreads();
        int ofBlas = blas.getMaxThreads();
        int ofOpenMp = openMp.ompGetMaxThreads();
        set(1, 1, 1);
        try {
            return work.get();
        } finally {
            set(ofEnvironment, ofBlas, ofOpenMp);
        }
    }

    private void set(int ofEnvironment, int ofBlas, int ofOpenMp) {
        environment.setMaxThreads(ofEnvironment);
        blas.setMaxThreads(ofBlas);
        openMp.setOmpNumThreads(ofOpenMp);
    }
}
