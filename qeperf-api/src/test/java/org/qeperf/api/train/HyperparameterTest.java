package org.qeperf.api.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;

class HyperparameterTest {

    private static final Hyperparameter TREES = new Hyperparameter.Whole("trees", "number of trees", 100, 1, 500);
    private static final Hyperparameter RATE = new Hyperparameter.Real("rate", "step", 0.1, 0.001, 1, true);
    private static final Hyperparameter KERNEL =
            new Hyperparameter.Choice("kernel", "shape", List.of("gauss", "laplace"));
    private static final Algorithm FOREST = new Algorithm("forest", "many trees", List.of(TREES, RATE, KERNEL));

    @Test
    void aValueIsWrittenInOneForm() {
        assertEquals("7", TREES.normalize(" +07 "));
        assertEquals("0.01", RATE.normalize("1e-2"));
        assertEquals("laplace", KERNEL.normalize(" laplace"));
    }

    @Test
    void theEndsOfARangeAreAllowed() {
        assertEquals("1", TREES.normalize("1"));
        assertEquals("500", TREES.normalize("500"));
        assertEquals("1.0", RATE.normalize("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "2.5", "many", "", "99999999999"})
    void aWholeNumberOutsideItsRangeIsRefused(String text) {
        assertRefused("hyperparameter trees is '" + text + "'; expected a whole number from 1 to 500", TREES, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.5", "NaN", "Infinity", "0,5", ""})
    void aRealNumberOutsideItsRangeIsRefused(String text) {
        assertRefused("hyperparameter rate is '" + text + "'; expected a number from 0.001 to 1.0", RATE, text);
    }

    @Test
    void anUnknownWordIsRefused() {
        assertRefused("hyperparameter kernel is 'Gauss'; expected one of gauss, laplace", KERNEL, "Gauss");
    }

    @Test
    void whatIsNotGivenTakesItsDefault() {
        Hyperparameters all = FOREST.configure(Map.of("rate", ".5"));
        assertEquals(List.of("trees", "rate", "kernel"), List.copyOf(all.asMap().keySet()));
        assertEquals(100, all.whole("trees"));
        assertEquals(0.5, all.real("rate"));
        assertEquals("gauss", all.text("kernel"));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        Exception e = assertThrows(TrainingException.class, () -> FOREST.configure(Map.of("tree", "5")));
        assertEquals("algorithm forest has no hyperparameter 'tree'; it has trees, rate, kernel", e.getMessage());
    }

    @Test
    void aBackEndThatAsksForWhatIsNotThereIsTold() {
        Hyperparameters all = FOREST.configure(Map.of());
        Exception e = assertThrows(IllegalArgumentException.class, () -> all.whole("depth"));
        assertEquals("no hyperparameter 'depth'; there are [trees, rate, kernel]", e.getMessage());
    }

    @Test
    void anAlgorithmIteratesOverAWholeNumberOfItsOwn() {
        assertEquals(Optional.empty(), FOREST.steps());
        assertEquals(Optional.of("trees"), FOREST.iterating("trees").steps());
        for (String other : List.of("rate", "epochs")) {
            Exception e = assertThrows(IllegalArgumentException.class, () -> FOREST.iterating(other));
            assertEquals("algorithm forest has no whole number '" + other + "'", e.getMessage());
        }
    }

    private static void assertRefused(String message, Hyperparameter parameter, String text) {
        assertEquals(
                message,
                assertThrows(TrainingException.class, () -> parameter.normalize(text))
                        .getMessage());
    }
}
