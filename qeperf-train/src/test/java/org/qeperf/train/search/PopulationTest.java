package org.qeperf.train.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.Dimension;

class PopulationTest {

    /** Ten members, five generations. */
    private static final Budget BUDGET = new Budget(10, 0.2, 3, 4);

    @Test
    void everyGenerationSpendsItsShare() {
        List<Outcome> outcomes =
                Trials.run(Trials.start(SearchMethod.POPULATION, Trials.MIXED, BUDGET, 1), Trials::error);
        assertEquals(50, outcomes.size());
        for (Outcome outcome : outcomes) {
            Proposal proposal = outcome.proposal();
            int generation = (proposal.number() - 1) / 10;
            assertEquals(0.2, proposal.share());
            assertEquals(generation == 0, proposal.parent().isEmpty());
            assertEquals(generation, (proposal.parent().orElse(-9) + 9) / 10);
        }
        assertTrue(Trials.best(outcomes).proposal().number() > 40);
    }

    @Test
    void theWorstFifthCopiesTheBestFifth() {
        List<Outcome> outcomes = Trials.run(
                Trials.start(SearchMethod.POPULATION, Trials.MIXED, BUDGET, 1), proposal -> proposal.number());
        for (int i = 0; i < 8; i++) {
            Proposal kept = outcomes.get(10 + i).proposal();
            assertEquals(i + 1, kept.parent().orElseThrow());
            assertEquals(outcomes.get(i).proposal().values(), kept.values());
        }
        for (int i = 8; i < 10; i++) {
            assertTrue(outcomes.get(10 + i).proposal().parent().orElseThrow() <= 2);
        }
    }

    @Test
    void theFailedAreReplacedToo() {
        List<Outcome> outcomes = Trials.run(
                Trials.start(SearchMethod.POPULATION, Trials.MIXED, BUDGET, 1),
                proposal -> proposal.number() <= 10 && proposal.number() != 6 ? Double.NaN : 1);
        for (int i = 10; i < 20; i++) {
            assertEquals(6, outcomes.get(i).proposal().parent().orElseThrow());
        }
    }

    @Test
    void aSingleMemberIsCarriedOn() {
        Budget one = new Budget(1, 0.25, 3, 2);
        List<Outcome> outcomes = Trials.run(Trials.start(SearchMethod.POPULATION, Trials.MIXED, one, 1), Trials::error);
        assertEquals(4, outcomes.size());
        assertEquals(3, outcomes.get(3).proposal().parent().orElseThrow());
        assertEquals(
                outcomes.get(0).proposal().values(), outcomes.get(3).proposal().values());
    }

    @Test
    void perturbsRealNumbersByAFifthWithinTheirRange() {
        SearchSpace space = Trials.space(
                Map.of("rate", new Dimension.Reals(1, 1000, true), "top", new Dimension.Reals(-1, 2, false)));
        Map<String, String> values = Map.of("rate", "100.0", "top", "2.0");
        Perturbation perturbation = new Perturbation(new Random(5));
        Set<String> rates = new HashSet<>();
        int usual = 0;
        for (int i = 0; i < 1000; i++) {
            Map<String, String> others = perturbation.of(space, values);
            space.position(others);
            rates.add(others.get("rate"));
            usual += Set.of("80.0", "120.0").contains(others.getOrDefault("rate", "")) ? 1 : 0;
        }
        assertTrue(rates.containsAll(Set.of("80.0", "120.0")) && rates.size() > 100);
        assertTrue(usual > 650 && usual < 850, "" + usual);
    }

    @Test
    void wholeNumbersAndWordsAreKept() {
        SearchSpace space = Trials.space(Map.of(
                "units", new Dimension.Wholes(1, 1000, false),
                "kind", new Dimension.Words(List.of("p", "q", "r", "s"))));
        Map<String, String> values = Map.of("units", "100", "kind", "q");
        Perturbation perturbation = new Perturbation(new Random(5));
        for (int i = 0; i < 100; i++) {
            assertEquals(values, perturbation.of(space, values));
        }
    }
}
