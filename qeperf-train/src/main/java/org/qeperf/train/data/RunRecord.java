package org.qeperf.train.data;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunIterations;
import org.qeperf.features.harvest.RunMemory;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.features.harvest.RunTimes;

/**
 * One run: what it consisted of, where it ran, how it ended, and what was measured. One line of a run file;
 * {@code docs/run-records.md} describes every key. Immutable.
 *
 * @param origin where the record comes from
 * @param program what ran
 * @param place where it ran and how it was spread
 * @param contents what it consisted of
 * @param iterations how far it came
 * @param times its times
 * @param memory its memory
 * @param ending how it ended
 * @param counts its exact counts
 * @param labels what its makers call it, by key in alphabetical order
 */
public record RunRecord(
        RunOrigin origin,
        RunProgram program,
        RunPlace place,
        RunContents contents,
        RunIterations iterations,
        RunTimes times,
        RunMemory memory,
        RunEnding ending,
        RunCounts counts,
        Map<String, String> labels) {

    /** Copies the map. */
    public RunRecord {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /**
     * The same with other labels.
     *
     * @param other labels by key
     * @return a new record
     */
    public RunRecord withLabels(Map<String, String> other) {
        return new RunRecord(origin, program, place, contents, iterations, times, memory, ending, counts, other);
    }

    /**
     * What names the run.
     *
     * @return 16 hexadecimal digits
     */
    public String id() {
        return origin.id();
    }

    /**
     * The group of runs that it belongs to.
     *
     * @return the reduced chemical formula, where known
     */
    public Optional<String> system() {
        return origin.system();
    }

    /**
     * How the run ended.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return ending.outcome();
    }

    /**
     * Wall time of one self-consistency iteration.
     *
     * @return seconds, where the run did any
     */
    public OptionalDouble secondsPerScfIteration() {
        int scf = iterations.scf().orElse(0);
        double electrons = times.electronsWall().orElse(0);
        return scf > 0 && electrons > 0 ? OptionalDouble.of(electrons / scf) : OptionalDouble.empty();
    }
}
