package org.qeperf.features.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How long one input may keep a reader busy, and how much memory it may ask for. */
final class Bounds {

    private static final long MOST_NANOSECONDS = 1_000_000_000L;
    private static final long MOST_BYTES = 512L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Bounds() {}

    /** Runs a reader; what exceeds a bound is tried once more, so that loading classes does not count. */
    static void hold(Runnable reader) {
        if (!exceeded(reader).isEmpty()) {
            String twice = exceeded(reader);
            if (!twice.isEmpty()) {
                throw new AssertionError(twice);
            }
        }
    }

    private static String exceeded(Runnable reader) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        reader.run();
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        cpu = THREADS.getCurrentThreadCpuTime() - cpu;
        if (cpu > MOST_NANOSECONDS) {
            return "one input takes " + cpu / 1_000_000 + " ms of processor time";
        }
        return allocated > MOST_BYTES ? "one input allocates " + (allocated >> 20) + " MB" : "";
    }
}
