package org.qeperf.train.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rungs of successive halving, ASHA and Hyperband. */
class HalvingTest {

    private static final Budget EIGHTY_ONE = new Budget(81, 1 / 81.0, 3, 81);

    @ParameterizedTest
    @CsvSource({
        "1, 3, 0",
        "0.34, 3, 0",
        "0.3333333333333333, 3, 1",
        "0.1, 3, 2",
        "0.012345679012345678, 3, 4",
        "0.1, 2, 3"
    })
    void sharesStartNoLowerThanTheSmallest(double smallest, int reduction, int top) {
        Shares shares = new Shares(smallest, reduction);
        assertEquals(top, shares.top());
        assertEquals(1, shares.at(top));
        assertTrue(shares.at(0) > smallest * (1 - 1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 4", "3, 3", "8, 3", "9, 2", "80, 1", "81, 0", "2147483647, 0"})
    void startsWhereOneReachesTheTop(int values, int rung) {
        assertEquals(rung, new Shares(1 / 81.0, 3).lowest(values));
    }

    /** Table 1 of L. Li et al., J. Mach. Learn. Res. 18, 185 (2018): brackets s = 4 to 0 for R = 81. */
    @Test
    void hyperbandHasTheBracketsOfThePaper() {
        List<Bracket> brackets = Bracket.hyperband(new Shares(1 / 81.0, 3), 128);
        assertEquals(
                List.of(
                        new Bracket(81, 0),
                        new Bracket(27, 1),
                        new Bracket(9, 2),
                        new Bracket(6, 3),
                        new Bracket(5, 4)),
                brackets);
    }

    @Test
    void hyperbandHasTheRungsOfThePaper() {
        Budget budget = new Budget(128, 1 / 81.0, 3, 1000);
        Search search = Trials.start(SearchMethod.HYPERBAND, Trials.MIXED, budget, 1);
        List<String> rungs = new ArrayList<>();
        for (List<Proposal> batch = search.ask(); !batch.isEmpty(); batch = search.ask()) {
            rungs.add(batch.size() + "/" + Math.round(81 * batch.get(0).share()));
            search.tell(Trials.outcomes(batch, Trials::error));
        }
        assertEquals(
                List.of(
                        "81/1", "27/3", "9/9", "3/27", "1/81", "27/3", "9/9", "3/27", "1/81", "9/9", "3/27", "1/81",
                        "6/27", "2/81", "5/81"),
                rungs);
    }

    @ParameterizedTest
    @CsvSource({"50", "127", "129", "300", "1"})
    void hyperbandDrawsExactlyTheTrials(int trials) {
        List<Bracket> brackets = Bracket.hyperband(new Shares(1 / 81.0, 3), trials);
        assertEquals(trials, brackets.stream().mapToInt(Bracket::size).sum());
    }

    @Test
    void hyperbandMakesTheLastRoundSmaller() {
        List<Bracket> brackets = Bracket.hyperband(new Shares(1 / 81.0, 3), 192);
        assertEquals(10, brackets.size());
        assertEquals(new Bracket(41, 0), brackets.get(5));
        assertEquals(new Bracket(13, 1), brackets.get(6));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCESSIVE_HALVING", "ASHA"})
    void aThirdGoesOn(SearchMethod method) {
        List<Outcome> outcomes = Trials.run(Trials.start(method, Trials.MIXED, EIGHTY_ONE, 4), Trials::error);
        Map<Long, Integer> counts = new TreeMap<>();
        outcomes.forEach(
                outcome -> counts.merge(Math.round(81 * outcome.proposal().share()), 1, Integer::sum));
        assertEquals(Map.of(1L, 81, 3L, 27, 9L, 9, 27L, 3, 81L, 1), counts);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCESSIVE_HALVING", "ASHA", "HYPERBAND"})
    void theBestGoesOn(SearchMethod method) {
        Budget budget = new Budget(27, 1 / 27.0, 3, 27);
        List<Outcome> outcomes = Trials.run(Trials.start(method, Trials.line(), budget, 4), HalvingTest::distance);
        double best = outcomes.stream().mapToDouble(Outcome::error).min().orElseThrow();
        assertEquals(best, Trials.best(outcomes).error());
    }

    @Test
    void failuresDoNotGoOn() {
        Budget budget = new Budget(9, 1 / 9.0, 3, 9);
        List<Outcome> outcomes = Trials.run(
                Trials.start(SearchMethod.SUCCESSIVE_HALVING, Trials.line(), budget, 4),
                proposal -> proposal.number() < 9 ? Double.NaN : 0.5);
        assertEquals(10, outcomes.size());
        assertEquals(
                outcomes.get(8).proposal().values(), outcomes.get(9).proposal().values());
        assertEquals(1, outcomes.get(9).proposal().share());
    }

    @Test
    void ashaDoesNotWaitForARungToBeFull() {
        Budget budget = new Budget(27, 1 / 27.0, 3, 1);
        List<Outcome> outcomes =
                Trials.run(Trials.start(SearchMethod.ASHA, Trials.line(), budget, 4), HalvingTest::distance);
        assertEquals(1 / 9.0, outcomes.get(3).proposal().share(), 1e-15);
        Outcome best = outcomes.subList(0, 3).stream().min(Outcome::compare).orElseThrow();
        assertEquals(best.proposal().values(), outcomes.get(3).proposal().values());
    }

    @Test
    void ashaTriesTheNextIfTheLastFails() {
        Budget budget = new Budget(3, 1 / 3.0, 3, 1);
        List<Outcome> outcomes = Trials.run(
                Trials.start(SearchMethod.ASHA, Trials.line(), budget, 4),
                proposal -> proposal.number() == 4 ? Double.NaN : distance(proposal));
        assertEquals(5, outcomes.size());
        List<Outcome> ranked =
                outcomes.subList(0, 3).stream().sorted(Outcome::compare).toList();
        assertEquals(
                ranked.get(0).proposal().values(), outcomes.get(3).proposal().values());
        assertEquals(
                ranked.get(1).proposal().values(), outcomes.get(4).proposal().values());
    }

    private static double distance(Proposal proposal) {
        return Math.abs(Double.parseDouble(proposal.values().getOrDefault("x", "")) - 0.3);
    }
}
