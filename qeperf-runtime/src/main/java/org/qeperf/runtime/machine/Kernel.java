package org.qeperf.runtime.machine;

/** A piece of work to be timed. Each thread has its own. */
interface Kernel {

    /** What one {@link #run()} does, in bytes moved or operations. */
    double work();

    /** Does it once, in some milliseconds. */
    void run();
}
