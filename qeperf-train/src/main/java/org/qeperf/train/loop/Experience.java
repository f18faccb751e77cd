package org.qeperf.train.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the finished runs of a store teach about predictions for the same kind of nodes: by which factor they are wrong, and how much that
 * differs. The logarithms of measured over predicted are taken as normal around an offset of the machine, which before any run is
 * normal around 0 with deviation {@value #OFFSET}: a machine may be several times as fast as the models think. Their median and median
 * absolute deviation stand for mean and deviation, so that a disturbed run does not count much; the deviation of the prediction itself
 * counts like {@value #WEIGHT_OF_PREDICTION} runs. What follows for the next run is again normal (Gelman and others, Bayesian Data
 * Analysis, 3rd edition, section 2.5): the offset's mean, and the deviations of runs and offset together.
 *
 * @param seconds logarithms of measured over predicted wall time
 * @param bytes the same of the largest resident memory
 */
record Experience(List<Double> seconds, List<Double> bytes) {

    /** Fewer runs tell nothing: one of two may be an outlier. */
    static final int FEWEST_RUNS = 3;

    private static final double OFFSET = 1;
    private static final double WEIGHT_OF_PREDICTION = 5;

    /** What makes a median absolute deviation the deviation of a normal distribution. */
    private static final double NORMAL_MAD = 1.4826;

    /** The variance of a median relative to that of a mean: pi/2. */
    private static final double VARIANCE_OF_MEDIAN = Math.PI / 2;

    /** Copies the lists. */
    Experience {
        seconds = List.copyOf(seconds);
        bytes = List.copyOf(bytes);
    }

    /** Takes those runs that converged on the same kind of nodes, in the same partition. */
    static Experience of(List<JobRecord> jobs, JobRecord asked) {
        List<Double> seconds = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (JobRecord job : jobs) {
            Optional<Attempt.Measured> measured = job.lastAttempt()
                    .flatMap(Attempt::end)
                    .filter(end -> end.kind() == JobEnd.DONE)
                    .flatMap(Attempt.End::measured)
                    .filter(Attempt.Measured::converged);
            if (measured.isPresent() && isAlike(job, asked)) {
                JobForecast forecast = job.forecast();
                double total = measured.get().seconds().orElse(0);
                double peak = measured.get().peakBytesPerRank().orElse(0)
                        * (double) forecast.layout().tasksPerNode();
                add(seconds, total, forecast.secondsTable());
                add(bytes, peak, forecast.bytesTable());
            }
        }
        return new Experience(seconds, bytes);
    }

    private static boolean isAlike(JobRecord job, JobRecord other) {
        return job.terms().machine().equals(other.terms().machine())
                && job.job().queue().partition().equals(other.job().queue().partition())
                && job.job().resources().gpusPerNode()
                        == other.job().resources().gpusPerNode();
    }

    private static void add(List<Double> ratios, double measured, JobForecast.Quantiles predicted) {
        if (measured > 0) {
            ratios.add(Math.log(measured / predicted.distribution().median()));
        }
    }

    /** The wall time of a job, given what was measured of others. */
    Distribution seconds(JobForecast forecast) {
        return corrected(forecast.secondsTable().distribution(), seconds);
    }

    /** The memory of a node that a job needs, given what was measured of others. */
    Distribution bytes(JobForecast forecast) {
        return corrected(forecast.bytesTable().distribution(), bytes);
    }

    private static Distribution corrected(Distribution predicted, List<Double> ratios) {
        if (ratios.size() < FEWEST_RUNS) {
            return predicted;
        }
        int n = ratios.size();
        double own = Math.max(1e-3, predicted.logSpread());
        double middle = median(ratios);
        double mad = NORMAL_MAD
                * median(ratios.stream().map(ratio -> Math.abs(ratio - middle)).toList());
        double variance = (WEIGHT_OF_PREDICTION * own * own + n * mad * mad) / (WEIGHT_OF_PREDICTION + n);
        double precision = 1 / (OFFSET * OFFSET) + n / (VARIANCE_OF_MEDIAN * variance);
        double offset = n / (VARIANCE_OF_MEDIAN * variance) * middle / precision;
        return predicted.shifted(offset, Math.sqrt(variance + 1 / precision) / own);
    }

    /** For people; empty if there were too few runs. */
    Optional<String> words() {
        return words(seconds, "time")
                .map(time -> time
                        + words(bytes, "memory").map(memory -> ", " + memory).orElse(""));
    }

    private static Optional<String> words(List<Double> ratios, String what) {
        return ratios.size() < FEWEST_RUNS
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s of %d runs here: %.2f x predicted",
                        what,
                        ratios.size(),
                        Math.exp(median(ratios))));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
