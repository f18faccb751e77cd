package org.qeperf.train.loop;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.qeperf.api.QePerfException;
import org.qeperf.train.slurm.SlurmCommand;

/**
 * Slurm, through its commands. A job is looked for where it waits and runs ({@code squeue}), then in the controller's memory of
 * jobs that ended ({@code scontrol}, {@code MinJobAge} of slurm.conf, five minutes as a rule), then in the accounting
 * ({@code sacct}) where that is kept. Jobs of other users and jobs that run in another folder are none. Not safe for concurrent use.
 */
public final class SlurmSystem implements BatchSystem {

    private static final int IDS_PER_COMMAND = 200;

    /** How far the clocks of a cluster may differ. */
    private static final int SKEW_HOURS = 1;

    /** What {@code sbatch} says where it refuses a job that may be submitted later. */
    private static final List<String> BUSY = List.of("MaxSubmitJob", "temporarily unable to accept job");

    /** What is said where the answer was not heard. */
    private static final List<String> SILENT = List.of(
            "Unable to contact slurm controller",
            "Socket timed out",
            "Resource temporarily unavailable",
            "did not end within");

    private static final String NO_COMMAND = "cannot be started";

    private final Commands commands;
    private final String user;
    private boolean accounting = true;

    /** Runs commands; another in tests. */
    interface Commands {
        String run(List<String> words) throws InterruptedException;
    }

    /** The Slurm whose commands are on the path, and the jobs of whoever runs this. */
    public SlurmSystem() {
        this(SlurmCommand::run, System.getProperty("user.name"));
    }

    SlurmSystem(Commands commands, String user) {
        this.commands = commands;
        this.user = "--user=" + user;
    }

    @Override
    public String submit(Path script, Path directory) throws InterruptedException {
        String answer;
        try {
            answer = commands.run(List.of("sbatch", "--parsable", "--chdir=" + directory, script.toString()));
        } catch (QePerfException e) {
            String message = String.valueOf(e.getMessage());
            boolean missing = message.contains(NO_COMMAND);
            if (missing || SILENT.stream().anyMatch(message::contains)) {
                throw new NoAnswerException(message, !missing);
            }
            if (BUSY.stream().anyMatch(message::contains)) {
                throw new BusyException(message);
            }
            throw e;
        }
        // Behind whatever a plug-in of the site prints.
        String last = answer.strip().lines().reduce("", (before, line) -> line.strip());
        Optional<SlurmId> id = SlurmId.of(last);
        if (id.isEmpty()) {
            String problem = "sbatch printed '" + SlurmCommand.oneLine(answer) + "'; expected the job's id";
            return findNow(directory).orElseThrow(() -> new NoIdException(problem));
        }
        return id.get().toString();
    }

