package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against scipy.stats.wilcoxon 1.17, and all signs counted one by one. */
class SignedRankTest {

    @Test
    void ofFewPairsAllSignsAreCounted() {
        double[] darwin = {6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75};
        assertEquals(new SignedRank(15, 24, 0.041259765625), SignedRank.of(darwin));
    }

    @Test
    void tiesShareRanksAndEqualPairsDoNotCount() {
        assertEquals(
                new SignedRank(11, 14.5, 0.111328125),
                SignedRank.of(new double[] {1, 1, -1, 2, 2, -3, 3, 4, 0, 5, -2, 6}));
    }

    @Test
    void ofManyPairsTheSumOfRanksIsNormal() {
        double[] ties = IntStream.range(0, 100)
                .mapToDouble(i -> i * 37 % 101 - 30.0 + (i % 3 != 0 ? 0.5 : 0))
                .toArray();
        SignedRank skewed = SignedRank.of(ties);
        assertEquals(894, skewed.statistic());
        assertEquals(3.4585958691861106e-08, skewed.pValue(), 1e-17);
        double[] far = IntStream.range(0, 200)
                .mapToDouble(i -> i % 5 != 0 ? i + 1 : -(i + 1))
                .toArray();
        assertEquals(3940, SignedRank.of(far).statistic());
        assertEquals(9.012056098159819e-14, SignedRank.of(far).pValue(), 1e-22);
        double[] even = IntStream.range(0, 100)
                .mapToDouble(i -> i % 2 != 0 ? i + 1 : -(i + 1))
                .toArray();
        assertEquals(
                new SignedRank(100, 2500, 0.932866443714625).pValue(),
                SignedRank.of(even).pValue(),
                1e-12);
    }

    @Test
    void theLastThatIsCountedAndTheFirstThatIsNormal() {
        double[] sixty = IntStream.range(0, 60)
                .mapToDouble(i -> i % 3 != 0 ? i + 1 : -(i + 1))
                .toArray();
        assertEquals(0.01613712308755133, SignedRank.of(sixty).pValue(), 1e-12);
        double[] more = IntStream.range(0, 61)
                .mapToDouble(i -> i % 3 != 0 ? i + 1 : -(i + 1))
                .toArray();
        assertEquals(0.03470909538176056, SignedRank.of(more).pValue(), 1e-12);
    }

    /** Both sides of each test, and of the two together what they have in common. */
    @Test
    void toOneSide() {
        double[] darwin = {6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75};
        assertEquals(0.041259765625 / 2, SignedRank.above(darwin), 1e-15);
        double[] negated = Arrays.stream(darwin).map(d -> -d).toArray();
        assertEquals(1 - 0.041259765625 / 2, SignedRank.above(negated), 0.01);
        assertTrue(SignedRank.above(darwin) + SignedRank.above(negated) > 1);
        double[] many = IntStream.range(0, 61)
                .mapToDouble(i -> i % 3 != 0 ? i + 1 : -(i + 1))
                .toArray();
        double[] others = Arrays.stream(many).map(d -> -d).toArray();
        assertEquals(0.03470909538176056 / 2, SignedRank.above(many), 1e-12);
        assertEquals(1 - 0.03470909538176056 / 2, SignedRank.above(others), 1e-3);
        assertEquals(1, SignedRank.above(new double[] {0, 0}));
    }

    @Test
    void nothingToCompareIsNoDifference() {
        assertEquals(new SignedRank(0, 0, 1), SignedRank.of(new double[] {0, 0}));
        assertEquals(new SignedRank(1, 0, 1), SignedRank.of(new double[] {3}));
        assertEquals(new SignedRank(2, 1.5, 1), SignedRank.of(new double[] {3, -3}));
    }
}
