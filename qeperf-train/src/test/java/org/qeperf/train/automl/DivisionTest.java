package org.qeperf.train.automl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.train.validate.Validation;

/** Which rows are held out for the test. */
class DivisionTest {

    private static final double[][] ROWS = SmallPlan.rows(SmallPlan.ROWS);

    @TempDir
    private Path folder;

    private SmallPlan plan;
    private StubProvider provider;

    @BeforeEach
    void makePlan() {
        plan = new SmallPlan(folder);
        plan.standardize = List.of(false);
        plan.targets = List.of(TargetForm.IDENTITY);
        plan.techniques = List.of(StubProvider.technique(StubProvider.RIDGE, Map.of("alpha", "1")));
        provider = new StubProvider();
    }

    private AutoMlResult run(Validation test) throws InterruptedException {
        plan.test = test;
        return plan.run(folder.resolve("out"), provider);
    }

    /** Rows of the test, and that nothing learns from them. */
    private void requireTest(AutoMlResult result, int... held) {
        double[] measured = result.test().orElseThrow().measured();
        assertArrayEquals(SmallPlan.times(ROWS, held), measured);
        Set<Double> unseen = Arrays.stream(measured).boxed().collect(Collectors.toSet());
        provider.calls()
                .forEach(call -> assertTrue(Arrays.stream(call.data().targets()).noneMatch(unseen::contains)));
        assertEquals(48 - held.length, result.rowsSearched());
        assertEquals(48 - held.length, result.modelRows());
        assertEquals(48, result.rows());
        assertEquals(held.length, result.best().test().orElseThrow().rows());
    }

    private static int[] where(java.util.function.Predicate<double[]> condition) {
        return IntStream.range(0, ROWS.length)
                .filter(i -> condition.test(ROWS[i]))
                .toArray();
    }

    @Test
    void rowsThatThePlanGives() throws Exception {
        requireTest(run(new Validation.Rows(List.of(47, 3, 20))), 3, 20, 47);
    }

    @Test
    void rowsBeyondABound() throws Exception {
        int[] large = where(row -> row[1] > 4);
        assertEquals(12, large.length);
        AutoMlResult result = run(new Validation.Extrapolation(Map.of("cores", 4.0)));
        requireTest(result, large);
        assertEquals(
                "chosen by 3 folds of rows, tested by rows above {cores=4.0}",
                result.model().manifest().training().split());
    }

    @Test
    void rowsBetweenOthers() throws Exception {
        AutoMlResult result = run(new Validation.Interpolation(Map.of("cores", List.of(2.0)), Map.of()));
        requireTest(result, where(row -> row[1] == 2));
    }

    @Test
    void rowsByChance() throws Exception {
        AutoMlResult result = run(new Validation.HoldOut(0.25));
        assertEquals(12, result.best().test().orElseThrow().rows());
        assertEquals(36, result.rowsSearched());
    }

    @Test
    void everyRowOnceInSeveralRounds() throws Exception {
        AutoMlResult result = run(new Validation.KFold(4));
        assertEquals(48, result.best().test().orElseThrow().rows());
        assertEquals(
                Set.of(0, 1, 2, 3), result.trials().stream().map(Trial::round).collect(Collectors.toSet()));
        assertEquals(36, result.rowsSearched());
        assertEquals(36, result.modelRows());
        assertEquals(4, result.best().trials());
        assertEquals(
                result.trials().stream().mapToDouble(Trial::error).average().orElseThrow(),
                result.best().validationMape(),
                1e-15);
        // The three fits of folds and the one of all rows, of each round in turn, leave the rows of its test out.
        Set<Double> tested = new HashSet<>();
        for (int round = 0; round < 4; round++) {
            Set<Double> seen = new HashSet<>();
            for (int fold = 0; fold < 3; fold++) {
                Arrays.stream(provider.calls().get(3 * round + fold).data().targets())
                        .forEach(seen::add);
            }
            assertEquals(36, seen.size());
            Arrays.stream(SmallPlan.times(ROWS, where(row -> true)))
                    .filter(y -> !seen.contains(y))
                    .forEach(tested::add);
        }
        assertEquals(48, tested.size());
    }

