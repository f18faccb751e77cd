package org.qeperf.train.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BestTest {

    private final Best best = new Best();

    @Test
    void theEarlierOfEqualsWins() {
        Outcome first = full(1, 0.5);
        best.tell(List.of(first, full(2, 0.5)));
        best.tell(List.of(full(3, 0.7)));
        assertEquals(Optional.of(first), best.outcome());
        best.tell(List.of(full(4, 0.4)));
        assertEquals(Optional.of(full(4, 0.4)), best.outcome());
    }

    @Test
    void aPartOfTheResourceDoesNotCount() {
        best.tell(List.of(new Outcome(Proposal.fresh(1, Map.of(), 1 / 3.0), 0.1)));
        assertEquals(Optional.empty(), best.outcome());
    }

    @Test
    void partsAddUp() {
        for (int i = 1; i <= 3; i++) {
            assertEquals(Optional.empty(), best.outcome());
            OptionalInt parent = i == 1 ? OptionalInt.empty() : OptionalInt.of(i - 1);
            best.tell(List.of(new Outcome(new Proposal(i, Map.of(), 1 / 3.0, parent), 0.5 / i)));
        }
        assertEquals(3, best.outcome().orElseThrow().proposal().number());
    }

    @Test
    void failuresAreNeverTheBest() {
        best.tell(List.of(full(1, Double.NaN), full(2, Double.NEGATIVE_INFINITY), full(3, Double.POSITIVE_INFINITY)));
        assertEquals(Optional.empty(), best.outcome());
        best.tell(List.of(full(4, 1e300)));
        assertEquals(4, best.outcome().orElseThrow().proposal().number());
    }

    private static Outcome full(int number, double error) {
        return new Outcome(Proposal.fresh(number, Map.of(), 1), error);
    }
}
