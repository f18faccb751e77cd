package org.qeperf.runtime.machine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a machine consists of, as its operating system tells. What it does not tell is empty. Immutable.
 *
 * @param cpuModel name of the processor
 * @param sockets processors
 * @param numaNodes parts of the memory that are nearer to some cores than to others
 * @param cores physical cores
 * @param hardwareThreads what the operating system schedules on, at least 1
 * @param clockHz clock at the moment, of the fastest core
 * @param clockNominalHz clock that the maker promises, of the fastest core
 * @param clockMaxHz highest clock, of the fastest core
 * @param vectorFlags instruction sets for vectors, by the names of Linux
 * @param vectorBits width of the widest vectors; empty too where the instruction set leaves it open
 * @param caches by level, empty where unknown
 * @param memoryBytes main memory, positive
 */
public record Hardware(
        Optional<String> cpuModel,
        OptionalInt sockets,
        OptionalInt numaNodes,
        OptionalInt cores,
        int hardwareThreads,
        OptionalLong clockHz,
        OptionalLong clockNominalHz,
        OptionalLong clockMaxHz,
        List<String> vectorFlags,
        OptionalInt vectorBits,
        List<Cache> caches,
        long memoryBytes) {

    /** Checks the numbers and copies the lists. */
    public Hardware {
        requirePositive("sockets", sockets.orElse(1));
        requirePositive("NUMA nodes", numaNodes.orElse(1));
        requirePositive("cores", cores.orElse(1));
        requirePositive("hardware threads", hardwareThreads);
        requirePositive("Hz", clockHz.orElse(1));
        requirePositive("Hz (nominal)", clockNominalHz.orElse(1));
        requirePositive("Hz (highest)", clockMaxHz.orElse(1));
        requirePositive("bits in a vector", vectorBits.orElse(1));
        requirePositive("bytes of memory", memoryBytes);
        vectorFlags = List.copyOf(vectorFlags);
        caches = List.copyOf(caches);
    }

    /**
     * The machine that this program runs on. Linux tells everything; elsewhere it is what the Java runtime knows: hardware
     * threads and memory.
     *
     * @return its hardware
     */
    public static Hardware local() {
        return LinuxHardware.read(Path.of("/"), Runtime.getRuntime().availableProcessors(), localMemoryBytes());
    }

    /** Main memory of this machine, or of the container that this program is in. */
    static long localMemoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }

    private static void requirePositive(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("a machine with " + value + " " + what);
        }
    }
}
