package org.qeperf.train.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.Dimension;

class GridTest {

    private static final Dimension UNIT = new Dimension.Reals(0, 1, false);

    @Test
    void hasAsManyValuesOfEachAsFit() {
        List<Map<String, String>> points = points(Trials.space(Map.of("a", UNIT, "b", UNIT)), 23);
        assertEquals(20, points.size());
        assertEquals(List.of("0.0", "0.25", "0.5", "0.75", "1.0"), values(points, "a"));
        assertEquals(4, values(points, "b").size());
    }

    @Test
    void oneDimensionTakesAllTrials() {
        assertEquals(17, points(Trials.line(), 17).size());
    }

    @Test
    void triesAllWordsAndShortRanges() {
        SearchSpace space = Trials.space(Map.of(
                "kind", new Dimension.Words(List.of("p", "q")), "n", new Dimension.Wholes(1, 4, false), "x", UNIT));
        List<Map<String, String>> points = points(space, 50);
        assertEquals(List.of("1", "2", "3", "4"), values(points, "n"));
        assertEquals(List.of("p", "q"), values(points, "kind"));
        assertEquals(List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"), values(points, "x"));
        assertEquals(48, points.size());
        assertEquals(48, new HashSet<>(points).size());
    }

    @Test
    void samplesWhatIsTooLarge() {
        SearchSpace space =
                Trials.space(Map.of("kind", new Dimension.Words(List.of("p", "q", "r", "s")), "x", UNIT, "y", UNIT));
        List<Map<String, String>> points = points(space, 35);
        assertEquals(35, new HashSet<>(points).size());
        assertTrue(Set.of("0.0", "0.5", "1.0").containsAll(values(points, "x")));
        assertEquals(4, values(points, "kind").size());
        assertEquals(36, points(space, 36).size());
    }

    private static List<Map<String, String>> points(SearchSpace space, int trials) {
        return Trials.run(Trials.start(SearchMethod.GRID, space, Budget.of(trials), 1), proposal -> 0.0).stream()
                .map(outcome -> outcome.proposal().values())
                .toList();
    }

    private static List<String> values(List<Map<String, String>> points, String name) {
        Set<String> values = new LinkedHashSet<>();
        points.forEach(point -> values.add(point.getOrDefault(name, "")));
        return values.stream().sorted().toList();
    }
}
