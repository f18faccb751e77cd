package org.qeperf.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where something was measured. Holds no name of a host and no path.
 *
 * @param processor its model, with its clock
 * @param cores how many this process may use
 * @param memoryMebibytes physical memory
 * @param system the operating system
 * @param java virtual machine and version
 * @param commit what was measured, with "and changes" where sources differ from it
 */
public record Surroundings(
        String processor, int cores, long memoryMebibytes, String system, String java, String commit) {

    private static final String UNKNOWN = "unknown";
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path RELEASE = Path.of("/etc/os-release");

    /**
     * Looks at this machine.
     *
     * @param sources a folder of the checkout
     * @return what there is; "unknown" where it does not say
     */
    public static Surroundings here(Path sources) {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        String distribution = value(lines(RELEASE), "PRETTY_NAME", "=").replace("\"", "");
        return new Surroundings(
                processor(lines(PROCESSORS)),
                Runtime.getRuntime().availableProcessors(),
                memory >> 20,
                distribution.equals(UNKNOWN) ? system : distribution + ", " + system,
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                commit(sources));
    }

    /** Model, clock and whether it is a virtual one, of the lines of {@code /proc/cpuinfo}. */
    static String processor(List<String> lines) {
        String model = value(lines, "model name", ":").replace("(R)", "").replace("(TM)", "");
        boolean virtual = (" " + value(lines, "flags", ":") + " ").contains(" hypervisor ");
        return model + (model.contains("GHz") ? "" : clock(lines)) + (virtual ? ", virtual" : "");
    }

    /** Half of what Linux calls bogomips on x86: the steady clock, where "cpu MHz" is the one of the moment. */
    private static String clock(List<String> lines) {
        String bogomips = value(lines, "bogomips", ":");
        return bogomips.equals(UNKNOWN)
                ? ""
                : String.format(Locale.ROOT, ", %.1f GHz", Double.parseDouble(bogomips) / 2000);
    }

    private static String value(List<String> lines, String name, String separator) {
        return lines.stream()
                .filter(line -> line.startsWith(name) && line.contains(separator))
                .map(line -> line.substring(line.indexOf(separator) + 1).strip())
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commit(Path sources) {
        String commit = git(sources, "rev-parse", "--short=10", "HEAD");
        if (commit.isEmpty()) {
            return UNKNOWN;
        }
        String changes =
                git(sources, "status", "--porcelain", "--untracked-files=no", "--", ":/", ":(exclude,top)docs");
        return changes.isEmpty() ? commit : commit + " and changes";
    }

    private static String git(Path folder, String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "git";
        System.arraycopy(words, 0, command, 1, words.length);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? text : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /**
     * The kind of machine as part of a file's name.
     *
     * @return small letters, digits and hyphens
     */
    public String kind() {
        String model = processor.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        return model + "-" + cores + (cores == 1 ? "-core" : "-cores");
    }

    void write(ObjectNode to) {
        to.put("processor", processor)
                .put("cores", cores)
                .put("memoryMebibytes", memoryMebibytes)
                .put("system", system)
                .put("java", java)
                .put("commit", commit);
    }

    static Surroundings read(JsonNode from) {
        return new Surroundings(
                from.path("processor").asText(),
                from.path("cores").asInt(),
                from.path("memoryMebibytes").asLong(),
                from.path("system").asText(),
                from.path("java").asText(),
                from.path("commit").asText());
    }

    /**
     * As the head of a page.
     *
     * @return lines of a table in Markdown
     */
    public String markdown() {
        return "| | |\n|---|---|\n| processor | " + processor + ", " + cores + (cores == 1 ? " core" : " cores")
                + " |\n| memory | " + String.format(Locale.ROOT, "%.1f GiB", memoryMebibytes / 1024.0)
                + " |\n| system | "
                + system + " |\n| Java | " + java + " |\n| commit | " + commit + " |\n";
    }
}
