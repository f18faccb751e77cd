package org.qeperf.runtime.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxHardwareTest {

    private static final long MEMORY = 1L << 36;

    @TempDir
    private Path root;

    /** Threads 0, 1, 4, 5 on the first processor, 2, 3, 6, 7 on the second; t and t + 4 share a core. */
    @Test
    void twoSocketsWithTwoThreadsPerCore() throws IOException {
        StringBuilder cpuinfo = new StringBuilder();
        for (int cpu = 0; cpu < 8; cpu++) {
            int core = cpu % 4;
            int socket = core / 2;
            cpuinfo.append("processor\t: ").append(cpu).append('\n');
            cpuinfo.append("model name\t: Example CPU E5 @ 2.40GHz\n");
            cpuinfo.append("cpu MHz\t\t: ").append(1200 + cpu).append(".5\n");
            cpuinfo.append("flags\t\t: fpu sse2 avx avx2 fma fpu\n\n");
            topology(cpu, socket, core + "," + (core + 4));
            cache(cpu, 0, 1, "Data", "32K", core + "," + (core + 4));
            cache(cpu, 1, 1, "Instruction", "64K", core + "," + (core + 4));
            cache(cpu, 2, 2, "Unified", "1M", core + "," + (core + 4));
            cache(cpu, 3, 3, "Unified", "20480K", socket == 0 ? "0-1,4-5" : "2-3,6-7");
            cpu(cpu, "cpufreq/base_frequency", "2500000");
            cpu(cpu, "cpufreq/cpuinfo_max_freq", cpu == 3 ? "3500000" : "3300000");
        }
        file("proc/cpuinfo", cpuinfo.toString());
        file("sys/devices/system/cpu/online", "0-7");
        file("sys/devices/system/node/online", "0-1");
        assertEquals(
                new Hardware(
                        Optional.of("Example CPU E5 @ 2.40GHz"),
                        OptionalInt.of(2),
                        OptionalInt.of(2),
                        OptionalInt.of(4),
                        8,
                        OptionalLong.of(1_207_500_000L),
                        OptionalLong.of(2_500_000_000L),
                        OptionalLong.of(3_500_000_000L),
                        List.of("sse2", "avx", "fma", "avx2"),
                        OptionalInt.of(256),
                        List.of(
                                new Cache(1, "data", 32 << 10, 2, 4),
                                new Cache(1, "instruction", 64 << 10, 2, 4),
                                new Cache(2, "unified", 1 << 20, 2, 4),
                                new Cache(3, "unified", 20 << 20, 4, 2)),
                        MEMORY),
                read());
    }

    /** Two large cores with two threads each, four small ones that share a cache. Thread 3 is switched off. */
    @Test
    void coresOfTwoKinds() throws IOException {
        for (int cpu : new int[] {0, 1, 2}) {
            topology(cpu, 0, cpu < 2 ? "0-1" : "2");
            cache(cpu, 0, 1, "Data", "48K", cpu < 2 ? "0-1" : "2");
            cache(cpu, 1, 2, "Unified", "2048K", cpu < 2 ? "0-1" : "2");
        }
        for (int cpu = 4; cpu < 8; cpu++) {
            topology(cpu, 0, Integer.toString(cpu));
            cache(cpu, 0, 1, "Data", "32K", Integer.toString(cpu));
            cache(cpu, 1, 2, "Unified", "4096K", "4-7");
        }
        file("sys/devices/system/cpu/online", "0-2,4-7");
        Hardware hardware = read();
        assertEquals(OptionalInt.of(1), hardware.sockets());
        assertEquals(OptionalInt.of(6), hardware.cores());
        assertEquals(7, hardware.hardwareThreads());
        assertEquals(
                List.of(
                        new Cache(1, "data", 32 << 10, 1, 4),
                        new Cache(1, "data", 48 << 10, 1, 1),
                        new Cache(1, "data", 48 << 10, 2, 1),
                        new Cache(2, "unified", 2 << 20, 1, 1),
                        new Cache(2, "unified", 2 << 20, 2, 1),
                        new Cache(2, "unified", 4 << 20, 4, 1)),
                hardware.caches());
    }

    @Test
    void cpuinfoAloneTellsCoresAndSockets() throws IOException {
        file("proc/cpuinfo", """
                processor : 0
                model name : Example CPU 6248 CPU @ 2.50GHz
                physical id : 0
                core id : 0
                flags : sse2 avx512f

                processor : 1
                physical id : 0
                core id : 0

                processor : 2
                physical id : 1
                core id : 0
                """);
        Hardware hardware = read();
        assertEquals(OptionalInt.of(2), hardware.sockets());
        assertEquals(OptionalInt.of(2), hardware.cores());
        assertEquals(5, hardware.hardwareThreads());
        assertEquals(OptionalLong.of(2_500_000_000L), hardware.clockNominalHz());
        assertEquals(OptionalLong.empty(), hardware.clockHz());
        assertEquals(OptionalLong.empty(), hardware.clockMaxHz());
        assertEquals(OptionalInt.of(512), hardware.vectorBits());
        assertEquals(OptionalInt.empty(), hardware.numaNodes());
    }

    @Test
    void otherProcessorsSayLess() throws IOException {
        file("proc/cpuinfo", "processor : 0\nFeatures : fp asimd sve\n");
        assertEquals(List.of("asimd", "sve"), read().vectorFlags());
        assertEquals(OptionalInt.empty(), read().vectorBits());
        file("proc/cpuinfo", "processor : 0\nFeatures : fp asimd\n");
        assertEquals(OptionalInt.of(128), read().vectorBits());
        file("proc/cpuinfo", "processor : 0\ncpu : POWER9, altivec supported\nclock : 2.2MHz\n");
        assertEquals(Optional.of("POWER9, altivec supported"), read().cpuModel());
    }

    @Test
    void nothingIsKnownWhereNothingIsTold() {
        assertEquals(unknown(), read());
    }

    @Test
    void filesThatReadDifferentlyAreUnknown() throws IOException {
        file("proc/cpuinfo", "cpu MHz : fast\nmodel name :\n:\n\u0000\n");
        file("sys/devices/system/cpu/online", "0-99999999");
        file("sys/devices/system/node/online", "3-1");
        assertEquals(unknown(), read());
        file("sys/devices/system/cpu/online", "0,,1");
        assertEquals(unknown(), read());
        file("sys/devices/system/cpu/online", "0-x");
        assertEquals(5, read().hardwareThreads());
        file("sys/devices/system/cpu/online", "0");
        cache(0, 0, 1, "Data", "-48K", "0");
        cache(0, 1, 2, "Unified", "48K", "");
        cpu(0, "cpufreq/base_frequency", "NaN");
        assertEquals(List.of(), read().caches());
        assertEquals(OptionalLong.empty(), read().clockNominalHz());
    }

    private static Hardware unknown() {
        return new Hardware(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                5,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of(),
                OptionalInt.empty(),
                List.of(),
                MEMORY);
    }

    private Hardware read() {
        return LinuxHardware.read(root, 5, MEMORY);
    }

    private void topology(int cpu, int socket, String siblings) throws IOException {
        cpu(cpu, "topology/physical_package_id", Integer.toString(socket));
        cpu(cpu, "topology/thread_siblings_list", siblings);
    }

    private void cache(int cpu, int index, int level, String type, String size, String shared) throws IOException {
        cpu(cpu, "cache/index" + index + "/level", Integer.toString(level));
        cpu(cpu, "cache/index" + index + "/type", type);
        cpu(cpu, "cache/index" + index + "/size", size);
        cpu(cpu, "cache/index" + index + "/shared_cpu_list", shared);
    }

    private void cpu(int cpu, String name, String content) throws IOException {
        file("sys/devices/system/cpu/cpu" + cpu + "/" + name, content);
    }

    private void file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }
}
