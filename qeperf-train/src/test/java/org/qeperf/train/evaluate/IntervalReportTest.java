package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qeperf.train.data.Grouping;

class IntervalReportTest {

    private static Grouping systems(List<String> systems) {
        return new Grouping(Grouping.SYSTEM, systems);
    }

    @Test
    void eachSystemIsJudgedByTheErrorsOfAllOthers() {
        // The errors of b hold those of a, but not the other way round.
        IntervalReport report = IntervalReport.of(
                systems(List.of("a", "a", "b", "b")),
                new double[] {1, 2, 3, 4},
                new double[] {0.1, 0.2, 0.3, 0.4},
                new double[4],
                0);
        for (double level : IntervalReport.LEVELS) {
            assertEquals(
                    new IntervalReport.Level(level, 0.5, (0.4 + 0.4 + 0.2 + 0.2) / 4, 0.2), rounded(report.at(level)));
        }
        assertEquals(Map.of("coverage_80", 0.5, "coverage_90", 0.5, "coverage_95", 0.5), report.asMap());
    }

    private static IntervalReport.Level rounded(IntervalReport.Level level) {
        return new IntervalReport.Level(
                level.level(),
                level.coverage(),
                Math.rint(level.meanLogFactor() * 1e12) / 1e12,
                level.constantLogFactor());
    }

    @Test
    void aRowOutsideOfWhatWasSeenHasAWiderInterval() {
        IntervalReport report = IntervalReport.of(
                systems(List.of("a", "b")), new double[] {1, 1}, new double[] {0.4, 0.2}, new double[] {2, 0}, 0.5);
        // The error of a counts half for b, and is held by twice the error of b.
        assertEquals(1, report.at(0.9).coverage());
        assertEquals((0.4 + 0.2) / 2, report.at(0.9).meanLogFactor(), 1e-12);
    }

    @Test
    void groupsAreNarrowerThanOneFactorWhereErrorsDependOnThePrediction() {
        Random random = new Random(3);
        int n = 1200;
        List<String> systems = new ArrayList<>();
        double[] predictions = new double[n];
        double[] errors = new double[n];
        for (int i = 0; i < n; i++) {
            systems.add("s" + i % 40);
            predictions[i] = Math.exp(3 * random.nextDouble());
            errors[i] = Math.abs(random.nextGaussian()) * (predictions[i] < Math.E ? 0.5 : 0.05);
        }
        IntervalReport report = IntervalReport.of(systems(systems), predictions, errors, new double[n], 0);
        for (IntervalReport.Level level : report.levels()) {
            assertEquals(level.level(), level.coverage(), 0.03);
        }
        IntervalReport.Level level = report.at(0.95);
        assertTrue(level.meanLogFactor() < 0.7 * level.constantLogFactor(), level::toString);
    }

    @Test
    void anIntervalThatHoldsNothingIsComparedWithNone() {
        assertEquals(
                new IntervalReport.Level(0.9, 0, 0.1, 0),
                IntervalReport.level(0.9, new double[] {1, 2}, new double[] {0.1, 0.1}));
    }
}