    @Test
    void wholeGroups() throws Exception {
        AutoMlResult result = run(new Validation.Groups("kind", 3));
        assertEquals(48, result.best().test().orElseThrow().rows());
        assertEquals(3, result.best().trials());
        for (int fit = 0; fit < 9; fit++) {
            Set<String> kinds = new HashSet<>();
            for (double target : provider.calls().get(fit).data().targets()) {
                kinds.add("k"
                        + IntStream.range(0, 48)
                                        .filter(i -> ROWS[i][3] == target)
                                        .findFirst()
                                        .orElseThrow()
                                % 6);
            }
            assertEquals(4, kinds.size(), "two of six kinds are in the test");
        }
        assertEquals("kind", result.validation().groupColumn());
        assertEquals(96, result.validation().groups().size(), "32 rows of each of three rounds");
    }

    @Test
    void whatGroupsGoByIsNotLearntFrom() throws Exception {
        AutoMlResult result = run(new Validation.Groups("kind", 3));
        assertEquals(List.of("work", "cores", "noise"), features());
        assertTrue(
                result.notes().contains("column 'kind' is not learnt from: its groups are held out"),
                () -> "notes " + result.notes());
    }

    @Test
    void whatGroupsOfTheSelectionGoByIsNotLearntFrom() throws Exception {
        plan.selection = new Validation.Groups("cores", 2);
        run(new Validation.HoldOut(0.25));
        List<String> features = features();
        assertFalse(features.contains("cores"), () -> "features " + features);
        assertTrue(features.contains("kind_class_k3"), () -> "features " + features);
    }

    /** What every model so far has learnt from. */
    private List<String> features() {
        List<List<String>> different = provider.calls().stream()
                .map(call -> call.data().names())
                .distinct()
                .toList();
        assertEquals(1, different.size());
        return different.get(0);
    }

    @Test
    void nothing() throws Exception {
        AutoMlResult result = run(new Validation.None());
        assertTrue(result.test().isEmpty());
        assertTrue(result.leaderboard().stream().allMatch(row -> row.test().isEmpty()));
        assertEquals(48, result.rowsSearched());
        assertEquals(48, result.modelRows());
    }

    @Test
    void nothingAtAllMeasuresOnTheRowsLearntFrom() throws Exception {
        plan.selection = new Validation.None();
        AutoMlResult result = run(new Validation.None());
        assertEquals(48, provider.calls().get(0).data().size());
        assertArrayEquals(
                SmallPlan.times(ROWS, where(row -> true)), result.validation().measured());
        assertEquals(1, result.trials().get(0).foldErrors().length);
    }

    @Test
    void severalRunsDivideEachTimeAnew() throws Exception {
        plan.runs = 3;
        AutoMlResult result = run(new Validation.HoldOut(0.25));
        assertEquals(36, result.best().test().orElseThrow().rows(), "twelve of each run");
        assertEquals(3, result.best().trials());
        List<Double> errors =
                result.trials().stream().map(Trial::error).distinct().toList();
        assertEquals(3, errors.size());
        assertEquals(
                errors.stream().mapToDouble(e -> e).average().orElseThrow(),
                result.best().validationMape(),
                1e-15);
        assertFalse(result.test().isEmpty());
        assertEquals(12, result.test().orElseThrow().measured().length, "those of the model that is written");
    }

    @Test
    void theSelectionFollowsTheTestByItself() throws Exception {
        plan.selection = new Validation.Automatic();
        AutoMlResult result = run(new Validation.Groups("kind", 3));
        assertEquals(4, result.trials().get(0).foldErrors().length, "each of the four kinds that are left");
        assertEquals(Optional.empty(), Optional.of(result.best().reason()).filter(r -> !r.isEmpty()));
    }
}
