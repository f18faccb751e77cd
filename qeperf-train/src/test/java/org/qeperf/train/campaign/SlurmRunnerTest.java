package org.qeperf.train.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the jobs of a campaign ask for, without any Slurm. */
class SlurmRunnerTest {

    private static PlannedRun run(String id, double limit, OptionalDouble killAfter) {
        return new PlannedRun(
                id,
                Map.of(),
                "",
                new RunLayout(1, 1, 1, 1, 1, 1, 0),
                new CampaignPlan.Limits(limit, 1 << 30),
                killAfter);
    }

    @Test
    void jobsLastAsLongAsTheirAttempts() {
        assertEquals(3, SlurmRunner.minutes(run("limited", 90, OptionalDouble.empty())));
        assertEquals(11, SlurmRunner.minutes(run("killed late", 90, OptionalDouble.of(600))));
        assertEquals(2, SlurmRunner.minutes(run("killed early", 3600, OptionalDouble.of(60))));
    }

    @Test
    void runsThatAreKilledAtAnotherTimeAreABatchOfTheirOwn() {
        PlannedRun limited = run("limited", 90, OptionalDouble.empty());
        PlannedRun early = run("early", 90, OptionalDouble.of(30));
        PlannedRun late = run("late", 90, OptionalDouble.of(600));
        PlannedRun another = run("another", 60, OptionalDouble.of(600));
        assertEquals(
                List.of(List.of(limited), List.of(early), List.of(late, another)),
                SlurmRunner.batches(List.of(limited, early, late, another)));
    }
}
