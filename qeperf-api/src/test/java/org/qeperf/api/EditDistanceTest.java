package org.qeperf.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({"'','',0", "abc,abc,0", "abc,'',3", "kitten,sitting,3", "ecutwfk,ecutwfc,1", "ab,ba,2"})
    void countsLetters(String a, String b, int distance) {
        assertEquals(distance, EditDistance.between(a, b));
        assertEquals(distance, EditDistance.between(b, a));
    }

    @Test
    void comparesNoMoreThanTheBeginningOfLongNames() {
        assertEquals(0, EditDistance.between("a".repeat(200) + "b", "a".repeat(100_000)));
    }

    @Test
    void theFirstOfTheNearestWins() {
        assertEquals("seed", EditDistance.nearest("sed", List.of("runs", "seed", "see")));
        assertEquals("", EditDistance.nearest("sed", List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "trial, ', the nearest one is ''trials'''",
        "seeds, ', the nearest one is ''seed'''",
        "x, ''",
        "minutes, ''"
    })
    void suggestsTheWordThatMayBeMeant(String word, String suggestion) {
        assertEquals(suggestion, EditDistance.suggestion(word, List.of("a", "seed", "trials")));
        assertEquals("", EditDistance.suggestion(word, List.of()));
    }
}
