package org.qeperf.runtime.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /proc/cpuinfo} and {@code /sys/devices/system}. Sources: proc(5), and
 * {@code Documentation/ABI/testing/sysfs-devices-system-cpu} of Linux. A file that is not there or reads differently leaves
 * its figure unknown.
 */
final class LinuxHardware {

    private static final int LARGEST_FILE = 16 << 20;
    private static final int MOST_THREADS = 1 << 16;
    private static final List<String> VECTOR_FLAGS = List.of(
            "sse2",
            "sse4_2",
            "avx",
            "fma",
            "avx2",
            "avx512f",
            "avx512dq",
            "avx512cd",
            "avx512bw",
            "avx512vl",
            "asimd",
            "sve",
            "sve2",
            "lsx",
            "lasx");

    private final Path cpus;
    private final Path nodes;
    private final Path cpuinfoFile;
    private final Set<Integer> online;
    private @Nullable List<Map<String, String>> cpuinfo;

    private LinuxHardware(Path root) {
        Path system = root.resolve("sys/devices/system");
        cpus = system.resolve("cpu");
        nodes = system.resolve("node");
        cpuinfoFile = root.resolve("proc/cpuinfo");
        online = list(text(cpus.resolve("online")).orElse(""));
    }

    /**
     * Reads what is there.
     *
     * @param root {@code /}, or the folder that stands for it
     * @param threads hardware threads if there is no better source
     * @param memoryBytes main memory
     */
    static Hardware read(Path root, int threads, long memoryBytes) {
        LinuxHardware linux = new LinuxHardware(root);
        Set<String> flags = linux.flags();
        return new Hardware(
                linux.model(),
                linux.sockets(),
                count(list(text(linux.nodes.resolve("online")).orElse("")).size()),
                linux.cores(),
                linux.online.isEmpty() ? threads : linux.online.size(),
                linux.clock(),
                linux.nominalClock(),
                linux.highest("cpufreq/cpuinfo_max_freq"),
                VECTOR_FLAGS.stream().filter(flags::contains).toList(),
                vectorBits(flags),
                linux.caches(),
                memoryBytes);
    }

    /** Physical cores alone, which on machines with many takes far less time than all figures. */
    static OptionalInt cores(Path root) {
        return new LinuxHardware(root).cores();
    }

    private List<Map<String, String>> cpuinfo() {
        List<Map<String, String>> known = cpuinfo;
        if (known == null) {
            known = sections(text(cpuinfoFile).orElse(""));
            cpuinfo = known;
        }
        return known;
    }

    private Optional<String> model() {
        return first("model name").or(() -> first("cpu"));
    }

    private OptionalInt sockets() {
        Set<String> told = new HashSet<>();
        for (int cpu : online) {
            text(cpus.resolve("cpu" + cpu + "/topology/physical_package_id")).ifPresent(told::add);
        }
        if (told.isEmpty()) {
            cpuinfo().forEach(section -> told.add(section.getOrDefault("physical id", "")));
            told.remove("");
        }
        return count(told.size());
    }

    private OptionalInt cores() {
        Set<String> told = new HashSet<>();
        for (int cpu : online) {
            text(cpus.resolve("cpu" + cpu + "/topology/thread_siblings_list")).ifPresent(told::add);
        }
        if (told.isEmpty()) {
            for (Map<String, String> section : cpuinfo()) {
                if (section.containsKey("physical id") && section.containsKey("core id")) {
                    told.add(section.get("physical id") + " " + section.get("core id"));
                }
            }
        }
        return count(told.size());
    }

    private OptionalLong clock() {
        double highest = 0;
        for (Map<String, String> section : cpuinfo()) {
            highest = Math.max(highest, number(section.getOrDefault("cpu MHz", "")));
        }
        return hertz(1e6 * highest);
    }

    /** The base frequency; or what Intel writes into the name, as in {@code Xeon(R) Gold 6248 CPU @ 2.50GHz}. */
    private OptionalLong nominalClock() {
        OptionalLong base = highest("cpufreq/base_frequency");
        String name = model().orElse("");
        int at = name.indexOf(" @ ");
        if (base.isPresent() || at < 0 || !name.endsWith("GHz")) {
            return base;
        }
        return hertz(1e9 * number(name.substring(at + " @ ".length(), name.length() - "GHz".length())));
    }

