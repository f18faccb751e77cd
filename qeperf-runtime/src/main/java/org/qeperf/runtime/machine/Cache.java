package org.qeperf.runtime.machine;

/**
 * The caches of one kind in a machine.
 *
 * @param level 1 for the one next to the core
 * @param type {@code data}, {@code instruction} or {@code unified}
 * @param bytes size of each, positive
 * @param sharedByThreads hardware threads that share one, at least 1
 * @param count how many there are, at least 1
 */
public record Cache(int level, String type, long bytes, int sharedByThreads, int count) {

    /** Checks the numbers. */
    public Cache {
        if (level < 1 || bytes < 1 || sharedByThreads < 1 || count < 1) {
            throw new IllegalArgumentException("a cache of level " + level + " with " + bytes + " bytes, shared by "
                    + sharedByThreads + " threads, " + count + " times");
        }
    }
}
