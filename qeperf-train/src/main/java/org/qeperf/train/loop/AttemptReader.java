package org.qeperf.train.loop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunEnd;
import org.qeperf.features.harvest.RunMessages;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.train.data.RunOrigin;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.harvest.HarvestOptions;
import org.qeperf.train.harvest.Harvester;
import org.qeperf.train.slurm.SlurmCommand;

/** Tells how an attempt ended, from what the batch system says and from what is left in its folder. */
final class AttemptReader {

    /** Read by the harvest as a file of Slurm's accounting. */
    private static final String ACCOUNTING = "sacct.txt";

    /** What Slurm calls the output of a script where nobody says otherwise. */
    private static final Pattern LOG = Pattern.compile("slurm-([0-9]{1,18})\\.out");

    /** Ends that the batch system finds where ranks hang after the program's own error, or no reason at all. */
    private static final Set<JobEnd> UNTOLD =
            Set.of(JobEnd.DONE, JobEnd.FAILED, JobEnd.LOST, JobEnd.TIME_LIMIT, JobEnd.DEADLINE);

    private static final int LONGEST_TAIL = 1 << 14;

    /** Open MPI takes as many to name a program that is missing. */
    private static final int MOST_LINES = 5;

    private final JobStore store;
    private final FeatureExtractor extractor;

    AttemptReader(JobStore store, FeatureExtractor extractor) {
        this.store = store;
        this.extractor = extractor;
    }

    /**
     * Reads. May be repeated.
     *
     * @param runs takes the record of the run
     */
    Attempt.End read(JobRecord job, Attempt attempt, JobStatus last, Consumer<RunRecord> runs) {
        try {
            return readable(job, attempt, last, runs);
        } catch (QePerfException | UncheckedIOException e) {
            JobEnd said = last.state().end().filter(end -> end != JobEnd.DONE).orElse(JobEnd.FAILED);
            String message =
                    said + ": its folder cannot be read: " + SlurmCommand.oneLine(String.valueOf(e.getMessage()));
            return new Attempt.End(Instant.now(), said, message, Optional.empty());
        }
    }

    /** Whether something in the folder of an attempt shows that it ran. */
    static boolean hasStarted(Path folder) {
        return Files.isRegularFile(folder.resolve(JobStore.OUTPUT))
                || !logs(folder).isEmpty();
    }

    /** The id of the newest job that wrote into a folder. */
    static Optional<String> jobId(Path folder) {
        return logs(folder).stream()
                .map(file -> LOG.matcher(String.valueOf(file.getFileName())))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .max(Comparator.comparing(Long::valueOf));
    }

    private Attempt.End readable(JobRecord job, Attempt attempt, JobStatus last, Consumer<RunRecord> runs) {
        Path folder = store.folder(job, attempt.number());
        JobEnd said = last.state().end().orElse(JobEnd.LOST);
        if (!Files.isDirectory(folder)) {
            JobEnd kind = said == JobEnd.DONE ? JobEnd.FAILED : said;
            return new Attempt.End(Instant.now(), kind, kind + ": its folder is gone", Optional.empty());
        }
        account(folder, attempt, last, said);
        Optional<RunRecord> run = harvest(job, attempt, folder);
        run.ifPresent(runs::accept);
        JobEnd kind = run.map(record -> kind(record, said)).orElseGet(() -> withoutRun(folder, said));
        String message = run.flatMap(record -> message(record, kind))
                .or(() -> kind == JobEnd.DONE || kind == JobEnd.LOST ? Optional.empty() : lastWords(folder))
                .orElse("");
        return new Attempt.End(Instant.now(), kind, words(kind, last, message), run.map(AttemptReader::measured));
    }

