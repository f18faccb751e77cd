package org.qeperf.train.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;
import static org.qeperf.train.ExampleRuns.SCHEMA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;

class SplitTest {

    private static final Dataset DATA = Dataset.of(
            new RunSet("runs.jsonl", "00", ExampleRuns.ofSystems(23)),
            Cleaning.find("default"),
            RunTarget.SECONDS_PER_SCF_ITERATION,
            EXTRACTOR,
            SCHEMA);

    @ParameterizedTest
    @EnumSource(Division.class)
    void everyRowIsOnOneSideOfASplit(Division division) {
        for (Split split : division.of(DATA, 42)) {
            int[] both = IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.test()))
                    .sorted()
                    .toArray();
            assertArrayEquals(IntStream.range(0, DATA.size()).toArray(), both);
        }
    }

    @Test
    void oneRowInFiveIsHeldOutAtRandom() {
        Split split = Split.random(DATA, 5, 42);
        assertEquals(138, DATA.size());
        assertEquals(28, split.test().length, "27.6 rows, rounded up");
        assertTrue(split.rowsOfKnownSystems(DATA) > 20, "most of them have neighbours in training");
    }

    @Test
    void countsTheRowsWhoseSystemIsLearntFrom() {
        int[] training = {0, 1, 6};
        int[] test = {2, 3, 7, 12};
        assertEquals(3, new Split(training, test).rowsOfKnownSystems(DATA), "six rows make a system");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7})
    void noSystemIsOnBothSidesOfAGroupedSplit(long seed) {
        Split split = Split.bySystem(DATA, 5, seed);
        Set<String> both = systems(split.training());
        both.retainAll(systems(split.test()));
        assertEquals(Set.of(), both);
        assertEquals(0, split.rowsOfKnownSystems(DATA));
        assertEquals(DATA.size() / 5.0, split.test().length, 6, "a fifth, as near as whole systems allow");
    }

    @Test
    void aSystemWithHalfOfTheRowsIsNotHeldOut() {
        List<RunRecord> runs = new ArrayList<>(ExampleRuns.ofSystems(10));
        for (int i = 0; i < 60; i++) {
            runs.add(ExampleRuns.run("x" + i, "Large"));
        }
        Dataset data = Dataset.of(
                new RunSet("runs.jsonl", "00", runs),
                Cleaning.find("default"),
                RunTarget.SECONDS_PER_SCF_ITERATION,
                EXTRACTOR,
                SCHEMA);
        Split split = Split.bySystem(data, 5, 42);
        assertTrue(split.test().length <= 24, split.test().length + " of 120 rows");
        assertTrue(split.test().length >= 12, split.test().length + " of 120 rows");
    }

    @Test
    void everyRowIsHeldOutInOneFold() {
        List<Split> folds = Division.FOLDS.of(DATA, 42);
        assertEquals(10, folds.size());
        assertArrayEquals(
                IntStream.range(0, DATA.size()).toArray(),
                folds.stream()
                        .flatMapToInt(split -> Arrays.stream(split.test()))
                        .sorted()
                        .toArray());
        assertEquals(
                0,
                folds.stream().mapToInt(split -> split.rowsOfKnownSystems(DATA)).sum());
    }

    @ParameterizedTest
    @EnumSource(Division.class)
    void theSeedDecides(Division division) {
        int[] test = division.of(DATA, 42).get(0).test();
        assertArrayEquals(test, division.of(DATA, 42).get(0).test());
        assertFalse(Arrays.equals(test, division.of(DATA, 43).get(0).test()));
    }

    private static Set<String> systems(int[] rows) {
        return Arrays.stream(rows)
                .mapToObj(row -> DATA.runs().get(row).system().orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
