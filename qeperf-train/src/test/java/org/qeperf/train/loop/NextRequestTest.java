package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.jobs.JobPlanner;

/** Distributions, what runs teach about them, and what is reported in the end. */
class NextRequestTest {

    private static final double MEDIAN = 40;

    @TempDir
    private Path folder;

    /** Quantiles of the log-logistic distribution that the table was made of. */
    private static double quantile(double share) {
        return MEDIAN * Math.pow(share / (1 - share), ExampleJob.SPREAD);
    }

    @Test
    void aTableIsTheDistribution() {
        Distribution table = ExampleJob.around(MEDIAN);
        for (double share : new double[] {0.002, 0.03, 0.25, 0.5, 0.85, 0.94, 0.9975, 0.9995}) {
            assertEquals(quantile(share), table.quantile(share), 1e-9 * quantile(share));
            assertEquals(1 - share, table.above(quantile(share)), 1e-9);
        }
    }

    @Test
    void whatIsKnownToBeExceededRaisesTheQuantile() {
        Distribution table = ExampleJob.around(MEDIAN);
        assertEquals(quantile(0.95), table.quantileAbove(0.95, 1e-6), 0.01 * quantile(0.95));
        double limit = quantile(0.9);
        assertEquals(quantile(0.995), table.quantileAbove(0.95, limit), 1e-6);
        assertTrue(table.quantileAbove(0.95, 10 * quantile(0.999)) > quantile(0.999));
    }

    @Test
    void aCertainQuantityStaysCertain() {
        Distribution table = Distribution.of(share -> 7);
        assertEquals(7, table.quantile(0.95), 1e-12);
        assertEquals(1e-4, table.above(8), 1e-12);
        assertEquals(1 - 1e-4, table.above(6), 1e-12);
        assertEquals(1 - 1e-4, table.above(0), 1e-12);
    }

