package org.qeperf.train.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.qeperf.train.campaign.Sampling.Method;

class SamplingTest {

    private static final int[] LEVELS = {2, 3, 4};

    @Test
    void takesEveryCombination() {
        List<String> all = choose(Sampling.full(), 1);
        assertEquals(24, all.size());
        assertEquals(24, all.stream().distinct().count());
    }

    @Test
    void takesARandomSubsetThatTheSeedDecides() {
        Sampling random = new Sampling(Method.RANDOM, 7);
        assertEquals(7, choose(random, 1).stream().distinct().count());
        assertEquals(choose(random, 1), choose(random, 1));
        assertTrue(!choose(random, 1).equals(choose(random, 2)));
    }

    @Test
    void aLatinHypercubeTakesEachLevelEquallyOften() {
        List<int[]> points = new Sampling(Method.LATIN_HYPERCUBE, 12)
                .choose(new int[] {2, 3, 4, 6, 12}, point -> true, new Random(5));
        assertEquals(12, points.size());
        int[] levels = {2, 3, 4, 6, 12};
        for (int factor = 0; factor < levels.length; factor++) {
            int f = factor;
            Map<Integer, Long> taken = points.stream().collect(Collectors.groupingBy(p -> p[f], Collectors.counting()));
            assertEquals(levels[f], taken.size());
            assertTrue(taken.values().stream().allMatch(n -> n == 12 / levels[f]), taken.toString());
        }
    }

    @Test
    void aLatinHypercubeMakesUpForWhatIsNotPossible() {
        List<int[]> points =
                new Sampling(Method.LATIN_HYPERCUBE, 6).choose(LEVELS, point -> point[0] == 0, new Random(5));
        assertEquals(6, points.stream().map(Arrays::toString).distinct().count());
        assertTrue(points.stream().allMatch(point -> point[0] == 0));
    }

    @Test
    void takesFewerWhereThereAreFewer() {
        assertEquals(24, choose(new Sampling(Method.LATIN_HYPERCUBE, 100), 3).size());
        assertEquals(24, choose(new Sampling(Method.RANDOM, 100), 3).size());
    }

    private static List<String> choose(Sampling sampling, long seed) {
        return sampling.choose(LEVELS, point -> true, new Random(seed)).stream()
                .map(Arrays::toString)
                .toList();
    }
}
