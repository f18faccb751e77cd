package org.qeperf.train.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.artifact.FolderLock;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.slurm.SlurmCommand;

/**
 * A folder of jobs, described in {@code docs/loop.md}. A job is there once its folder {@code jobs/ID} is, which a rename makes in one
 * step, and each change of it is one rename of {@code job.json}; so whoever is killed leaves nothing half done. Jobs may be added and
 * listed at any time, one process at a time follows them. Not safe for concurrent use.
 */
public final class JobStore implements AutoCloseable {

    /** Name of a job's input in the folder that it runs in. */
    public static final String INPUT = "pw.in";

    /** Name of what pw.x prints. */
    public static final String OUTPUT = "pw.out";

    /** Where pseudopotentials are, from the folder that a job runs in. */
    public static final String PSEUDO_DIR = "../pseudo";

    static final String SCRIPT = "job.sh";

    private static final Pattern ID = Pattern.compile("[0-9]{6,18}");

    private static final String JOBS = "jobs";
    private static final String RECORD = "job.json";
    private static final String PSEUDO = "pseudo";
    private static final String RUNS = "runs.jsonl";
    private static final String WANTS_CANCEL = "cancel";

    private final Path folder;
    private final FolderLock lock;

    private JobStore(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Opens a store to follow its jobs, or makes one; no other process opens it until it is closed. */
    static JobStore open(Path folder) {
        return tryOpen(folder)
                .orElseThrow(() ->
                        new QePerfException(folder + " is followed by another process; expected to be the only one"));
    }

    /** Opens a store; empty if another process has. */
    static Optional<JobStore> tryOpen(Path folder) {
        try {
            Path real = (Files.isDirectory(folder) ? folder : Files.createDirectories(folder)).toRealPath();
            if (real.toString().chars().anyMatch(Character::isISOControl)) {
                throw new QePerfException("'" + SlurmCommand.oneLine(real.toString())
                        + "' has a control character in its name; expected none, which batch systems cannot list");
            }
            return FolderLock.tryHold(real, ".lock").map(lock -> new JobStore(real, lock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a job to a store, whether it is open or not. Whoever follows the store submits it. */
    static JobRecord add(Path folder, NewJob job) {
        Path jobs = folder.resolve(JOBS);
        Path beside = jobs.resolve(".new-" + UUID.randomUUID());
        try {
            Files.createDirectories(beside);
            try {
                fill(beside, folder, job);
                return place(beside, folder, job);
            } finally {
                delete(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Path beside, Path folder, NewJob job) throws IOException {
        Path pseudo = Files.createDirectories(beside.resolve(PSEUDO));
        for (Map.Entry<String, Path> file : job.pseudopotentials().entrySet()) {
            Path target = pseudo.resolve(file.getKey());
            if (!pseudo.equals(target.getParent())) {
                throw new QePerfException(
                        "pseudopotential '" + file.getKey() + "' is not a plain file name; expected one");
            }
            link(target, stocked(folder, file.getValue()));
        }
        AtomicFile.write(beside.resolve(INPUT), job.input().getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the next free id; somebody else may be faster. */
    private static JobRecord place(Path beside, Path folder, NewJob job) throws IOException {
        List<String> ids = ids(folder);
        long last = ids.isEmpty() ? 0 : Long.parseLong(ids.get(ids.size() - 1));
        for (long number = last + 1; ; number++) {
            String id = String.format(Locale.ROOT, "%06d", number);
            JobRecord record = new JobRecord(
                    id,
                    Instant.now(),
                    job.job(),
                    job.terms(),
                    job.forecast(),
                    List.of(),
                    "as predicted",
                    Optional.empty());
            write(beside, record);
            if (moved(beside, folder.resolve(JOBS).resolve(id))) {
                return record;
            }
        }
    }

    /** One copy of each content, since the jobs of a store share pseudopotentials. */
    private static Path stocked(Path folder, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Path stock = folder.resolve(PSEUDO).resolve(Digest.sha256(bytes));
        if (!Files.isRegularFile(stock)) {
            AtomicFile.write(stock, bytes);
        }
        return stock;
    }

    private static void link(Path target, Path file) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(file, target);
        }
    }

    private static boolean moved(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
            return false;
        } catch (FileSystemException e) {
            if (Files.exists(to)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * The jobs of a store.
     *
     * @param folder the store, whether it is open or not
     * @param problems hears a line for each job that cannot be read
     * @return the others by ascending id
     */
    public static List<JobRecord> list(Path folder, Consumer<String> problems) {
        List<JobRecord> jobs = new ArrayList<>();
        for (String id : ids(folder)) {
            Path file = folder.resolve(JOBS).resolve(id).resolve(RECORD);
            try {
                jobs.add(JobReader.read(file, id));
            } catch (QePerfException e) {
                problems.accept(String.valueOf(e.getMessage()));
            } catch (UncheckedIOException e) {
                problems.accept(file + ": cannot be read; expected a job as qeperf wrote it");
            }
        }
        return jobs;
    }

    private static List<String> ids(Path folder) {
        List<String> ids = new ArrayList<>();
        Path jobs = folder.resolve(JOBS);
        if (Files.isDirectory(jobs)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(jobs)) {
                for (Path path : stream) {
                    String name = String.valueOf(path.getFileName());
                    if (ID.matcher(name).matches() && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                        ids.add(name);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        ids.sort(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
        return ids;
    }

    /**
     * Cancels a job. Whoever follows the store notes its end.
     *
     * @param folder the store, whether it is open or not
     * @param id the job
     * @param batch where it runs
     * @throws QePerfException if there is no such job, or it has ended
     * @throws InterruptedException if the thread is interrupted
     */
    public static void cancel(Path folder, String id, BatchSystem batch) throws InterruptedException {
        if (!ids(folder).contains(id)) {
            throw new QePerfException(
                    folder + " has no job '" + SlurmCommand.oneLine(id) + "'; expected one that it lists");
        }
        Path job = folder.resolve(JOBS).resolve(id);
        JobRecord record = JobReader.read(job.resolve(RECORD), id);
        if (record.hasEnded()) {
            throw new QePerfException(
                    id + " has ended: " + record.verdict().orElseThrow().kind() + "; expected one that has not");
        }
        AtomicFile.write(job.resolve(WANTS_CANCEL), new byte[0]);
        Optional<Attempt> attempt = record.lastAttempt().filter(a -> a.last().isEmpty());
        if (attempt.isPresent() && attempt.get().jobId().isPresent()) {
            batch.cancel(
                    attempt.get().jobId().get(),
                    real(folder)
                            .resolve(JOBS)
                            .resolve(id)
                            .resolve(Integer.toString(attempt.get().number())));
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isCancelWanted(JobRecord job) {
        return Files.exists(folder(job).resolve(WANTS_CANCEL));
    }

    /** Its absolute path. */
    Path folder() {
        return folder;
    }

    /** The run records of all attempts that printed something. */
    private Path runs() {
        return folder.resolve(RUNS);
    }

    List<JobRecord> jobs(Consumer<String> problems) {
        return list(folder, problems);
    }

    Path folder(JobRecord job) {
        return folder.resolve(JOBS).resolve(job.id());
    }

    /** Where an attempt runs. */
    Path folder(JobRecord job, int attempt) {
        return folder(job).resolve(Integer.toString(attempt));
    }

    Path input(JobRecord job) {
        return folder(job).resolve(INPUT);
    }

    Path pseudopotentials(JobRecord job) {
        return folder(job).resolve(PSEUDO);
    }

    void save(JobRecord job) {
        write(folder(job), job);
    }

    private static void write(Path folder, JobRecord job) {
        AtomicFile.write(
                folder.resolve(RECORD),
                (JobWriter.write(job).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Makes the folder of an attempt anew; whatever stands there is of one that was never submitted. */
    Path newAttempt(JobRecord job, int number, String script) {
        Path attempt = folder(job, number);
        try {
            delete(attempt);
            Files.createDirectories(attempt);
            Files.copy(input(job), attempt.resolve(INPUT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFile.write(attempt.resolve(SCRIPT), script.getBytes(StandardCharsets.UTF_8));
        return attempt;
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Adds records, or replaces those of the same runs. */
    void addRuns(List<RunRecord> added) {
        if (added.isEmpty()) {
            return;
        }
        Map<String, RunRecord> all = new LinkedHashMap<>();
        if (Files.isRegularFile(runs())) {
            RunSet.read(runs()).runs().forEach(r -> all.put(r.id(), r));
        }
        added.forEach(run -> all.put(run.id(), run));
        RunSet.write(runs(), List.copyOf(all.values()));
    }

    @Override
    public void close() {
        lock.close();
    }
}
