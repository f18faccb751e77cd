package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.TrainingException;
import org.qeperf.train.ExampleRuns;

class GroupingTest {

    private static final Dataset DATA = Dataset.of(
            new RunSet("runs", "", ExampleRuns.ofSystems(3)),
            Cleaning.find("default"),
            RunTarget.SECONDS_PER_SCF_ITERATION,
            ExampleRuns.EXTRACTOR,
            ExampleRuns.SCHEMA);

    @Test
    void rowsOfSystemsCountAlike() {
        Grouping grouping = Grouping.of(DATA, "system");
        assertEquals(3, grouping.count());
        assertEquals("System1", grouping.groups().get(0));
        assertEquals(18, java.util.Arrays.stream(grouping.weights()).sum());
    }

    @Test
    void rowsOfLargeGroupsCountLess() {
        Grouping grouping = new Grouping("repository", List.of("a", "b", "a", "a", "a"));
        assertArrayEquals(new double[] {0.5, 1, 0.5, 0.5, 0.5}, grouping.weights());
        assertArrayEquals(
                new double[] {1, Math.sqrt(0.5), Math.sqrt(0.5)},
                grouping.subset(new int[] {1, 2, 3}).weights(),
                1e-15);
    }

    @Test
    void everyRunNeedsTheLabel() {
        TrainingException e = assertThrows(TrainingException.class, () -> Grouping.of(DATA, "cluster"));
        assertEquals(
                "run '" + DATA.runs().get(0).id()
                        + "' has no label 'cluster'; expected one of the labels that every run has, or system",
                e.getMessage());
    }
}
