package org.qeperf.api.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationContentsTest {

    private static FileContent file(String name) {
        return new FileContent(name, new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "/a", "a\\b"})
    void aNameLeadsNowhereElse(String name) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> file(name));
        assertEquals("'" + name + "' is not a file name without folders", e.getMessage());
    }

    @Test
    void aNameStandsForOneFile() {
        List<FileContent> two = List.of(file("Si.upf"), file("C.upf"));
        assertEquals(two, new SimulationContents(file("si.in"), two, Optional.empty()).files());
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> new SimulationContents(
                        file("si.in"), List.of(file("Si.upf"), file("Si.upf")), Optional.of("7.4")));
        assertEquals("two files are called 'Si.upf'", e.getMessage());
    }
}
