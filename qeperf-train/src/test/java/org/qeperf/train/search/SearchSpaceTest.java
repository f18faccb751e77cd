package org.qeperf.train.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.Dimension;

class SearchSpaceTest {

    @Test
    void givesValuesAndFindsThemAgain() {
        Map<String, String> values = Trials.SMALL.at(new double[] {0.9, 0.5});
        assertEquals(Map.of("count", "2", "kind", "b"), values);
        assertArrayEquals(new double[] {0.75, 0.5}, Trials.SMALL.position(values), 1e-12);
    }

    @Test
    void countsCombinations() {
        assertEquals(6, Trials.SMALL.size());
        assertEquals(1, Trials.EMPTY.size());
        assertEquals(Long.MAX_VALUE, Trials.MIXED.size());
        Dimension large = new Dimension.Wholes(0, Integer.MAX_VALUE, false);
        assertEquals(
                Long.MAX_VALUE,
                Trials.space(Map.of("a", large, "b", large, "c", large)).size());
        assertEquals(1L << 62, Trials.space(Map.of("a", large, "b", large)).size());
    }

    @Test
    void everyIndexIsACombination() {
        Set<Map<String, String>> all = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            all.add(Trials.SMALL.combination(i));
        }
        assertEquals(6, all.size());
        assertEquals(Map.of("count", "2", "kind", "a"), Trials.SMALL.combination(1));
    }

    @Test
    void refusesOtherNames() {
        assertEquals(
                "values of [kind], not of [count, kind]",
                assertThrows(IllegalArgumentException.class, () -> Trials.SMALL.position(Map.of("kind", "a")))
                        .getMessage());
        assertEquals(
                "1 positions for 2 hyperparameters",
                assertThrows(IllegalArgumentException.class, () -> Trials.SMALL.at(new double[1]))
                        .getMessage());
    }

    @Test
    void keepsToTheValuesThatAreLeft() {
        Dimension many = new Dimension.Wholes(1, 1000, false);
        SearchSpace space = Trials.space(Map.of("n", many));
        List<Outcome> outcomes =
                Trials.run(Trials.start(SearchMethod.RANDOM, space, Budget.of(5000), 1), proposal -> 0.0);
        assertEquals(1000, outcomes.size());
    }

    @Test
    void endsWhereRealNumbersAreUsedUp() {
        SearchSpace two = Trials.space(Map.of("x", new Dimension.Reals(1, Math.nextUp(1.0), false)));
        assertEquals(
                2,
                Trials.run(Trials.start(SearchMethod.RANDOM, two, Budget.of(50), 1), proposal -> 0.0)
                        .size());
    }

    @Test
    void refusesWhatIsNoBudget() {
        assertEquals(
                "no budget of 0 trials, shares from 0.5, reduction 3, batches of 2",
                assertThrows(IllegalArgumentException.class, () -> new Budget(0, 0.5, 3, 2))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Budget(1, 0, 3, 2));
        assertThrows(IllegalArgumentException.class, () -> new Budget(1, 1.1, 3, 2));
        assertThrows(IllegalArgumentException.class, () -> new Budget(1, 1, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Budget(1, 1, 2, 0));
    }

    @Test
    void refusesWhatIsNoProposal() {
        assertEquals(
                "no proposal 3 of share 1.0 with parent OptionalInt[3]",
                assertThrows(IllegalArgumentException.class, () -> new Proposal(3, Map.of(), 1, OptionalInt.of(3)))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Proposal.fresh(1, Map.of(), 0));
        assertThrows(IllegalArgumentException.class, () -> Proposal.fresh(1, Map.of(), 1.5));
        assertThrows(IllegalArgumentException.class, () -> Proposal.fresh(0, Map.of(), 1));
    }
}
