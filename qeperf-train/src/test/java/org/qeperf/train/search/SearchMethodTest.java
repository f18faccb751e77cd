package org.qeperf.train.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.qeperf.api.TrainingException;

/** What all methods have in common. */
class SearchMethodTest {

    private static final Budget BUDGET = new Budget(30, 1 / 9.0, 3, 4);

    @ParameterizedTest
    @EnumSource
    void isFoundByItsName(SearchMethod method) {
        assertEquals(method, SearchMethod.of(method.key()));
    }

    @ParameterizedTest
    @CsvSource({"tpu, tpe", "hyper-band, hyperband", "Random, random"})
    void anUnknownNameIsAnsweredByTheNearest(String name, String nearest) {
        TrainingException e = assertThrows(TrainingException.class, () -> SearchMethod.of(name));
        assertEquals(
                "there is no search method '" + name
                        + "'; expected one of [grid, random, tpe, successive-halving, asha, "
                        + "hyperband, bohb, population]; the nearest one is '" + nearest + "'",
                e.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameProposalsForTheSameOutcomes(SearchMethod method) {
        List<Outcome> once = Trials.run(Trials.start(method, Trials.MIXED, BUDGET, 7), Trials::error);
        assertEquals(once, Trials.run(Trials.start(method, Trials.MIXED, BUDGET, 7), Trials::error));
        if (method != SearchMethod.GRID) {
            assertNotEquals(once, Trials.run(Trials.start(method, Trials.MIXED, BUDGET, 8), Trials::error));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTakenUpAgainAfterAnyBatch(SearchMethod method) {
        List<Outcome> whole = Trials.run(Trials.start(method, Trials.MIXED, BUDGET, 3), Trials::error);
        for (int stop = 0; stop <= whole.size(); stop++) {
            List<Outcome> log = whole.subList(0, stop);
            List<Outcome> again = Trials.run(
                    Trials.start(method, Trials.MIXED, BUDGET, 3),
                    proposal -> proposal.number() <= log.size()
                            ? log.get(proposal.number() - 1).error()
                            : Trials.error(proposal));
            assertEquals(whole, again);
        }
    }

    @ParameterizedTest
    @EnumSource
    void numbersProposalsAndKeepsToTheBatch(SearchMethod method) {
        Search search = Trials.start(method, Trials.MIXED, BUDGET, 1);
        int made = 0;
        for (List<Proposal> batch = search.ask(); !batch.isEmpty(); batch = search.ask()) {
            assertTrue(batch.size() <= 4);
            for (Proposal proposal : batch) {
                assertEquals(++made, proposal.number());
                assertEquals(
                        List.of("count", "kind", "part", "rate"),
                        List.copyOf(proposal.values().keySet()));
            }
            search.tell(Trials.outcomes(batch, Trials::error));
        }
        assertEquals(List.of(), search.ask());
    }

    @ParameterizedTest
    @EnumSource
    void drawsAsManyValuesAsTheBudgetSays(SearchMethod method) {
        for (int trials = 1; trials <= 40; trials++) {
            Budget budget = new Budget(trials, 1 / 9.0, 3, 3);
            List<Outcome> outcomes = Trials.run(Trials.start(method, Trials.MIXED, budget, trials), Trials::error);
            Set<Map<String, String>> drawn = new HashSet<>();
            outcomes.stream()
                    .filter(outcome -> outcome.proposal().parent().isEmpty())
                    .forEach(outcome -> drawn.add(outcome.proposal().values()));
            if (method == SearchMethod.GRID) {
                assertTrue(
                        drawn.size() <= trials && (trials < 3 || drawn.size() > trials / 3),
                        trials + ": " + drawn.size());
            } else {
                assertEquals(trials, drawn.size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWithSomethingThatSpentTheWholeResource(SearchMethod method) {
        for (int trials = 1; trials <= 40; trials++) {
            Budget budget = new Budget(trials, 1 / 27.0, 3, 2);
            List<Outcome> outcomes = Trials.run(Trials.start(method, Trials.MIXED, budget, 5), Trials::error);
            assertTrue(Double.isFinite(Trials.best(outcomes).error()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void proposesNothingTwice(SearchMethod method) {
        Budget budget = new Budget(100, 1 / 9.0, 3, 2);
        List<Outcome> outcomes = Trials.run(Trials.start(method, Trials.SMALL, budget, 2), Trials::error);
        Set<List<Object>> seen = new HashSet<>();
        Set<Map<String, String>> drawn = new HashSet<>();
        for (Outcome outcome : outcomes) {
            Proposal proposal = outcome.proposal();
            drawn.add(proposal.values());
            boolean carriedOn = proposal.parent().isPresent();
            assertTrue(carriedOn || seen.add(List.of(proposal.values(), proposal.share())), proposal.toString());
        }
        assertEquals(6, drawn.size());
    }

    @ParameterizedTest
    @EnumSource
    void triesAnEmptySpaceOnce(SearchMethod method) {
        List<Outcome> outcomes = Trials.run(Trials.start(method, Trials.EMPTY, BUDGET, 1), proposal -> 0.5);
        assertEquals(List.of(new Outcome(Proposal.fresh(1, Map.of(), 1), 0.5)), outcomes);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GRID")
    void triesInitialPointsFirst(SearchMethod method) {
        Map<String, String> defaults = Map.of("kind", "c", "count", "8", "rate", "0.1", "part", "0.5");
        Map<String, String> others = Map.of("kind", "a", "count", "9", "rate", "0.2", "part", "0.5");
        Search search = method.start(Trials.MIXED, BUDGET, 1, List.of(defaults, others, defaults));
        List<Proposal> batch = search.ask();
        assertEquals(defaults, batch.get(0).values());
        assertEquals(others, batch.get(1).values());
        assertNotEquals(defaults, batch.get(2).values());
    }

    @Test
    void refusesInitialPointsOutsideTheSpace() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> SearchMethod.TPE.start(Trials.line(), BUDGET, 1, List.of(Map.of("x", "2"))));
        assertEquals("2.0 is not between 0.0 and 1.0", e.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void failuresAreNeverTheBest(SearchMethod method) {
        List<Outcome> outcomes = Trials.run(
                Trials.start(method, Trials.MIXED, BUDGET, 11),
                proposal -> proposal.number() % 3 == 0 ? Double.NaN : Trials.error(proposal));
        Best best = new Best();
        best.tell(outcomes);
        assertTrue(best.outcome().isEmpty() || best.outcome().get().proposal().number() % 3 != 0);
        Set<Integer> failed = new HashSet<>();
        for (Outcome outcome : outcomes) {
            if (outcome.failed()) {
                failed.add(outcome.proposal().number());
            }
            assertTrue(!failed.contains(outcome.proposal().parent().orElse(0)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsIfEverythingFails(SearchMethod method) {
        List<Outcome> outcomes = Trials.run(Trials.start(method, Trials.MIXED, BUDGET, 11), proposal -> Double.NaN);
        assertTrue(outcomes.size() <= 30 && outcomes.size() >= 27, "" + outcomes.size());
        Best best = new Best();
        best.tell(outcomes);
        assertTrue(best.outcome().isEmpty());
    }

    @Test
    void wantsTheOutcomesOfTheLastBatch() {
        Search search = Trials.start(SearchMethod.RANDOM, Trials.MIXED, BUDGET, 1);
        List<Proposal> batch = search.ask();
        assertEquals(
                "the outcomes of 4 proposals were not told",
                assertThrows(IllegalStateException.class, search::ask).getMessage());
        List<Outcome> some = new ArrayList<>(Trials.outcomes(batch, Trials::error));
        some.remove(1);
        assertEquals(
                "outcomes of proposals [1, 3, 4], not of [1, 2, 3, 4]",
                assertThrows(IllegalArgumentException.class, () -> search.tell(some))
                        .getMessage());
        search.tell(Trials.outcomes(batch, Trials::error));
        assertEquals(5, search.ask().get(0).number());
    }
}
