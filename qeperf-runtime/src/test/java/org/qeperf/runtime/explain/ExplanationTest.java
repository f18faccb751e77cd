package org.qeperf.runtime.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.runtime.artifact.ExampleModels;
import org.qeperf.runtime.artifact.PortableModel;

class ExplanationTest {

    private static final FeatureVector ROW = new FeatureVector(ExampleModels.SCHEMA, new double[] {100, 5, 32});

    @Test
    void aForestIsExplainedByFactors() {
        PortableModel forest = ExampleModels.forest();
        Explanation why = Explanation.of(forest, ROW);
        assertEquals(Explanation.Form.FACTORS, why.form());
        assertEquals(forest.predict(ROW).value(), why.value());
        double product = why.base();
        for (Contribution contribution : why.contributions()) {
            product *= contribution.effect();
        }
        assertEquals(why.value(), product, 1e-12 * why.value());
        assertEquals(3, why.contributions().size());
        double first = Math.abs(Math.log(why.contributions().get(0).effect()));
        double last = Math.abs(Math.log(why.contributions().get(2).effect()));
        assertTrue(first >= last, "the strongest comes first");
        Spread spread = why.spread().orElseThrow();
        // The trees say 1 and 3: exp(1.5 leaf + 0.5) times 32 k-points.
        assertEquals(32 * Math.exp(2), spread.lower(), 1e-9);
        assertEquals(32 * Math.exp(5), spread.upper(), 1e-9);
    }

    @Test
    void aLinearModelOfSecondsIsExplainedByAmounts() {
        Explanation why = Explanation.of(ExampleModels.linear(), ROW);
        assertEquals(Explanation.Form.AMOUNTS, why.form());
        assertEquals(0.5, why.base());
        assertEquals(
                List.of(
                        new Contribution("n_k", 32, 8),
                        new Contribution("n_el", 100, 1),
                        new Contribution("shift", 5, 0)),
                why.contributions());
        assertEquals(9.5, why.value());
        assertEquals(Optional.empty(), why.spread());
    }

    @Test
    void theTargetsFormDecidesWhetherEffectsAreFactors() {
        Explanation absolute = Explanation.of(ExampleModels.absolute(), ROW);
        assertEquals(Explanation.Form.AMOUNTS, absolute.form());
        double sum = absolute.base();
        for (Contribution contribution : absolute.contributions()) {
            sum += contribution.effect();
        }
        assertEquals(absolute.value(), sum, 1e-12 * sum);
        assertEquals(32 * (0.3 * 25 + 40), absolute.base(), 1e-9);
        Explanation relative = Explanation.of(ExampleModels.relative(), ROW);
        assertEquals(Explanation.Form.FACTORS, relative.form());
        double product = relative.base();
        for (Contribution contribution : relative.contributions()) {
            product *= contribution.effect();
        }
        assertEquals(relative.value(), product, 1e-12 * product);
        assertEquals(Math.exp(0.1 * 0.8 + 1.5), relative.base(), 1e-12);
    }

    @Test
    void aSumIsExplainedByItsParts() {
        PortableModel sum = ExampleModels.explainableSum();
        Explanation why = Explanation.of(sum, ROW);
        double product = why.base();
        for (Contribution contribution : why.contributions()) {
            product *= contribution.effect();
        }
        assertEquals(why.value(), product, 1e-12 * why.value());
        Explanation forest = Explanation.of(ExampleModels.forest(), ROW);
        // 2 times the forest plus 0.5 + 0.01 x0 + 0.25 x2 plus 0.25, of which 1 is 1.5 of the logarithm.
        double base = Math.log(forest.base() / 32) - 0.5;
        assertEquals(Math.exp(2 * base + (0.5 + 0.25) * 1.5 + 0.5) * 32, why.base(), 1e-9 * why.base());
        assertTrue(Explanation.isPossible(sum));
        assertTrue(Explanation.isPossible(ExampleModels.linear()));
    }

    @Test
    void aSumWithAPartThatHasNoTermsIsRefused() {
        assertEquals(
                "a model of kind dense-network cannot be explained feature by feature; expected tree-ensemble, linear"
                        + " or a weighted-sum of them",
                assertThrows(QePerfException.class, () -> Explanation.of(ExampleModels.sum(), ROW))
                        .getMessage());
        assertFalse(Explanation.isPossible(ExampleModels.sum()));
        assertFalse(Explanation.isPossible(ExampleModels.network()));
    }

    @Test
    void aKindThatHasNoTermsIsRefused() {
        assertEquals(
                "a model of kind dense-network cannot be explained feature by feature; expected tree-ensemble, linear"
                        + " or a weighted-sum of them",
                assertThrows(QePerfException.class, () -> Explanation.of(ExampleModels.network(), ROW))
                        .getMessage());
    }
}
