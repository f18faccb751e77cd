package org.qeperf.examples.temporal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.train.loop.BatchSystem;
import org.qeperf.train.loop.JobEnd;
import org.qeperf.train.loop.JobState;
import org.qeperf.train.loop.JobStatus;

/**
 * Jobs as processes of this machine, where no batch system is installed: each script in a session of its own, which outlives the
 * program that started it. The job's folder holds its process id and, at the end, what it returned.
 */
public final class LocalProcesses implements BatchSystem {

    private static final String SESSION = """
            echo $$ > process.new && mv process.new process
            bash job.sh > process.log 2>&1 < /dev/null
            echo $? > status.new && mv status.new status""";

    @Override
    public String submit(Path script, Path directory) {
        try {
            Process session = new ProcessBuilder("setsid", "bash", "-c", SESSION)
                    .directory(directory.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Long.toString(session.pid());
        } catch (IOException e) {
            throw new QePerfException("setsid cannot be started; expected util-linux here", e);
        }
    }

    @Override
    public Optional<String> find(Path directory, Instant since) {
        return text(directory.resolve("process"));
    }

    @Override
    public Map<String, JobStatus> states(Map<String, Path> jobs) {
        Map<String, JobStatus> states = new HashMap<>();
        jobs.forEach((id, directory) -> state(id, directory).ifPresent(state -> states.put(id, JobStatus.of(state))));
        return states;
    }

    private static Optional<JobState> state(String id, Path directory) {
        // Alive is asked first: a process that ends in between has left its status.
        boolean alive = isAlive(id, directory);
        Optional<String> status = text(directory.resolve("status"));
        if (status.isPresent()) {
            return Optional.of(
                    status.get().equals("0")
                            ? JobState.ended("COMPLETED", JobEnd.DONE)
                            : JobState.ended("FAILED", JobEnd.FAILED));
        }
        return alive ? Optional.of(JobState.open("RUNNING", JobState.Phase.RUNNING)) : Optional.empty();
    }

    /** Process ids repeat, so the process has to be in the job's folder. */
    private static boolean isAlive(String id, Path directory) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", id, "cwd")).equals(directory);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void cancel(String id, Path directory) throws InterruptedException {
        if (isAlive(id, directory)) {
            try {
                new ProcessBuilder(List.of("kill", "--", "-" + id)).start().waitFor();
            } catch (IOException e) {
                throw new QePerfException("kill cannot be started", e);
            }
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
