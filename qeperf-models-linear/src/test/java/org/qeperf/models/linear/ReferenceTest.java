package org.qeperf.models.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;

/** The same settings and rows give what scikit-learn 1.2.1 gives. */
class ReferenceTest {

    private static final TrainingSet DATA = Fits.set(Fits.ROWS, Fits.TARGETS);

    @Test
    void ordinaryLeastSquares() {
        check(
                Fits.fit("ols", Map.of(), DATA),
                0.11535333707235118,
                1.02977914308537,
                0.5271490847907,
                1.28909821716888);
    }

    @Test
    void ridge() {
        check(
                Fits.fit("ridge", Map.of("alpha", "2.5"), DATA),
                0.5431037005145196,
                0.94240424200249,
                0.52477388706046,
                0.97868329249482);
    }

    @Test
    void lasso() {
        check(
                Fits.fit("lasso", Map.of("alpha", "0.3"), DATA),
                0.5915171060011186,
                0.97442810040959,
                0.48433564472544,
                0.97282839613182);
    }

    @Test
    void elasticNet() {
        check(
                Fits.fit("elastic-net", Map.of("alpha", "0.3", "l1_ratio", "0.4"), DATA),
                0.5532354586330008,
                0.95565907690454,
                0.51001278567831,
                0.98317284432762);
    }

    @Test
    void nonNegative() {
        TrainingSet data = Fits.set(Fits.ROWS, new double[] {1, 5, 2, 4, 0, 3, -1, 1.5});
        check(Fits.fit("non-negative", Map.of(), data), 1.9066068515497554, 0, 0, 0.41190864600326);
    }

    @Test
    void kernelRidge() {
        assertEquals(3.86500846951092, kernelRidge(Map.of("gamma", "0.2")), 1e-12);
        assertEquals(4.03291237326355, kernelRidge(Map.of("gamma", "0.3", "kernel", "laplacian")), 1e-12);
        assertEquals(4.83786605024912, kernelRidge(Map.of("kernel", "linear")), 1e-12);
        assertEquals(2.64965554454402, kernelRidge(Map.of()), 1e-12);
    }

    private static double kernelRidge(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("alpha", "0.7");
        return Fits.predict(Fits.fit("kernel-ridge", all, DATA), 2.5, 3.5, 0.3);
    }

    private static void check(TrainedRegressor trained, double intercept, double... slopes) {
        assertArrayEquals(slopes, Fits.insight(trained, Insight.COEFFICIENTS), 1e-5);
        assertEquals(intercept, Fits.insight(trained, Insight.INTERCEPT)[0], 1e-5);
    }
}
