package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunTarget;

class SystemFoldsTest {

    @Test
    void neverHaveASystemOnBothSides() {
        forManyLayouts((data, folds) -> {
            for (int fold = 0; fold < folds.count(); fold++) {
                Set<String> held = systems(data, folds.heldOut(fold));
                assertTrue(Collections.disjoint(held, systems(data, folds.training(fold))), held::toString);
            }
        });
    }

    @Test
    void holdEveryRowOutOnceAndTrainOnAllOthers() {
        forManyLayouts((data, folds) -> {
            List<Integer> held = new ArrayList<>();
            for (int fold = 0; fold < folds.count(); fold++) {
                int[] out = folds.heldOut(fold);
                assertTrue(out.length > 0);
                assertEquals(data.size(), out.length + folds.training(fold).length);
                Arrays.stream(out).forEach(held::add);
            }
            Collections.sort(held);
            assertEquals(IntStream.range(0, data.size()).boxed().toList(), held);
        });
    }

    @Test
    void differByNoMoreThanTheLargestSystem() {
        forManyLayouts((data, folds) -> {
            Map<String, Long> sizes = data.runs().stream()
                    .collect(Collectors.groupingBy(run -> run.system().orElseThrow(), Collectors.counting()));
            int[] rows = IntStream.range(0, folds.count())
                    .map(fold -> folds.heldOut(fold).length)
                    .sorted()
                    .toArray();
            assertTrue(rows[rows.length - 1] - rows[0] <= Collections.max(sizes.values()), Arrays.toString(rows));
        });
    }

    @Test
    void dependOnNothingButRowsAndSeed() {
        Dataset data = data(new Random(3), 12);
        SystemFolds folds = SystemFolds.of(data, 4, 42);
        SystemFolds again = SystemFolds.of(data, 4, 42);
        SystemFolds other = SystemFolds.of(data, 4, 43);
        for (int fold = 0; fold < 4; fold++) {
            assertArrayEquals(folds.heldOut(fold), again.heldOut(fold));
        }
        assertFalse(Arrays.equals(folds.heldOut(0), other.heldOut(0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 4})
    void needTwoFoldsAndAsManySystems(int folds) {
        Dataset data = data(new Random(3), 3);
        TrainingException e = assertThrows(TrainingException.class, () -> SystemFolds.of(data, folds, 42));
        assertEquals(
                "3 systems cannot be divided into " + folds + " folds; expected at least 2 folds and as many systems",
                e.getMessage());
    }

    private interface Property {
        void check(Dataset data, SystemFolds folds);
    }

    private static void forManyLayouts(Property property) {
        Random random = new Random(20);
        for (int i = 0; i < 200; i++) {
            Dataset data = data(random, 2 + random.nextInt(30));
            int folds = 2 + random.nextInt(data.systems() - 1);
            property.check(data, SystemFolds.of(data, folds, random.nextLong()));
        }
    }

    /** Systems of 1 to 9 runs each, the runs in any order. */
    private static Dataset data(Random random, int systems) {
        List<RunRecord> runs = new ArrayList<>();
        for (int system = 0; system < systems; system++) {
            for (int run = random.nextInt(9); run >= 0; run--) {
                runs.add(ExampleRuns.run("r", "S" + system));
            }
        }
        Collections.shuffle(runs, random);
        return new Dataset(
                RunTarget.SECONDS_PER_SCF_ITERATION,
                ExampleRuns.SCHEMA,
                runs,
                new double[0],
                new double[runs.size()],
                Map.of(),
                Map.of());
    }

    private static Set<String> systems(Dataset data, int[] rows) {
        return Arrays.stream(rows)
                .mapToObj(row -> data.runs().get(row).system().orElseThrow())
                .collect(Collectors.toSet());
    }
}
