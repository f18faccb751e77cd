package org.qeperf.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.qeperf.train.figures.Figure;

/**
 * Runs all benchmarks and writes {@code suite.md}, {@code growth.md} and JMH's own figures. What was measured is kept after
 * each benchmark: the same command goes on where it was stopped, and writes the pages anew where nothing is left to do.
 */
public final class Suite {

    private static final String USAGE = "usage: Suite [-o FOLDER] [--only REGEX] [--quick] [--before FILE]\n"
            + "  -o FOLDER     where the pages are, docs/benchmarks if not given\n"
            + "  --only REGEX  benchmarks whose class.method matches, all if not given\n"
            + "  --quick       a tenth of a second each, to see that all of them run; such figures mean nothing\n"
            + "  --before FILE the figures of an earlier run, to write changes.md of\n";

    private static final String CLASS_PATH = "java -cp qeperf-bench/target/benchmarks.jar " + Suite.class.getName();
    private static final TimeValue BRIEF = TimeValue.milliseconds(100);

    private final Path folder;
    private final Pattern only;
    private final boolean quick;
    private final Optional<Path> before;
    private final String command;

    private Suite(Path folder, Pattern only, boolean quick, Optional<Path> before, String command) {
        this.folder = folder;
        this.only = only;
        this.quick = quick;
        this.before = before;
        this.command = command;
    }

    /**
     * Runs.
     *
     * @param arguments see the usage that wrong ones print
     * @throws IOException if a page cannot be written
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Path folder = Path.of("docs", "benchmarks");
        String only = "";
        boolean quick = false;
        Optional<Path> before = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            boolean more = i + 1 < arguments.length;
            switch (arguments[i]) {
                case "--quick" -> quick = true;
                case "-o" -> folder = Path.of(more ? arguments[++i] : usage());
                case "--only" -> only = more ? arguments[++i] : usage();
                case "--before" -> before = Optional.of(Path.of(more ? arguments[++i] : usage()));
                default -> usage();
            }
        }
        String command = CLASS_PATH + (only.isEmpty() ? "" : " --only '" + only + "'") + (quick ? " --quick" : "");
        new Suite(folder, Pattern.compile(only), quick, before, command).run();
    }

    private static String usage() {
        System.err.print(USAGE);
        System.exit(2);
        return "";
    }

    private void run() throws IOException, RunnerException {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        SuiteRun run = SuiteRun.open(folder, today, Surroundings.here(Path.of("")), command);
        List<String> names = names();
        List<String> left = names.stream().filter(name -> !run.holds(name)).toList();
        System.out.printf(
                Locale.ROOT,
                "%d benchmarks, %d measured already, into %s%n",
                names.size(),
                names.size() - left.size(),
                run.file());
        long start = System.nanoTime();
        for (int i = 0; i < left.size(); i++) {
            measure(left.get(i), run);
            double minutes = (System.nanoTime() - start) / 60e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d/%d %s, %.1f min, about %.1f left%n",
                    i + 1,
                    left.size(),
                    shortName(left.get(i)),
                    minutes,
                    minutes / (i + 1) * (left.size() - i - 1));
        }
        write(run);
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    private List<String> names() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        List<String> names = new ArrayList<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(silent, List.of())) {
            String name = entry.getUsername();
            if (only.matcher(shortName(name)).find()) {
                names.add(name);
            }
        }
        return names;
    }

    private void measure(String name, SuiteRun run) throws IOException, RunnerException {
        Path result = Files.createTempFile("benchmark", ".json");
        try {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include("^" + Pattern.quote(name) + "$")
                    .addProfiler(GCProfiler.class)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .resultFormat(ResultFormatType.JSON)
                    .result(result.toString());
            if (quick) {
                options.forks(1)
                        .warmupIterations(1)
                        .warmupTime(BRIEF)
                        .measurementIterations(2)
                        .measurementTime(BRIEF);
            }
            new Runner(options.build()).run();
            run.add(Files.readString(result));
        } finally {
            Files.delete(result);
        }
    }

    private void write(SuiteRun run) throws IOException {
        Files.writeString(folder.resolve("suite.md"), new SuitePage(run).markdown(), StandardCharsets.UTF_8);
        GrowthPage growth = new GrowthPage(run);
        if (!growth.isEmpty()) {
            Figure.requireFonts();
            Files.write(folder.resolve("growth.svg"), growth.figure().svg());
            Files.writeString(folder.resolve("growth.md"), growth.markdown("growth.svg"), StandardCharsets.UTF_8);
        }
        if (before.isPresent()) {
            String changes = new ChangesPage(SuiteRun.read(before.get()), run).markdown();
            Files.writeString(folder.resolve("changes.md"), changes, StandardCharsets.UTF_8);
        }
        System.out.println("wrote the pages to " + folder);
    }
}
