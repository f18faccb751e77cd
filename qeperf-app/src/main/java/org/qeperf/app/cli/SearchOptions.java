package org.qeperf.app.cli;

import java.io.File;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.train.amllibrary.AmlLibraryPlan;
import org.qeperf.train.automl.AutoMl;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.SearchProgress;
import org.qeperf.train.automl.SlurmJobs;
import org.qeperf.train.automl.Trial;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlanReader;
import org.qeperf.train.exchange.MlflowModel;
import org.qeperf.train.exchange.MlflowRuns;
import org.qeperf.train.report.LeaderboardTable;
import org.qeperf.train.report.SearchReport;
import org.qeperf.train.yaml.YamlNode;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of a search, and the search itself. */
final class SearchOptions {

    private static final String INI = ".ini";

    /** What a job starts. */
    private static final String MAIN = "org.qeperf.app.Main";

    private static final int MOST = 1024;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "folder of a search, for its trials, report and best.qeperf (default: the model's name)")
    private @Nullable Path output;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "trials of a search made at once (default: one for each processor); the result is the same")
    private @Nullable Integer threads;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = {
                "time for the trials of a search, instead of what the plan says; with 0 the search ends with the trials",
                "made so far"
            })
    private @Nullable Double seconds;

    @Option(
            names = "--slurm",
            paramLabel = "N",
            description =
                    "make the trials of a search in arrays of N jobs of Slurm; the folder must be on a shared disk")
    private @Nullable Integer slurm;

    @Option(
            names = "--sbatch-option",
            paramLabel = "OPTION",
            description = "a further option of sbatch for --slurm, such as --partition=debug; may be repeated")
    private List<String> sbatch = new ArrayList<>();

    @Option(names = "--slurm-trials", paramLabel = "FILE", hidden = true, description = "what a job of --slurm does")
    private @Nullable Path trials;

    /** The search that a file plans; none if it plans the training of one algorithm. */
    Optional<AutoMlPlan> plan(Path file) {
        RegressorCatalogue catalogue = RegressorCatalogue.load();
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(INI)) {
            return Optional.of(AmlLibraryPlan.read(file, catalogue));
        }
        return AutoMlPlanReader.recognizes(YamlNode.read(file))
                ? Optional.of(AutoMlPlanReader.read(file, catalogue, Extractors.find(InputOptions.CODE)))
                : Optional.empty();
    }

    /** Refuses options that say nothing to a plan of one algorithm. */
    void refuse(CommandLine line) {
        if (output != null || threads != null || seconds != null || slurm != null || !sbatch.isEmpty()) {
            throw new ParameterException(
                    line,
                    "--output, --threads, --seconds, --slurm and --sbatch-option belong to a search; expected a plan with"
                            + " 'techniques' or 'data'");
        }
    }

    void run(AutoMlPlan read, Path file, FormatOption format, MlflowOption mlflow, CommandLine line)
            throws InterruptedException {
        AutoMlPlan plan =
                seconds == null ? read : read.searching(read.search().within(OptionalDouble.of(seconds)), read.seed());
        Path folder = output == null ? Path.of(plan.model().name()) : output;
        check(folder, line);
        AutoMl search = new AutoMl(plan, folder, RegressorCatalogue.load());
        if (trials != null) {
            search.work(trials);
            return;
        }
        PrintWriter err = line.getErr();
        plan.notes().forEach(note -> err.println("note: " + note));
        AutoMlResult result = slurm == null
                ? search.run(threads == null ? Runtime.getRuntime().availableProcessors() : threads, progress(err))
                : search.run(new SlurmJobs(slurm, command(file, folder), sbatch), progress(err));
        List<Path> files = SearchReport.write(result, folder);
        mlflow.log(
                result.target(),
                (started, ended) -> MlflowRuns.search(
                        result, MlflowModel.of(result.model(), folder.resolve(AutoMl.BEST)), started, ended),
                line);
        PrintWriter out = line.getOut();
        if (format.isJson()) {
            FormatOption.print(SearchReport.document(result), out);
        } else {
            LeaderboardTable.above(result).forEach(out::println);
            FormatOption.print(LeaderboardTable.rows(result), out);
            LeaderboardTable.below(result).forEach(out::println);
            out.println("model:  " + folder.resolve(AutoMl.BEST));
            out.println("report: " + folder.resolve(SearchReport.PAGE) + " and " + (files.size() - 1) + " other files");
        }
    }

    private void check(Path folder, CommandLine line) {
        for (Integer count : Arrays.asList(threads, slurm)) {
            if (count != null && (count < 1 || count > MOST)) {
                throw new ParameterException(line, "--threads or --slurm is " + count + "; expected 1 to " + MOST);
            }
        }
        if (seconds != null && !(seconds >= 0)) {
            throw new ParameterException(line, "--seconds is " + seconds + "; expected 0 or more");
        }
        if (slurm != null && threads != null) {
            throw new ParameterException(line, "--threads says nothing to jobs of --slurm; expected one of them");
        }
        if (slurm == null && !sbatch.isEmpty()) {
            throw new ParameterException(line, "--sbatch-option says nothing without --slurm; expected both");
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ParameterException(line, "--output is " + folder + ", which is a file; expected a folder");
        }
    }

    /** This program, to be started on a node for the same plan with the same options of Java, such as its memory. */
    private static List<String> command(Path file, Path folder) {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agent") && !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                classPath,
                MAIN,
                "train",
                file.toAbsolutePath().toString(),
                "--output",
                folder.toAbsolutePath().toString(),
                "--slurm-trials"));
        return command;
    }

    /** A line for each trial that is the best so far, and every few seconds. */
    private static SearchProgress progress(PrintWriter err) {
        return new SearchProgress() {
            private long last;
            private double best = Double.POSITIVE_INFINITY;

            @Override
            public void waiting(String reason) {
                err.println(reason);
            }

            @Override
            public void trial(Trial trial, Status status) {
                double error = status.best().map(b -> b.error()).orElse(Double.POSITIVE_INFINITY);
                boolean better = error < best;
                best = Math.min(best, error);
                if (better || System.nanoTime() - last > 2_000_000_000L) {
                    last = System.nanoTime();
                    err.println(String.format(
                            Locale.ROOT,
                            "%d of about %d trials, %.0f s, about %.0f s left; best %s",
                            status.trials(),
                            status.expected(),
                            status.seconds(),
                            status.secondsLeft(),
                            status.best()
                                    .map(b ->
                                            String.format(Locale.ROOT, "%.2f %% (%s)", 100 * b.error(), b.technique()))
                                    .orElse("none yet")));
                }
            }
        };
    }
}
