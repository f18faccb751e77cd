package org.qeperf.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.catalogue.Sourced;

/** What {@code sinfo} of Slurm tells of partitions. Lines that are not as its manual says are left out. */
final class SlurmPartitions {

    /** The columns that are asked for: name, whether it is up, time limit, nodes of a job, processors of a node. */
    static final List<String> SINFO = List.of("sinfo", "--noheader", "-o", "%P|%a|%l|%s|%c");

    private static final int MOST_BYTES = 1 << 18;
    private static final int MOST_PARTITIONS = 200;
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_.@+-]{0,62})([*]?)\\|up\\|"
            + "([0-9:-]{1,20}|infinite)\\|(?:([0-9]{1,6})-)?([0-9]{1,6}|infinite)\\|([0-9]{1,6})[+]?");
    private static final Pattern TIME = Pattern.compile("(?:([0-9]{1,3})-)?(?:([0-9]{1,2}):)?([0-9]{1,2}):([0-9]{2})");

    private SlurmPartitions() {}

    /** What a command prints, if it ends well within a time. */
    static Optional<String> answer(List<String> command, Duration limit) {
        try {
            Path file = Files.createTempFile("qeperf", ".sinfo");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(file.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.getOutputStream().close();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
                return ended && process.exitValue() == 0 ? Optional.of(beginning(file)) : Optional.empty();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String beginning(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The partitions of an answer whose nodes have so many processors; cores or hardware threads, as the site set it up.
     *
     * @param source key of the source
     */
    static List<Partition> parse(String answer, String nodeType, Set<Integer> processors, String source) {
        List<Matcher> lines = new ArrayList<>();
        Set<String> names = new HashSet<>();
        answer.lines().limit(10 * MOST_PARTITIONS).forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (lines.size() < MOST_PARTITIONS
                    && matcher.matches()
                    && processors.contains(Integer.parseInt(matcher.group(6)))
                    && names.add(matcher.group(1))) {
                lines.add(matcher);
            }
        });
        Optional<Matcher> starred =
                lines.stream().filter(line -> !line.group(2).isEmpty()).findFirst();
        List<Partition> partitions = new ArrayList<>();
        for (Matcher line : lines) {
            boolean isDefault = starred.map(line::equals).orElse(partitions.isEmpty());
            partitions.add(partition(line, nodeType, isDefault, source));
        }
        return partitions;
    }

    private static Partition partition(Matcher line, String nodeType, boolean isDefault, String source) {
        Optional<Integer> most = count(line.group(5));
        return new Partition(
                line.group(1),
                nodeType,
                isDefault,
                count(line.group(4))
                        .filter(least -> least > 1 && least <= most.orElse(Integer.MAX_VALUE))
                        .map(least -> new Sourced<>(least, source)),
                most.map(nodes -> new Sourced<>(nodes, source)),
                Optional.empty(),
                seconds(line.group(3)).map(seconds -> new Sourced<>(seconds, source)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Integer> count(@Nullable String text) {
        return text == null || text.equals("infinite")
                ? Optional.empty()
                : Optional.of(Integer.parseInt(text)).filter(count -> count > 0);
    }

    /** Days-hours:minutes:seconds, where what is zero may be missing in front. Nothing above a year. */
    private static Optional<Double> seconds(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long seconds = number(matcher.group(1)) * 86_400
                + number(matcher.group(2)) * 3600
                + number(matcher.group(3)) * 60
                + number(matcher.group(4));
        return Optional.of((double) seconds).filter(value -> value >= 1 && value <= 366 * 86_400.0);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
