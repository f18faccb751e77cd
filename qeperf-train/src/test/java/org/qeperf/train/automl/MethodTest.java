package org.qeperf.train.automl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.qeperf.train.automl.plan.AutoMlPlan.SearchPlan.Resource;
import org.qeperf.train.search.SearchMethod;
import org.qeperf.train.validate.Validation;

/** Each search method from the plan to the model. */
class MethodTest {

    /** Rows, of which a fold learns from 288. */
    private static final int ROWS = 432;

    @TempDir
    private Path folder;

    private SmallPlan plan(SearchMethod method, Resource resource) {
        SmallPlan plan = new SmallPlan(folder);
        SmallPlan.write(plan.csv, SmallPlan.table(SmallPlan.rows(ROWS)));
        plan.test = new Validation.Rows(List.of(0, 1, 2));
        plan.selection = new Validation.Rows(List.of(5, 17, 40, 111, 300, 301, 428));
        plan.method = method.key();
        plan.resource = resource;
        plan.trials = 9;
        plan.techniques = List.of(SmallPlan.steps());
        return plan;
    }

    @ParameterizedTest
    @EnumSource(SearchMethod.class)
    void findsAModelWithRowsAndWithSteps(SearchMethod method) throws Exception {
        for (Resource resource : Resource.values()) {
            SmallPlan plan = plan(method, resource);
            AutoMlResult result = plan.run(folder.resolve("out-" + resource), new StubProvider(), 2);
            assertEquals(StubProvider.STEPS, result.best().algorithm());
            assertTrue(result.best().validationMape() < 0.6, method + ": " + result.best());
            assertEquals(0, result.best().failed());
            Path stopped = folder.resolve("stopped-" + resource);
            ResumeTest.stopAfter(4, plan, stopped, 1);
            AutoMlResult resumed = plan.run(stopped);
            assertEquals(HonestyTest.timeless(result), HonestyTest.timeless(resumed));
            assertEquals(HonestyTest.trials(result), HonestyTest.trials(resumed));
            assertEquals(HonestyTest.files(folder.resolve("out-" + resource)), HonestyTest.files(stopped));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GRID, 1.0",
        "RANDOM, 1.0",
        "TPE, 1.0",
        "SUCCESSIVE_HALVING, 1/9 1/3 1",
        "ASHA, 1/9 1/3 1",
        "HYPERBAND, 1/9 1/3 1",
        "BOHB, 1/9 1/3 1"
    })
    void sharesAreThoseOfTheMethod(SearchMethod method, String expected) throws Exception {
        StubProvider provider = new StubProvider();
        SmallPlan plan = plan(method, Resource.ROWS);
        plan.trials = 12;
        plan.run(folder.resolve("rows"), provider);
        Set<Integer> rows = provider.calls().stream()
                .map(call -> call.data().size())
                .filter(size -> size <= 422)
                .collect(Collectors.toCollection(TreeSet::new));
        StubProvider iterating = new StubProvider();
        plan.resource = Resource.STEPS;
        AutoMlResult result = plan.run(folder.resolve("steps"), iterating);
        Set<Integer> steps = iterating.calls().stream()
                .map(call -> call.spec().hyperparameters().whole("steps"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> sizes = iterating.calls().stream()
                .limit(result.best().trials())
                .map(call -> call.data().size())
                .collect(Collectors.toSet());
        assertEquals(Set.of(422), sizes, "where steps are saved, rows are not");
        if (expected.equals("1.0")) {
            assertEquals(Set.of(90), steps);
            assertTrue(rows.contains(422) && !rows.contains(47), rows::toString);
        } else {
            assertEquals(Set.of(10, 30, 90), steps);
            assertTrue(rows.containsAll(Set.of(47, 141, 422)), rows::toString);
            assertEquals(
                    Set.of(1.0 / 9, 1.0 / 3, 1.0),
                    result.trials().stream().map(Trial::share).collect(Collectors.toSet()));
        }
    }

    @Test
    void aTechniqueWithoutStepsSavesRows() throws Exception {
        SmallPlan plan = plan(SearchMethod.SUCCESSIVE_HALVING, Resource.STEPS);
        plan.techniques = List.of(StubProvider.technique(StubProvider.RIDGE, Map.of()));
        StubProvider provider = new StubProvider();
        plan.run(folder.resolve("out"), provider);
        assertTrue(provider.calls().stream().anyMatch(call -> call.data().size() == 47));
    }

    @Test
    void ofFewRowsCheapTrialsTakeThirty() throws Exception {
        SmallPlan plan = plan(SearchMethod.SUCCESSIVE_HALVING, Resource.ROWS);
        SmallPlan.write(plan.csv, SmallPlan.table(SmallPlan.rows(100)));
        plan.selection = new Validation.Rows(List.of(0, 1, 2, 3, 4, 5, 6));
        StubProvider provider = new StubProvider();
        AutoMlResult result = plan.run(folder.resolve("out"), provider);
        assertEquals(
                Set.of(30, 90),
                provider.calls().stream()
                        .limit(result.best().trials())
                        .map(call -> call.data().size())
                        .collect(Collectors.toSet()));
    }

    @Test
    void aLargerShareHoldsASmallerOne() throws Exception {
        SmallPlan plan = plan(SearchMethod.SUCCESSIVE_HALVING, Resource.ROWS);
        plan.standardize = List.of(false);
        plan.targets = List.of(org.qeperf.runtime.artifact.Preparation.TargetForm.IDENTITY);
        plan.techniques = List.of(StubProvider.technique(StubProvider.RIDGE, Map.of()));
        StubProvider provider = new StubProvider();
        AutoMlResult result = plan.run(folder.resolve("out"), provider);
        Map<Integer, Set<Double>> targets = provider.calls().stream()
                .limit(result.best().trials())
                .collect(Collectors.toMap(
                        call -> call.data().size(),
                        call -> Arrays.stream(call.data().targets()).boxed().collect(Collectors.toSet()),
                        (a, b) -> {
                            assertEquals(a, b, "the same rows for all");
                            return a;
                        }));
        assertTrue(targets.get(141).containsAll(targets.get(47)));
        assertTrue(targets.get(422).containsAll(targets.get(141)));
    }

    @Test
    void aPopulationCarriesItsParentsOn() throws Exception {
        SmallPlan plan = plan(SearchMethod.POPULATION, Resource.ROWS);
        plan.trials = 5;
        StubProvider provider = new StubProvider();
        int[] calls = {0};
        AutoMlResult whole = new AutoMl(plan.make(), folder.resolve("whole"), provider.catalogue())
                .run(1, (trial, status) -> calls[0] = provider.calls().size());
        assertEquals(45, whole.trials().size(), "five members, nine generations");
        assertEquals(45, calls[0], "no parent is trained anew");
        List<StubProvider.Call> search = provider.calls().subList(0, 45);
        assertEquals(5, search.stream().filter(call -> !call.earlier()).count());
        assertTrue(
                search.stream().allMatch(call -> call.spec().hyperparameters().whole("steps") == 10));
        assertTrue(whole.trials().stream()
                .anyMatch(t -> t.number() > 5 && t.parent().isPresent()));

        Path stopped = folder.resolve("stopped");
        ResumeTest.stopAfter(23, plan, stopped, 2);
        StubProvider second = new StubProvider();
        AutoMlResult resumed = new AutoMl(plan.make(), stopped, second.catalogue())
                .run(1, (trial, status) -> calls[0] = second.calls().size());
        assertTrue(calls[0] > 45 - 23, "parents that are no more in memory are trained again");
        assertEquals(HonestyTest.timeless(whole), HonestyTest.timeless(resumed));
        assertEquals(HonestyTest.files(folder.resolve("whole")), HonestyTest.files(stopped));
    }

    @Test
    void aTechniqueWithoutStepsHasNoPopulation() throws Exception {
        SmallPlan plan = plan(SearchMethod.POPULATION, Resource.ROWS);
        plan.techniques = List.of(StubProvider.technique(StubProvider.RIDGE, Map.of()));
        AutoMlResult result = plan.run(folder.resolve("out"));
        assertEquals(9, result.trials().size());
        assertTrue(result.trials().stream()
                .allMatch(t -> t.share() == 1 && t.parent().isEmpty()));
    }
}
