package org.qeperf.train.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchComparisonTest {

    static Stream<Landscape> landscapes() {
        return Stream.concat(Landscape.known().stream(), Landscape.heldOut().stream());
    }

    @ParameterizedTest
    @MethodSource("landscapes")
    void fiftyGuidedTrialsAreAsGoodAsTwoHundredRandomOnes(Landscape landscape) {
        double guided = SearchComparison.median(SearchComparison.found(landscape, SearchMethod.TPE, 50));
        double random = SearchComparison.median(SearchComparison.found(landscape, SearchMethod.RANDOM, 200));
        assertTrue(guided <= random, landscape.name() + ": " + guided + " after 50, " + random + " after 200 random");
    }
}