    @Test
    void refusesTablesThatAreNone() {
        assertEquals(
                "quantile 1.0 at 0.5",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Distribution.of(List.of(0.1, 0.5), List.of(2.0, 1.0)))
                        .getMessage());
        assertEquals(
                "1 shares and 1 values",
                assertThrows(IllegalArgumentException.class, () -> Distribution.of(List.of(0.1), List.of(2.0)))
                        .getMessage());
    }

    @Test
    void fewRunsTeachNothing() {
        JobForecast forecast = ExampleJob.forecast(MEDIAN, 1e9);
        Experience two = new Experience(List.of(1.0, 1.0), List.of());
        assertEquals(Optional.empty(), two.words());
        assertEquals(quantile(0.95), two.seconds(forecast).quantile(0.95), 1e-6);
    }

    @Test
    void runsMoveThePredictionTowardsThemAndNarrowIt() {
        JobForecast forecast = ExampleJob.forecast(MEDIAN, 1e9);
        double factor = Math.log(3);
        Experience three = new Experience(List.of(factor, factor - 0.05, factor + 0.05), List.of());
        Experience many = new Experience(Collections.nCopies(60, factor), List.of());
        double afterThree = three.seconds(forecast).median() / MEDIAN;
        double afterMany = many.seconds(forecast).median() / MEDIAN;
        assertTrue(afterThree > 2 && afterThree < 3, "factor " + afterThree);
        assertEquals(3, afterMany, 0.02);
        assertTrue(many.seconds(forecast).logSpread()
                < forecast.secondsTable().distribution().logSpread());
        assertEquals(1e9, many.bytes(forecast).median(), 1);
        assertEquals(Optional.of("time of 3 runs here: 3.00 x predicted"), three.words());
    }

    @Test
    void aDisturbedRunDoesNotCountMuch() {
        JobForecast forecast = ExampleJob.forecast(MEDIAN, 1e9);
        Experience undisturbed = new Experience(List.of(0.0, 0.1, -0.1, 0.05, -0.05), List.of());
        Experience disturbed = new Experience(List.of(0.0, 0.1, -0.1, 0.05, 3.0), List.of());
        assertEquals(
                1,
                disturbed.seconds(forecast).median()
                        / undisturbed.seconds(forecast).median(),
                0.1);
    }

    @Test
    void requestsAreWholeMinutesAndMebibytesWithinTheLimits() {
        assertEquals(60, Request.minutes(0.1, OptionalDouble.empty()));
        assertEquals(180, Request.minutes(121, OptionalDouble.of(1000)));
        assertEquals(130, Request.minutes(121, OptionalDouble.of(130.5)));
        assertEquals(3 << 20, Request.mebibytes((2 << 20) + 1, 1L << 30));
        assertEquals(5 << 20, Request.mebibytes(1e12, (5 << 20) + 7));
    }

    private static JobRecord ended(int id, double seconds, long asked) {
        return ended(id, seconds, asked, JobEnd.DONE, true);
    }

    private static JobRecord ended(int id, double seconds, long asked, JobEnd kind, boolean converged) {
        JobStatus last = new JobStatus(
                JobState.ended("COMPLETED", JobEnd.DONE),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.of((long) seconds),
                OptionalLong.empty(),
                Optional.empty());
        Attempt attempt = new Attempt(
                1,
                java.time.Instant.EPOCH,
                ExampleJob.job(OptionalLong.empty(), false, asked).resources(),
                "as predicted",
                Optional.of("1"),
                List.of(),
                Optional.of(last),
                Optional.of(new Attempt.End(
                        java.time.Instant.EPOCH,
                        kind,
                        "done",
                        Optional.of(new Attempt.Measured(
                                "r" + id,
                                OptionalDouble.of(seconds),
                                OptionalDouble.of(seconds / 10),
                                OptionalInt.of(10),
                                OptionalInt.of(1),
                                OptionalLong.empty(),
                                converged)))));
        return new JobRecord(
                Integer.toString(id),
                java.time.Instant.EPOCH,
                ExampleJob.job(OptionalLong.empty(), false, asked),
                ExampleJob.terms(OptionalDouble.empty()),
                ExampleJob.forecast(MEDIAN, 1e9),
                List.of(attempt),
                "as predicted",
                Optional.of(new JobRecord.Verdict(kind, "done")));
    }

    private static JobRecord on(JobRecord job, Machine machine, String partition, int gpus) {
        Resources asked = job.job().resources();
        Job other = new Job(
                job.job().name(),
                new Queue(Optional.empty(), Optional.of(partition), Optional.empty(), Optional.empty()),
                new Resources(1, 1, 1, gpus, asked.memoryBytesPerNode(), asked.exclusive(), asked.seconds()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                job.job().command());
        JobTerms terms = new JobTerms(
                Scheduler.SLURM, machine, 1, 1, 8, OptionalDouble.empty(), Optional.empty(), 0.95, false, false);
        return new JobRecord(
                job.id(), job.created(), other, terms, job.forecast(), job.attempts(), job.why(), job.verdict());
    }

    @Test
    void onlyConvergedRunsOnTheSameKindOfNodesTeach() {
        Machine fat = new Machine("bench", 8, 1L << 40);
        JobRecord asked = on(ended(1, 80, 100), ExampleJob.MACHINE, "p", 0);
        List<JobRecord> others = List.of(
                on(ended(2, 80, 100), ExampleJob.MACHINE, "p", 0),
                on(ended(3, 80, 100), ExampleJob.MACHINE, "q", 0),
                on(ended(4, 80, 100), ExampleJob.MACHINE, "p", 1),
                on(ended(5, 80, 100), fat, "p", 0),
                on(ended(6, 80, 100, JobEnd.DONE, false), ExampleJob.MACHINE, "p", 0),
                on(ended(7, 80, 100, JobEnd.FAILED, true), ExampleJob.MACHINE, "p", 0));
        assertEquals(List.of(Math.log(2)), Experience.of(others, asked).seconds());
    }

    /** Sixty runs that took a fifth of the predicted time and a tenth of the memory. */
    private static final Experience LESS =
            new Experience(Collections.nCopies(60, Math.log(0.2)), Collections.nCopies(60, Math.log(0.1)));

    private Resources first(JobForecast forecast, OptionalDouble maxSeconds, Resources planned) {
        Job job = new Job(
                "he",
                new Queue(Optional.empty(), Optional.of("p"), Optional.empty(), Optional.empty()),
                planned,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                ExampleJob.job(OptionalLong.empty(), false, 60).command());
        JobRecord record = new JobRecord(
                "1",
                java.time.Instant.EPOCH,
                job,
                ExampleJob.terms(maxSeconds),
                forecast,
                List.of(),
                "as predicted",
                Optional.empty());
        try (JobStore store = JobStore.open(folder)) {
            return new NextRequest(LESS, new LayoutSearch(store, LayoutSearch.Predictors.shipped())).first(record);
        }
    }

    /** A fifth of 100 h is less than the limit of 24 h, but far more than a fifth of the limit. */
    @Test
    void whatRunsTeachHoldsForThePredictionNotForTheLimit() {
        JobForecast forecast = ExampleJob.forecast(150_000, 40.0 * (1L << 30));
        long node = ExampleJob.MACHINE.memoryBytesPerNode();
        Resources asked = first(
                forecast,
                OptionalDouble.of(86_400),
                new Resources(1, 1, 1, 0, OptionalLong.of(node), false, OptionalLong.of(86_400)));
        double seconds = LESS.seconds(forecast).quantile(0.95);
        double bytes = LESS.bytes(forecast).quantile(0.95);
        assertTrue(seconds > 30_000 && seconds < 80_000, "needs " + seconds + " s");
        assertTrue(bytes > 4.0 * (1L << 30) && bytes < 15.0 * (1L << 30), "needs " + bytes + " bytes");
        assertEquals(
                Request.minutes(seconds + JobPlanner.START_SECONDS, OptionalDouble.empty()),
                asked.seconds().orElse(0));
        assertEquals(
                Request.mebibytes(bytes + JobPlanner.LAUNCHER_BYTES, node),
                asked.memoryBytesPerNode().orElse(0));
    }

    /** The time to start in a partition and the memory of the launcher are no prediction. */
    @Test
    void allowancesAreNotScaled() {
        JobForecast forecast = ExampleJob.forecast(MEDIAN, 1e9);
        long planned = Request.mebibytes(quantile(0.95) / MEDIAN * 1e9 + JobPlanner.LAUNCHER_BYTES, Long.MAX_VALUE);
        Resources resources = new Resources(1, 1, 1, 0, OptionalLong.of(planned), false, OptionalLong.of(180));
        Resources asked = first(forecast, OptionalDouble.empty(), resources);
        double ratio = LESS.seconds(forecast).quantile(0.95) / quantile(0.95);
        assertEquals(
                Request.minutes(120 * ratio + 60, OptionalDouble.empty()),
                asked.seconds().orElse(0));
        assertEquals(
                Request.mebibytes(LESS.bytes(forecast).quantile(0.95) + JobPlanner.LAUNCHER_BYTES, Long.MAX_VALUE),
                asked.memoryBytesPerNode().orElse(0),
                1.0 * (1 << 20));
    }

    @Test
    void theShareOfANodeThatBelongsToAcceleratorsStays() {
        long share = 8L << 30;
        Resources asked = first(
                ExampleJob.forecast(MEDIAN, 1e9),
                OptionalDouble.empty(),
                new Resources(1, 1, 1, 2, OptionalLong.of(share), false, OptionalLong.of(180)));
        assertEquals(share, asked.memoryBytesPerNode().orElse(0));
    }

    /** The level counts what is expected of the intervals; how long a run would have taken is not known, but that it is too long. */
    @Test
    void aTimeLimitBeyondTheIntervalIsAMiss() {
        Comparison.Summary summary = Comparison.of(List.of(
                        ended(1, 40, 60),
                        ended(2, 81, 81, JobEnd.TIME_LIMIT, false),
                        ended(3, 79, 79, JobEnd.TIME_LIMIT, false)))
                .summary();
        assertEquals(1, summary.compared());
        assertEquals(1, summary.misses());
        assertEquals(0.5, summary.coverage().orElse(0), 1e-12);
        assertEquals(0.9, summary.level().orElse(0), 1e-12);
    }

    @Test
    void comparesPredictedAndMeasured() {
        Comparison comparison = Comparison.of(List.of(ended(1, 40, 3640), ended(2, 60, 60), ended(3, 100, 3700)));
        Comparison.Summary summary = comparison.summary();
        assertEquals(3, summary.compared());
        assertEquals(1.5, summary.medianFactor().orElse(0), 1e-12);
        assertEquals(2.0 / 3, summary.coverage().orElse(0), 1e-12);
        assertEquals(2, summary.nodeHoursNotUsed(), 1e-12);
        assertEquals(0, summary.nodeHoursFailed());
        assertEquals(Optional.of(false), comparison.rows().get(2).seconds().held());
        assertEquals(
                OptionalDouble.of(10), comparison.rows().get(0).scfIterations().measured());
        assertEquals(
                OptionalDouble.empty(), comparison.rows().get(0).bytesPerNode().factor());
        assertEquals(OptionalDouble.of(3640), comparison.rows().get(0).askedSeconds());
    }
}
