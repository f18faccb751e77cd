package org.qeperf.train.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.forecast.Estimate;

/**
 * What was predicted beside what was measured, of the jobs that have ended.
 *
 * @param rows one for each, by ascending id
 * @param summary over all
 */
public record Comparison(List<Row> rows, Summary summary) {

    private static final double SECONDS_PER_HOUR = 3600;

    /** Copies the list. */
    public Comparison {
        rows = List.copyOf(rows);
    }

    /**
     * A quantity.
     *
     * @param predicted before
     * @param measured after, where it was
     */
    public record Pair(Estimate predicted, OptionalDouble measured) {

        /**
         * How much larger it was than predicted.
         *
         * @return measured over predicted, where it was measured
         */
        public OptionalDouble factor() {
            return measured.isPresent()
                    ? OptionalDouble.of(measured.getAsDouble() / predicted.value())
                    : OptionalDouble.empty();
        }

        /**
         * Whether the interval held it.
         *
         * @return where it was measured
         */
        public Optional<Boolean> held() {
            return measured.isPresent()
                    ? Optional.of(predicted.interval().lower() <= measured.getAsDouble()
                            && measured.getAsDouble() <= predicted.interval().upper())
                    : Optional.empty();
        }
    }

    /**
     * A job.
     *
     * @param job the job
     * @param seconds wall time from start to end
     * @param secondsPerScfIteration wall time of an iteration
     * @param scfIterations iterations, of runs with a single ionic step
     * @param bytesPerNode memory of the ranks of a node, where the batch system measures it
     * @param askedSeconds wall time that the last attempt asked for
     * @param usedSeconds wall time that the last attempt used
     * @param askedBytesPerNode memory that it asked for
     */
    public record Row(
            JobRecord job,
            Pair seconds,
            Pair secondsPerScfIteration,
            Pair scfIterations,
            Pair bytesPerNode,
            OptionalDouble askedSeconds,
            OptionalDouble usedSeconds,
            OptionalDouble askedBytesPerNode) {}

    /**
     * All jobs.
     *
     * @param ends number of jobs by their end
     * @param compared number of jobs of which the wall time was measured
     * @param medianFactor median of measured over predicted wall time
     * @param misses number of jobs that were ended at a time limit beyond the interval of their wall time
     * @param coverage share of wall times within their interval, of those that were measured or missed
     * @param level share that is expected, where all intervals are of one level
     * @param attempts number of times that a job was submitted
     * @param nodeHoursNotUsed hours times nodes that attempts asked for and did not use, of those that ended well
     * @param nodeHoursFailed hours times nodes that were used by attempts that did not end well
     */
    public record Summary(
            Map<JobEnd, Integer> ends,
            int compared,
            OptionalDouble medianFactor,
            int misses,
            OptionalDouble coverage,
            OptionalDouble level,
            int attempts,
            double nodeHoursNotUsed,
            double nodeHoursFailed) {

        /** Copies the map. */
        public Summary {
            ends = Collections.unmodifiableMap(new TreeMap<>(ends));
        }
    }

    /**
     * Compares.
     *
     * @param jobs jobs, of which those that are open are left out
     * @return the comparison
     */
    public static Comparison of(List<JobRecord> jobs) {
        List<Row> rows =
                jobs.stream().filter(JobRecord::hasEnded).map(Comparison::row).toList();
        return new Comparison(rows, summary(rows));
    }

    private static Row row(JobRecord job) {
        JobForecast forecast = job.forecast();
        Optional<Attempt> attempt = job.lastAttempt();
        Optional<Attempt.Measured> measured = attempt.flatMap(Attempt::end)
                .filter(end -> end.kind() == JobEnd.DONE)
                .flatMap(Attempt.End::measured);
        OptionalDouble iterations = measured.filter(
                        m -> m.ionicSteps().orElse(1) <= 1 && m.scfIterations().isPresent())
                .map(m -> OptionalDouble.of(m.scfIterations().getAsInt()))
                .orElse(OptionalDouble.empty());
        OptionalDouble bytes = measured.filter(m -> m.peakBytesPerRank().isPresent())
                .map(m -> OptionalDouble.of((double) m.peakBytesPerRank().getAsLong()
                        * forecast.layout().tasksPerNode()))
                .orElse(OptionalDouble.empty());
        Optional<Resources> asked = attempt.map(Attempt::resources);
        return new Row(
                job,
                new Pair(
                        forecast.seconds(),
                        measured.map(Attempt.Measured::seconds).orElse(OptionalDouble.empty())),
                new Pair(
                        forecast.secondsPerScfIteration(),
                        measured.map(Attempt.Measured::secondsPerScfIteration).orElse(OptionalDouble.empty())),
                new Pair(forecast.scfIterations(), iterations),
                new Pair(forecast.bytesPerNode(), bytes),
                asked.filter(r -> r.seconds().isPresent())
                        .map(r -> OptionalDouble.of(r.seconds().getAsLong()))
                        .orElse(OptionalDouble.empty()),
                attempt.map(Attempt::elapsedSeconds).orElse(OptionalDouble.empty()),
                asked.filter(r -> r.memoryBytesPerNode().isPresent())
                        .map(r -> OptionalDouble.of(r.memoryBytesPerNode().getAsLong()))
                        .orElse(OptionalDouble.empty()));
    }

    /** Whether it took longer than predicted, though it is not known how long. */
    private static boolean isMissed(Row row) {
        return row.job().verdict().filter(v -> v.kind() == JobEnd.TIME_LIMIT).isPresent()
                && row.usedSeconds().orElse(0)
                        > row.seconds().predicted().interval().upper();
    }

    private static Summary summary(List<Row> rows) {
        Map<JobEnd, Integer> ends = new TreeMap<>();
        List<Double> factors = new ArrayList<>();
        int held = 0;
        int misses = 0;
        int attempts = 0;
        double notUsed = 0;
        double failed = 0;
        for (Row row : rows) {
            ends.merge(row.job().verdict().orElseThrow().kind(), 1, Integer::sum);
            row.seconds().factor().ifPresent(factors::add);
            held += row.seconds().held().orElse(false) ? 1 : 0;
            misses += isMissed(row) ? 1 : 0;
            attempts += row.job().attempts().size();
            for (Attempt attempt : row.job().attempts()) {
                double used =
                        attempt.elapsedSeconds().orElse(0) * attempt.resources().nodes() / SECONDS_PER_HOUR;
                double asked = attempt.resources().seconds().orElse(0)
                        * (double) attempt.resources().nodes()
                        / SECONDS_PER_HOUR;
                if (attempt.end().filter(end -> end.kind() == JobEnd.DONE).isPresent()) {
                    notUsed += Math.max(0, asked - used);
                } else {
                    failed += used;
                }
            }
        }
        boolean any = !factors.isEmpty();
        int known = factors.size() + misses;
        List<Double> levels = rows.stream()
                .map(row -> row.seconds().predicted().interval().level())
                .distinct()
                .toList();
        return new Summary(
                ends,
                factors.size(),
                any ? OptionalDouble.of(Experience.median(factors)) : OptionalDouble.empty(),
                misses,
                known > 0 ? OptionalDouble.of((double) held / known) : OptionalDouble.empty(),
                levels.size() == 1 ? OptionalDouble.of(levels.get(0)) : OptionalDouble.empty(),
                attempts,
                notUsed,
                failed);
    }
}
