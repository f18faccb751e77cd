package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Distributions, what runs teach about them, and what is reported in the end. */
class NextRequestTest {

    private static final double MEDIAN = 40;

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
        Experience many = new Experience(java.util.Collections.nCopies(60, factor), List.of());
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

    @Test
    void quantitiesForPeople() {
        assertEquals("62 s", Words.seconds(62));
        assertEquals("3 min", Words.seconds(180));
        assertEquals("2.5 h", Words.seconds(9000));
        assertEquals("300 MB", Words.bytes(300 << 20));
        assertEquals("1.5 GB", Words.bytes(1.5 * (1 << 30)));
    }

    private static JobRecord ended(int id, double seconds, long asked) {
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
                        JobEnd.DONE,
                        "done",
                        Optional.of(new Attempt.Measured(
                                "r" + id,
                                OptionalDouble.of(seconds),
                                OptionalDouble.of(seconds / 10),
                                OptionalInt.of(10),
                                OptionalInt.of(1),
                                OptionalLong.empty(),
                                true)))));
        return new JobRecord(
                Integer.toString(id),
                java.time.Instant.EPOCH,
                ExampleJob.job(OptionalLong.empty(), false, asked),
                ExampleJob.terms(OptionalDouble.empty()),
                ExampleJob.forecast(MEDIAN, 1e9),
                List.of(attempt),
                "as predicted",
                Optional.of(new JobRecord.Verdict(JobEnd.DONE, "done")));
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
