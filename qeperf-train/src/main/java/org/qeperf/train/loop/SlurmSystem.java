package org.qeperf.train.loop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.qeperf.api.QePerfException;
import org.qeperf.train.slurm.SlurmCommand;

/**
 * Slurm, through its commands. A job is looked for where it waits and runs ({@code squeue}), then in the controller's memory of
 * jobs that ended ({@code scontrol}, {@code MinJobAge} of slurm.conf, five minutes as a rule), then in the accounting
 * ({@code sacct}) where that is kept. Not safe for concurrent use.
 */
public final class SlurmSystem implements BatchSystem {

    private static final int IDS_PER_COMMAND = 200;

    /** What {@code sbatch} says where it may be tried again. */
    private static final List<String> BUSY = List.of(
            "MaxSubmitJob",
            "Unable to contact slurm controller",
            "Socket timed out",
            "temporarily unable to accept job",
            "Resource temporarily unavailable",
            "did not end within");

    private final Commands commands;
    private boolean accounting = true;

    /** Runs commands; another in tests. */
    interface Commands {
        String run(List<String> words) throws InterruptedException;
    }

    /** The Slurm whose commands are on the path. */
    public SlurmSystem() {
        this(SlurmCommand::run);
    }

    SlurmSystem(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String submit(Path script, Path directory, List<String> options) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("sbatch", "--parsable"));
        words.addAll(options);
        words.addAll(List.of("--chdir=" + directory, script.toString()));
        String answer;
        try {
            answer = commands.run(words).strip();
        } catch (QePerfException e) {
            String message = String.valueOf(e.getMessage());
            if (BUSY.stream().anyMatch(message::contains)) {
                throw new BusyException(message);
            }
            throw e;
        }
        // id;cluster, behind whatever a plug-in of the site prints
        String last = answer.substring(answer.lastIndexOf('\n') + 1).strip().split(";")[0];
        if (!isId(last)) {
            throw new QePerfException("sbatch printed '" + oneLine(answer) + "'; expected the job's id");
        }
        return last;
    }

    @Override
    public Optional<String> find(Path directory) throws InterruptedException {
        String folder = directory.toString();
        Optional<String> newest = Optional.empty();
        for (String line : commands.run(List.of("squeue", "--noheader", "--states=all", "--format=%i|%Z"))
                .lines()
                .toList()) {
            int bar = line.indexOf('|');
            String id = bar < 0 ? "" : line.substring(0, bar).strip();
            if (isId(id) && line.substring(bar + 1).strip().equals(folder)) {
                newest = Optional.of(newest.filter(n -> isAfter(n, id)).orElse(id));
            }
        }
        return newest;
    }

    private static boolean isAfter(String id, String other) {
        return Long.parseLong(id) > Long.parseLong(other);
    }

    @Override
    public Map<String, JobStatus> states(Collection<String> ids) throws InterruptedException {
        Map<String, JobStatus> known = new LinkedHashMap<>();
        List<String> all = ids.stream().filter(SlurmSystem::isId).toList();
        for (int from = 0; from < all.size(); from += IDS_PER_COMMAND) {
            List<String> some = all.subList(from, Math.min(all.size(), from + IDS_PER_COMMAND));
            queued(some, known);
            Set<String> others = new LinkedHashSet<>(some);
            others.removeAll(known.keySet());
            for (String id : List.copyOf(others)) {
                remembered(id).ifPresent(status -> {
                    known.put(id, status);
                    others.remove(id);
                });
            }
            accounted(others, known);
        }
        return known;
    }

    /** One id that is unknown is an error, one of several is left out. */
    private void queued(List<String> ids, Map<String, JobStatus> known) throws InterruptedException {
        String table;
        try {
            table = commands.run(
                    List.of("squeue", "--noheader", "--jobs=" + String.join(",", ids), "--format=%i|%T|%M|%r"));
        } catch (QePerfException e) {
            if (isUnknownJob(e)) {
                return;
            }
            throw e;
        }
        for (String line : table.lines().toList()) {
            String[] cells = line.strip().split("\\|", 4);
            if (cells.length == 4 && ids.contains(cells[0].strip())) {
                String reason = cells[3].strip();
                known.put(
                        cells[0].strip(),
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
    }

    private Optional<JobStatus> remembered(String id) throws InterruptedException {
        try {
            return SlurmFields.ofJob(commands.run(List.of("scontrol", "show", "job", id)));
        } catch (QePerfException e) {
            if (isUnknownJob(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A Slurm that keeps no accounting is asked once. */
    private void accounted(Set<String> ids, Map<String, JobStatus> known) throws InterruptedException {
        if (ids.isEmpty() || !accounting) {
            return;
        }
        try {
            String table = commands.run(List.of(
                    "sacct",
                    "--noheader",
                    "--parsable2",
                    "--jobs=" + String.join(",", ids),
                    "--format=JobIDRaw,State,ExitCode,ElapsedRaw,MaxRSS,NodeList"));
            SlurmFields.ofAccounting(table).forEach((id, status) -> {
                if (ids.contains(id)) {
                    known.put(id, status);
                }
            });
        } catch (QePerfException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.contains("storage is disabled") && !message.contains("cannot be started")) {
                throw e;
            }
            accounting = false;
        }
    }

    @Override
    public void cancel(String id) throws InterruptedException {
        if (!isId(id)) {
            throw new QePerfException("'" + oneLine(id) + "' is no job of Slurm; expected a number");
        }
        try {
            commands.run(List.of("scancel", id));
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

    /** Whether a text is a plain id, so that it is no option and no list. */
    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
