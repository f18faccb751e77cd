package org.qeperf.train.loop;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.qeperf.runtime.batch.Resources;

/** Numbers that batch systems take. */
final class Request {

    private static final long MINUTE = 60;
    private static final long MEBIBYTE = 1 << 20;

    private Request() {}

    /** Whole minutes, or the limit. */
    static long minutes(double seconds, OptionalDouble limit) {
        double whole = Math.max(1, Math.ceil(seconds / MINUTE)) * MINUTE;
        return (long) Math.max(1, Math.floor(Math.min(whole, limit.orElse(Long.MAX_VALUE))));
    }

    /** Whole mebibytes, or as many as a node has. */
    static long mebibytes(double bytes, long limit) {
        double whole = Math.max(1, Math.ceil(bytes / MEBIBYTE)) * MEBIBYTE;
        return Math.max(1, (long) Math.min(whole, limit / MEBIBYTE * MEBIBYTE));
    }

    static Resources withSeconds(Resources resources, long seconds) {
        return with(resources, resources.memoryBytesPerNode(), OptionalLong.of(seconds));
    }

    static Resources withMemory(Resources resources, long bytes) {
        return with(resources, OptionalLong.of(bytes), resources.seconds());
    }

    private static Resources with(Resources resources, OptionalLong memory, OptionalLong seconds) {
        return new Resources(
                resources.nodes(),
                resources.tasksPerNode(),
                resources.cpusPerTask(),
                resources.gpusPerNode(),
                memory,
                resources.exclusive(),
                seconds);
    }
}
