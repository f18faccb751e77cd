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
    void perturbsNumbersByAFifthWithinTheirRange() {
        SearchSpace space = Trials.space(Map.of(
                "large", new Dimension.Wholes(1, 1000, false),
                "small", new Dimension.Wholes(1, 9, true),
                "top", new Dimension.Reals(-1, 2, false)));
        Map<String, String> values = Map.of("large", "100", "small", "1", "top", "2.0");
        Perturbation perturbation = new Perturbation(new Random(5));
        Set<String> large = new HashSet<>();
        int usual = 0;
        for (int i = 0; i < 1000; i++) {
            Map<String, String> others = perturbation.of(space, values);
            space.position(others);
            large.add(others.get("large"));
            usual += Set.of("80", "120").contains(others.getOrDefault("large", "")) ? 1 : 0;
        }
        assertTrue(large.containsAll(Set.of("80", "120")) && large.size() > 100);
        assertTrue(usual > 650 && usual < 850, "" + usual);
    }

    @Test
    void smallNumbersMoveByOne() {
        SearchSpace space = Trials.space(Map.of("small", new Dimension.Wholes(-3, 3, false)));
        Set<String> others = new HashSet<>();
        Perturbation perturbation = new Perturbation(new Random(5));
        int kept = 0;
        for (int i = 0; i < 1000; i++) {
            kept += perturbation.of(space, Map.of("small", "1")).containsValue("1") ? 1 : 0;
            others.addAll(perturbation.of(space, Map.of("small", "1")).values());
        }
        assertTrue(kept < 80, "" + kept);
        assertTrue(others.containsAll(Set.of("0", "2")));
    }

    @Test
    void wordsAreKeptOrDrawnAnew() {
        SearchSpace space = Trials.space(Map.of("kind", new Dimension.Words(List.of("p", "q", "r", "s"))));
        Perturbation perturbation = new Perturbation(new Random(5));
        int kept = 0;
        for (int i = 0; i < 1000; i++) {
            kept += perturbation.of(space, Map.of("kind", "q")).containsValue("q") ? 1 : 0;
        }
        assertEquals(812.5, kept, 40);
    }
}
