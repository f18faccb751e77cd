package org.qeperf.features.harvest;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** Program, date and layout: {@code Modules/environment.f90}, {@code Modules/set_para_diag.f90}. */
final class HeaderScan {

    static final Map<String, BiConsumer<HeaderScan, OutputLine>> RULES = Map.ofEntries(
            Map.entry("Program PWSCF", HeaderScan::program),
            Map.entry("Today is ", (scan, line) -> scan.date(line, 9)),
            Map.entry("Serial version", HeaderScan::serial),
            Map.entry("Serial multi-threaded version, running on", HeaderScan::serialThreads),
            Map.entry("Parallel version (MPI), running on", (scan, line) -> scan.ranks = whole(line, "running on")),
            Map.entry("Number of MPI processes:", (scan, line) -> scan.ranks = whole(line, ":")),
            Map.entry("Number of processors in use:", (scan, line) -> scan.ranks = whole(line, ":")),
            Map.entry("Threads/MPI process:", (scan, line) -> scan.threads = whole(line, ":")),
            Map.entry("MPI processes distributed on", (scan, line) -> scan.nodes = whole(line, "distributed on")),
            Map.entry("path-images division:", (scan, line) -> scan.images = whole(line, "=")),
            Map.entry("K-points division:", (scan, line) -> scan.pools = whole(line, "=")),
            Map.entry("band groups division:", (scan, line) -> scan.bandGroups = whole(line, "=")),
            Map.entry("wavefunctions fft division:  fft/group", (scan, line) -> scan.taskGroups = whole(line, "=")),
            Map.entry("#TG    x Z-proc =", (scan, line) -> scan.taskGroups = whole(line, "=")),
            Map.entry("a serial algorithm will be used", (scan, line) -> scan.diagonalization = OptionalInt.of(1)),
            Map.entry("scalapack distributed-memory algorithm", HeaderScan::subGroup),
            Map.entry("ELPA distributed-memory algorithm", HeaderScan::subGroup),
            Map.entry("custom distributed-memory algorithm", HeaderScan::subGroup),
            Map.entry("ortho sub-group =", HeaderScan::subGroup),
            Map.entry("GPU acceleration is ACTIVE", (scan, line) -> scan.gpu = true),
            Map.entry("Current dimensions of program", (scan, line) -> scan.past = true),
            Map.entry("Reading input from", HeaderScan::inputName));

    private static final byte[] PROGRAM = OutputLine.ascii("Program PWSCF");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private Optional<String> version = Optional.empty();
    private Optional<LocalDateTime> started = Optional.empty();
    private Optional<String> input = Optional.empty();
    private OptionalInt ranks = OptionalInt.empty();
    private OptionalInt threads = OptionalInt.empty();
    private OptionalInt nodes = OptionalInt.empty();
    private OptionalInt images = OptionalInt.empty();
    private OptionalInt pools = OptionalInt.empty();
    private OptionalInt bandGroups = OptionalInt.empty();
    private OptionalInt taskGroups = OptionalInt.empty();
    private OptionalInt diagonalization = OptionalInt.empty();
    private boolean gpu;
    private boolean past;

    private static OptionalInt whole(OutputLine line, String text) {
        long value = line.wholeAfter(text);
        return value > 0 && value <= Integer.MAX_VALUE ? OptionalInt.of((int) value) : OptionalInt.empty();
    }

    /** Looks at a line within which the file ends; the version stands before the end of the first line. */
    void cutOff(OutputLine line) {
        if (line.startsWith(PROGRAM)) {
            version(line);
        }
    }

    private void version(OutputLine line) {
        int place = line.find("v.");
        if (place > 0) {
            version = Optional.of(line.word(place + 2)).filter(word -> !word.isEmpty() && !word.equals(">"));
        }
    }

    /** {@code Program PWSCF v.6.7MaX starts on 20Nov2026 at 19: 8:12}. */
    private void program(OutputLine line) {
        version(line);
        int on = line.find("starts on");
        if (on > 0) {
            date(line, on + 9);
        }
    }

    /** A date such as {@code  1Jan2020 at  0: 0: 0}. */
    private void date(OutputLine line, int from) {
        int month = line.skipDigits(from);
        int at = line.find(" at ", month);
        int minute = at < 0 ? -1 : line.find(":", at);
        int second = minute < 0 ? -1 : line.find(":", minute + 1);
        if (second < 0 || started.isPresent()) {
            return;
        }
        try {
            started = Optional.of(LocalDateTime.of(
                    (int) line.whole(month + 3),
                    1 + MONTHS.indexOf(line.text(month, month + 3).toLowerCase(Locale.ROOT)),
                    (int) line.whole(from),
                    (int) line.whole(at + 4),
                    (int) line.whole(minute + 1),
                    (int) line.whole(second + 1)));
        } catch (DateTimeException e) {
            started = Optional.empty();
        }
    }

    private void serial(OutputLine line) {
        ranks = OptionalInt.of(1);
    }

    private void serialThreads(OutputLine line) {
        ranks = OptionalInt.of(1);
        threads = whole(line, "running on");
    }

    /** A group such as {@code 2*  2 procs}. */
    private void subGroup(OutputLine line) {
        int star = line.find("*");
        int place = Math.max(line.find(":"), line.find("="));
        if (star > 0 && place > 0) {
            long rows = line.whole(place + 1);
            long columns = line.whole(star + 1);
            if (rows > 0 && columns > 0 && rows < 1 << 15 && columns < 1 << 15) {
                diagonalization = OptionalInt.of((int) (rows * columns));
            }
        }
    }

    private void inputName(OutputLine line) {
        past = true;
        String name = line.text(18, line.length()).strip();
        if (!name.isEmpty() && !name.equals("stdin") && !name.equals("standard input")) {
            input = Optional.of(name);
        }
    }

    /** In versions before 5.3 the k-points of both spins may be counted ({@code PW/src/summary.f90}). */
    boolean countsSpinsApart() {
        String text = version.orElse("");
        int major = text.isEmpty() ? 9 : text.charAt(0) - '0';
        int minor = text.length() > 2 && text.charAt(1) == '.' ? text.charAt(2) - '0' : 0;
        return major >= 0 && (major < 5 || major == 5 && minor < 3);
    }

    boolean isPast() {
        return past;
    }

    Optional<String> input() {
        return input;
    }

    RunProgram program(Optional<String> calculation) {
        return new RunProgram("pw.x", version, gpu, calculation, started);
    }

    /** Groups are printed where there is more than one; so there is one where the lines after them stand. */
    RunLayout layout(boolean isPastHeader) {
        boolean one = isPastHeader && ranks.isPresent();
        return new RunLayout(
                ranks,
                threads,
                nodes.isEmpty() && ranks.orElse(0) == 1 ? OptionalInt.of(1) : nodes,
                orOne(images, one),
                orOne(pools, one),
                orOne(bandGroups, one),
                diagonalization,
                orOne(taskGroups, one));
    }

    private static OptionalInt orOne(OptionalInt groups, boolean one) {
        return groups.isEmpty() && one ? OptionalInt.of(1) : groups;
    }
}
