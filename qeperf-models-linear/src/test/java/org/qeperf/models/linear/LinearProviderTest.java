package org.qeperf.models.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

class LinearProviderTest {

    @Test
    void namesTheAlgorithmsThatItHas() {
        LinearProvider provider = new LinearProvider();
        TrainingSpec spec =
                new TrainingSpec("logistic", provider.algorithms().get(0).configure(Map.of()), 1);
        TrainingSet data = Fits.set(Fits.ROWS, Fits.TARGETS);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> provider.train(spec, data, Progress.SILENT));
        assertEquals(
                "linear has no algorithm 'logistic'; it has ols, ridge, lasso, elastic-net, non-negative, stepwise,"
                        + " kernel-ridge, gaussian-process, normal-form, kernel-costs, log-costs",
                e.getMessage());
    }

    @Test
    void tellsTheVersionOfEjml() {
        assertEquals(Map.of("ejml", "0.46.1"), new LinearProvider().versions());
    }
}
