package org.qeperf.train.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fifty trials of the Parzen estimator beside random ones; the table is in docs/search.md. */
class SearchComparisonTest {

    private static List<SearchComparison> known = List.of();
    private static List<SearchComparison> heldOut = List.of();

    @BeforeAll
    static void compare() {
        known = Landscape.known().stream().map(SearchComparison::of).toList();
        heldOut = Landscape.heldOut().stream().map(SearchComparison::of).toList();
    }

    @Test
    void areAsGoodAsTwoHundredRandomOnesButWhereNoiseDecides() {
        List<String> worse = Stream.concat(known.stream(), heldOut.stream())
                .filter(comparison ->
                        SearchComparison.median(comparison.guided()) > SearchComparison.median(comparison.random()))
                .map(comparison -> comparison.landscape().name())
                .toList();
        assertEquals(List.of("like a linear model"), worse);
    }

    @Test
    void areBetterThanFiftyRandomOnes() {
        Stream.concat(known.stream(), heldOut.stream())
                .forEach(comparison -> assertTrue(
                        SearchComparison.median(comparison.guided()) < SearchComparison.median(comparison.fewRandom()),
                        comparison.row("")));
    }

    @Test
    void areWhatThePageSays() throws IOException {
        String page = Files.readString(Path.of("../docs/search.md"));
        known.forEach(comparison -> assertTrue(page.contains(comparison.row("")), comparison.row("")));
        heldOut.forEach(comparison -> assertTrue(page.contains(comparison.row(" (*)")), comparison.row(" (*)")));
    }
}