    private static void account(Path folder, Attempt attempt, JobStatus last, JobEnd said) {
        Optional<String> state = said.accounting();
        if (state.isEmpty() || attempt.jobId().isEmpty()) {
            return;
        }
        long elapsed = last.elapsedSeconds().orElse(-1);
        String line = String.join(
                "|",
                SlurmId.of(attempt.jobId().get()).map(SlurmId::number).orElse(""),
                state.get(),
                elapsed < 0
                        ? ""
                        : String.format(Locale.ROOT, "%d:%02d:%02d", elapsed / 3600, elapsed / 60 % 60, elapsed % 60),
                last.maxRssBytes().isPresent()
                        ? Long.toString(last.maxRssBytes().getAsLong())
                        : "",
                last.nodes().orElse("").replaceAll("[|\\p{Cntrl}]", ""),
                last.exitCode().isPresent()
                        ? last.exitCode().getAsInt() + ":" + last.signal().orElse(0)
                        : "");
        String text = "JobID|State|Elapsed|MaxRSS|NodeList|ExitCode\n" + line + "\n";
        AtomicFile.write(folder.resolve(ACCOUNTING), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The last run of the output. A requeued job may leave some. */
    private Optional<RunRecord> harvest(JobRecord job, Attempt attempt, Path folder) {
        Harvester harvester = new Harvester(
                extractor,
                new HarvestOptions(
                        Optional.of(job.terms().machine()), List.of(store.pseudopotentials(job)), line -> {}));
        harvester.harvest(folder);
        return harvester.records().stream()
                .filter(record -> record.origin().source().startsWith(JobStore.OUTPUT))
                .reduce((first, second) -> second)
                .map(record -> placed(record, job, attempt));
    }

    private RunRecord placed(RunRecord run, JobRecord job, Attempt attempt) {
        RunOrigin origin = run.origin();
        String below = store.folder()
                .relativize(store.folder(job, attempt.number()))
                .toString()
                .replace('\\', '/');
        Map<String, String> labels = new TreeMap<>(run.labels());
        labels.put("job", job.id());
        labels.put("attempt", Integer.toString(attempt.number()));
        return new RunRecord(
                new RunOrigin(
                        origin.id(),
                        below + "/" + origin.source(),
                        origin.system(),
                        origin.inputSha256(),
                        origin.outputSha256()),
                run.program(),
                run.place(),
                run.contents(),
                run.iterations(),
                run.times(),
                run.memory(),
                run.ending(),
                run.counts(),
                labels);
    }

    /** What pw.x says counts where it came to an end; the batch system knows why it did not. */
    private static JobEnd kind(RunRecord run, JobEnd said) {
        return switch (run.outcome()) {
            case CONVERGED, NOT_CONVERGED -> JobEnd.DONE;
            case OUT_OF_MEMORY -> JobEnd.OUT_OF_MEMORY;
            case TIME_LIMIT -> said == JobEnd.DEADLINE ? said : timeLimit(run);
            case CRASHED -> UNTOLD.contains(said) ? JobEnd.FAILED : said;
            case INCOMPLETE -> said == JobEnd.DONE ? JobEnd.FAILED : said;
        };
    }

    /** Whose limit, which the output tells of its own. */
    private static JobEnd timeLimit(RunRecord run) {
        return run.ending()
                        .evidence()
                        .filter(text -> text.startsWith(JobStore.OUTPUT + ":"))
                        .isPresent()
                ? JobEnd.OWN_TIME_LIMIT
                : JobEnd.TIME_LIMIT;
    }

    private static JobEnd withoutRun(Path folder, JobEnd said) {
        if (said != JobEnd.DONE && said != JobEnd.FAILED && said != JobEnd.LOST) {
            return said;
        }
        for (Path file : logs(folder)) {
            try (InputStream in = Files.newInputStream(file)) {
                Outcome outcome = RunMessages.read(file.toString(), in)
                        .map(RunEnd::outcome)
                        .orElse(Outcome.INCOMPLETE);
                if (outcome == Outcome.OUT_OF_MEMORY) {
                    return JobEnd.OUT_OF_MEMORY;
                }
                if (outcome == Outcome.TIME_LIMIT) {
                    return JobEnd.TIME_LIMIT;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (QePerfException e) {
                continue; // a log over the limits tells nothing
            }
        }
        return said == JobEnd.LOST ? said : JobEnd.FAILED;
    }

    private static Optional<String> message(RunRecord run, JobEnd kind) {
        if (run.outcome() == Outcome.NOT_CONVERGED) {
            return Optional.of("not converged");
        }
        return kind == JobEnd.DONE ? Optional.empty() : run.ending().evidence();
    }

    private static String words(JobEnd kind, JobStatus last, String message) {
        String words = kind.toString();
        Optional<String> reason = last.reason()
                .filter(r -> kind == JobEnd.NEVER_STARTS || kind == JobEnd.NODE_FAILURE || kind == JobEnd.BOOT_FAILURE);
        if (reason.isPresent()) {
            words += " (" + reason.get() + ")";
        }
        if (kind == JobEnd.OWN_TIME_LIMIT) {
            words += ", the max_seconds of its input";
        }
        return message.isEmpty() ? words : words + ": " + message;
    }

    private static Attempt.Measured measured(RunRecord run) {
        return new Attempt.Measured(
                run.id(),
                run.times().totalWall(),
                run.secondsPerScfIteration(),
                run.iterations().scf(),
                run.iterations().ionicSteps(),
                run.memory().peak(),
                run.outcome() == Outcome.CONVERGED);
    }

    /** What the script printed, and the errors of its launcher. */
    private static List<Path> logs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{out,err,log,o[0-9]*,e[0-9]*}")) {
            List<Path> logs = new ArrayList<>();
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    logs.add(file);
                }
            }
            logs.sort(null);
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines with words that were printed by anything, without control characters. */
    private static Optional<String> lastWords(Path folder) {
        List<String> lines = new ArrayList<>();
        for (Path file : logs(folder)) {
            tail(file)
                    .lines()
                    .filter(line -> line.chars().anyMatch(Character::isLetter))
                    .forEach(lines::add);
        }
        List<String> last = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(SlurmCommand.oneLine(String.join(" ", last).replaceAll("\\s+", " ")));
    }

    private static String tail(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            in.skip(Math.max(0, Files.size(file) - LONGEST_TAIL));
            return new String(in.readNBytes(LONGEST_TAIL), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
