package org.qeperf.runtime.machine;

/**
 * A piece of work to be timed. Each thread has its own. It is done in parts of about a millisecond, since a short stretch of
 * time often passes without disturbance on a machine where a long one does not.
 */
interface Kernel {

    /** What all parts together do, in bytes moved or operations. */
    double work();

    /** Number of parts, which are done in order, again and again. */
    int parts();

    /** Does a part. */
    void run(int part);
}