    private OptionalLong highest(String fileInKilohertz) {
        double highest = 0;
        for (int cpu : online) {
            highest = Math.max(
                    highest,
                    number(text(cpus.resolve("cpu" + cpu).resolve(fileInKilohertz))
                            .orElse("")));
        }
        return hertz(1e3 * highest);
    }

    private Set<String> flags() {
        return new HashSet<>(Arrays.asList(
                first("flags").or(() -> first("Features")).orElse("").split(" ")));
    }

    /** SVE leaves the width to the processor. */
    private static OptionalInt vectorBits(Set<String> flags) {
        if (flags.contains("sve")) {
            return OptionalInt.empty();
        }
        if (flags.contains("avx512f")) {
            return OptionalInt.of(512);
        }
        if (flags.contains("avx") || flags.contains("lasx")) {
            return OptionalInt.of(256);
        }
        return flags.contains("sse2") || flags.contains("asimd") || flags.contains("lsx")
                ? OptionalInt.of(128)
                : OptionalInt.empty();
    }

    private List<Cache> caches() {
        Set<String> seen = new HashSet<>();
        Map<String, Cache> kinds = new TreeMap<>();
        for (int cpu : online) {
            Path folder = cpus.resolve("cpu" + cpu + "/cache");
            for (int i = 0; Files.isDirectory(folder.resolve("index" + i)); i++) {
                Path index = folder.resolve("index" + i);
                int level = (int) number(text(index.resolve("level")).orElse(""));
                String type = text(index.resolve("type")).orElse("").toLowerCase(Locale.ROOT);
                long bytes = bytes(text(index.resolve("size")).orElse(""));
                String sharers = text(index.resolve("shared_cpu_list")).orElse("");
                int shared = list(sharers).size();
                if (level > 0 && bytes > 0 && shared > 0 && seen.add(level + type + " " + sharers)) {
                    kinds.merge(
                            String.format(Locale.ROOT, "%d %s %019d %d", level, type, bytes, shared),
                            new Cache(level, type, bytes, shared, 1),
                            (a, b) -> new Cache(level, type, bytes, shared, a.count() + 1));
                }
            }
        }
        return List.copyOf(kinds.values());
    }

    private Optional<String> first(String key) {
        return cpuinfo().stream()
                .map(section -> section.getOrDefault(key, ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** One map for each hardware thread. */
    private static List<Map<String, String>> sections(String cpuinfo) {
        List<Map<String, String>> sections = new ArrayList<>();
        Map<String, String> section = new LinkedHashMap<>();
        for (String line : cpuinfo.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                section.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            } else if (!section.isEmpty()) {
                sections.add(section);
                section = new LinkedHashMap<>();
            }
        }
        if (!section.isEmpty()) {
            sections.add(section);
        }
        return sections;
    }

    /** The members of a list such as {@code 0-3,8}; none if it is no such list. */
    private static Set<Integer> list(String text) {
        Set<Integer> members = new TreeSet<>();
        for (String part : text.split(",")) {
            int dash = part.indexOf('-');
            double from = number(dash < 0 ? part : part.substring(0, dash));
            double to = dash < 0 ? from : number(part.substring(dash + 1));
            if (from < 0 || from > to || to >= MOST_THREADS) {
                return Set.of();
            }
            for (int i = (int) from; i <= to; i++) {
                members.add(i);
            }
        }
        return members;
    }

    private static long bytes(String size) {
        if (size.isEmpty()) {
            return 0;
        }
        int unit = "KMG".indexOf(size.charAt(size.length() - 1));
        double value = number(unit < 0 ? size : size.substring(0, size.length() - 1));
        return (long) (value * Math.pow(1024, unit + 1));
    }

    /** A number of at least 0; -1 if it is none. */
    private static double number(String text) {
        try {
            double value = Double.parseDouble(text);
            return value >= 0 && Double.isFinite(value) ? value : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static OptionalInt count(int n) {
        return n > 0 ? OptionalInt.of(n) : OptionalInt.empty();
    }

    private static OptionalLong hertz(double value) {
        return value >= 1 ? OptionalLong.of(Math.round(value)) : OptionalLong.empty();
    }

    /** These files say nothing true of their size. */
    private static Optional<String> text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