    private Optional<String> findNow(Path directory) throws InterruptedException {
        try {
            return find(directory, Instant.now());
        } catch (QePerfException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> find(Path directory, Instant since) throws InterruptedException {
        Optional<SlurmId> newest = Optional.empty();
        String queue = commands.run(List.of("squeue", "--noheader", user, "--states=all", "--format=%i|%Z"));
        for (SlurmId id : at(directory, queue)) {
            // A folder may hold a line end, and what follows looks like another job.
            if (newest.filter(n -> n.isAfter(id)).isEmpty() && isAt(id, directory)) {
                newest = Optional.of(id);
            }
        }
        if (newest.isEmpty() && accounting) {
            String from = LocalDateTime.ofInstant(since, ZoneId.systemDefault())
                    .minusHours(SKEW_HOURS)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
            String table = account(List.of(
                    "sacct",
                    "--noheader",
                    "--parsable2",
                    user,
                    "--allocations",
                    "--starttime=" + from,
                    "--format=JobIDRaw,WorkDir"));
            for (SlurmId id : at(directory, table)) {
                newest = newest.filter(n -> n.isAfter(id)).or(() -> Optional.of(id));
            }
        }
        return newest.map(SlurmId::toString);
    }

    /** Jobs of a table of ids and folders. */
    private static List<SlurmId> at(Path directory, String table) {
        return table.lines()
                .filter(line -> line.endsWith("|" + directory))
                .flatMap(line -> SlurmId.of(line.substring(0, line.indexOf('|')).strip()).stream())
                .toList();
    }

    private boolean isAt(SlurmId id, Path directory) throws InterruptedException {
        return shown(id.number(), id.cluster())
                .filter(text -> SlurmFields.isIn(text, directory))
                .isPresent();
    }

    @Override
    public Map<String, JobStatus> states(Map<String, Path> jobs) throws InterruptedException {
        Map<Optional<String>, Map<String, Path>> clusters = new LinkedHashMap<>();
        jobs.forEach((text, folder) -> SlurmId.of(text)
                .ifPresent(id -> clusters.computeIfAbsent(id.cluster(), cluster -> new LinkedHashMap<>())
                        .put(id.number(), folder)));
        Map<String, JobStatus> known = new LinkedHashMap<>();
        for (Map.Entry<Optional<String>, Map<String, Path>> entry : clusters.entrySet()) {
            Optional<String> cluster = entry.getKey();
            List<String> all = List.copyOf(entry.getValue().keySet());
            for (int from = 0; from < all.size(); from += IDS_PER_COMMAND) {
                Map<String, Path> some = new LinkedHashMap<>(entry.getValue());
                some.keySet().retainAll(all.subList(from, Math.min(all.size(), from + IDS_PER_COMMAND)));
                ofCluster(cluster, some)
                        .forEach((number, status) -> known.put(new SlurmId(number, cluster).toString(), status));
            }
        }
        return known;
    }

    private Map<String, JobStatus> ofCluster(Optional<String> cluster, Map<String, Path> jobs)
            throws InterruptedException {
        Map<String, JobStatus> known = queued(cluster, jobs);
        for (Map.Entry<String, Path> job : jobs.entrySet()) {
            if (!known.containsKey(job.getKey())) {
                shown(job.getKey(), cluster)
                        .filter(text -> SlurmFields.isIn(text, job.getValue()))
                        .flatMap(SlurmFields::ofJob)
                        .ifPresent(status -> known.put(job.getKey(), status));
            }
        }
        Map<String, Path> others = new LinkedHashMap<>(jobs);
        others.keySet()
                .removeIf(number -> Optional.ofNullable(known.get(number))
                        .filter(status -> !status.hasEnded())
                        .isPresent());
        accounted(cluster, others)
                .forEach((number, status) -> known.merge(number, status, SlurmFields::withAccounting));
        return known;
    }

    /** One id that is unknown is an error, one of several is left out. */
    private Map<String, JobStatus> queued(Optional<String> cluster, Map<String, Path> jobs)
            throws InterruptedException {
        Map<String, JobStatus> known = new LinkedHashMap<>();
        String table;
        try {
            table = commands.run(SlurmId.command(
                    "squeue",
                    cluster,
                    "--noheader",
                    user,
                    "--jobs=" + String.join(",", jobs.keySet()),
                    "--format=%i|%T|%M|%r|%Z"));
        } catch (QePerfException e) {
            if (isUnknownJob(e)) {
                return known;
            }
            throw e;
        }
        for (String line : table.lines().toList()) {
            String[] cells = line.split("\\|", 5);
            String id = cells[0].strip();
            if (cells.length == 5 && jobs.containsKey(id) && cells[4].equals(String.valueOf(jobs.get(id)))) {
                String reason = cells[3].strip();
                known.put(
                        id,
                        new JobStatus(
                                SlurmStates.of(cells[1], reason),
                                said(reason),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                SlurmFields.seconds(cells[2]),
                                OptionalLong.empty(),
                                Optional.empty()));
            }
        }
        return known;
    }

    /** All that the controller knows of a job. */
    private Optional<String> shown(String number, Optional<String> cluster) throws InterruptedException {
        try {
            return Optional.of(commands.run(SlurmId.command("scontrol", cluster, "show", "job", number)));
        } catch (QePerfException e) {
            if (isUnknownJob(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Ended jobs of the accounting. It may call one open that nobody else knows: its end was never written. */
    private Map<String, JobStatus> accounted(Optional<String> cluster, Map<String, Path> jobs)
            throws InterruptedException {
        if (jobs.isEmpty() || !accounting) {
            return Map.of();
        }
        Map<String, JobStatus> ended = SlurmFields.ofAccounting(
                account(SlurmId.command(
                        "sacct",
                        cluster,
                        "--noheader",
                        "--parsable2",
                        "--jobs=" + String.join(",", jobs.keySet()),
                        "--format=JobIDRaw,State,ExitCode,ElapsedRaw,MaxRSS,NodeList,WorkDir")),
                jobs);
        ended.values().removeIf(status -> !status.hasEnded());
        return ended;
    }

    /** The accounting tells nothing where it cannot be asked; one that is not kept is asked once. */
    private String account(List<String> words) throws InterruptedException {
        try {
            return commands.run(words);
        } catch (QePerfException e) {
            accounting = !String.valueOf(e.getMessage()).contains("storage is disabled");
            return "";
        }
    }

    @Override
    public void cancel(String id, Path directory) throws InterruptedException {
        SlurmId job = SlurmId.of(id)
                .orElseThrow(() -> new QePerfException(
                        "'" + SlurmCommand.oneLine(id) + "' is no job of Slurm; expected a number"));
        if (!queued(job.cluster(), Map.of(job.number(), directory)).containsKey(job.number())) {
            return;
        }
        try {
            commands.run(SlurmId.command("scancel", job.cluster(), job.number()));
        } catch (QePerfException e) {
            if (!isUnknownJob(e)) {
                throw e;
            }
        }
    }

    private static boolean isUnknownJob(QePerfException e) {
        return String.valueOf(e.getMessage()).contains("Invalid job id");
    }

    private static Optional<String> said(String reason) {
        return reason.isEmpty() || reason.equals("None") ? Optional.empty() : Optional.of(reason);
    }
}
