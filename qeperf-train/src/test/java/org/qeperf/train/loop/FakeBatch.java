package org.qeperf.train.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.qeperf.api.QePerfException;

/** A batch system that says what it is told to say, one state for each ask; the last one stays. */
class FakeBatch implements BatchSystem {

    final List<String> scripts = new ArrayList<>();
    final List<String> cancelled = new ArrayList<>();
    final Map<String, Path> folders = new LinkedHashMap<>();
    private final Deque<Plan> plans = new ArrayDeque<>();
    private final Map<String, Deque<Optional<JobStatus>>> states = new HashMap<>();
    private final Map<String, String> outputs = new HashMap<>();
    Optional<QePerfException> refusal = Optional.empty();
    int silent;
    boolean forgets;

    private record Plan(String output, List<Optional<JobStatus>> states) {}

    /** What the next job does: words of Slurm, with a reason behind a slash; {@code gone} is unknown. */
    FakeBatch next(String output, String... words) {
        List<Optional<JobStatus>> said = new ArrayList<>();
        for (String word : words) {
            String[] parts = word.split("/");
            String reason = parts.length > 1 ? parts[1] : "";
            said.add(
                    word.equals("gone")
                            ? Optional.empty()
                            : Optional.of(new JobStatus(
                                    SlurmStates.of(parts[0], reason),
                                    Optional.of(reason).filter(r -> !r.isEmpty()),
                                    OptionalInt.empty(),
                                    OptionalInt.empty(),
                                    parts[0].equals("TIMEOUT") ? OptionalLong.of(62) : OptionalLong.of(5),
                                    OptionalLong.empty(),
                                    Optional.of("n1"))));
        }
        plans.add(new Plan(output, said));
        return this;
    }

    @Override
    public String submit(Path script, Path directory) {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        String id = Integer.toString(100 + folders.size());
        try {
            scripts.add(Files.readString(script));
            Plan plan = plans.remove();
            folders.put(id, directory);
            states.put(id, new ArrayDeque<>(plan.states()));
            outputs.put(id, plan.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id;
    }

    @Override
    public Optional<String> find(Path directory, Instant since) {
        if (forgets) {
            return Optional.empty();
        }
        return folders.entrySet().stream()
                .filter(entry -> entry.getValue().equals(directory))
                .map(Map.Entry::getKey)
                .reduce((first, second) -> second);
    }

    @Override
    public Map<String, JobStatus> states(Map<String, Path> jobs) {
        if (silent > 0) {
            silent--;
            throw new QePerfException("no controller");
        }
        Map<String, JobStatus> said = new HashMap<>();
        for (String id : jobs.keySet()) {
            Deque<Optional<JobStatus>> left = states.getOrDefault(id, new ArrayDeque<>());
            Optional<JobStatus> status = left.size() > 1 ? left.remove() : left.element();
            status.ifPresent(s -> {
                said.put(id, s);
                write(id, s);
            });
        }
        return said;
    }

    private void write(String id, JobStatus status) {
        String output = outputs.getOrDefault(id, "");
        if (status.hasEnded() && !output.isEmpty()) {
            try {
                Path folder = folders.getOrDefault(id, Path.of(""));
                Files.writeString(folder.resolve(JobStore.OUTPUT), output);
                Files.writeString(folder.resolve("slurm-" + id + ".out"), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void cancel(String id, Path directory) {
        cancelled.add(id);
        states.put(id, new ArrayDeque<>(List.of(Optional.of(JobStatus.of(SlurmStates.of("CANCELLED", ""))))));
    }
}
