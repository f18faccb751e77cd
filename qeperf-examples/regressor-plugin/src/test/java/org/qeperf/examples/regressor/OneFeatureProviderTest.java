package org.qeperf.examples.regressor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.testkit.RegressorProviderContract;

/** The rules for every back-end come with qeperf-testkit; what is particular to this one stands below. */
class OneFeatureProviderTest extends RegressorProviderContract {

    @Override
    protected RegressorProvider provider() {
        return new OneFeatureProvider();
    }

    private static TrainingSpec spec(String algorithm) {
        Algorithm known = new OneFeatureProvider().algorithms().get(0);
        return new TrainingSpec(algorithm, known.configure(Map.of()), 1);
    }

    @Test
    void qeperfFindsItByItsServicesLine() {
        List<String> names = ServiceLoader.load(RegressorProvider.class).stream()
                .map(found -> found.get().name())
                .toList();
        assertEquals(List.of("example"), names);
    }

    @Test
    void takesTheColumnThatExplainsMost() {
        // The second column has the opposite sign of the target; the first one has nothing to do with it.
        TrainingSet data = new TrainingSet(2, new double[] {1, -1, -1, -1, 1, 1, -1, 1}, new double[] {1, 1, -1, -1});
        LinearFunction law = assertInstanceOf(
                LinearFunction.class,
                provider().train(spec("one-feature"), data, Progress.SILENT).regressor());
        assertArrayEquals(new double[] {0, -1}, law.coefficients());
    }

    @Test
    void refusesAnotherAlgorithm() {
        TrainingSet data = new TrainingSet(1, new double[] {1, -1}, new double[] {1, -1});
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> provider().train(spec("forest"), data, Progress.SILENT));
        assertEquals("example has no algorithm 'forest'", refused.getMessage());
    }
}
