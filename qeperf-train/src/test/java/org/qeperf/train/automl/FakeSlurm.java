package org.qeperf.train.automl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.qeperf.api.QePerfException;

/** A Slurm that does what a test says at each submission. */
final class FakeSlurm implements Slurm {

    /** What happens when an array is submitted; it may add and remove jobs. */
    interface Submission {
        void of(String wave, int jobs);
    }

    final Map<String, List<Listed>> there = new LinkedHashMap<>();
    final Queue<Submission> script = new ArrayDeque<>();
    final List<String> submitted = new ArrayList<>();
    final List<String> cancelled = new ArrayList<>();
    int silentQueries;

    /** Happens when Slurm answers again. */
    Runnable afterSilence = () -> {};

    @Override
    public void submit(String wave, int jobs) {
        Submission next = script.remove();
        submitted.add(wave);
        next.of(wave, jobs);
    }

    @Override
    public List<Listed> list(Collection<String> waves) {
        if (silentQueries > 0) {
            if (--silentQueries == 0) {
                afterSilence.run();
            }
            throw new QePerfException("squeue failed: no answer");
        }
        return there.entrySet().stream()
                .filter(entry -> waves.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    @Override
    public void cancel(Collection<String> waves) {
        cancelled.addAll(waves);
    }
}
