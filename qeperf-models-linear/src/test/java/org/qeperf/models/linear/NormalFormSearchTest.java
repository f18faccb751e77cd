package org.qeperf.models.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.runtime.score.NormalForm;
import org.qeperf.runtime.score.NormalForm.Factor;
import org.qeperf.runtime.score.NormalForm.Term;

class NormalFormSearchTest {

    @Test
    void findsAPowerTimesALogarithm() {
        NormalForm form = search(Map.of(), 0, x -> 2 + 0.3 * x[1] * Math.sqrt(x[1]) * log2(x[1]));
        assertEquals(List.of(new Factor(1, 1.5, 1)), form.terms().get(0).factors());
        assertEquals(1, form.terms().size());
        assertEquals(0.3, form.terms().get(0).coefficient(), 1e-9);
        assertEquals(2, form.constant(), 1e-8);
    }

    @Test
    void findsASum() {
        NormalForm form = search(Map.of(), 0, x -> 5 + 0.01 * x[0] * x[0] + 3 * x[2]);
        assertEquals(2, form.terms().size());
        for (Term term : form.terms()) {
            boolean first = term.factors().get(0).input() == 0;
            assertEquals(List.of(first ? new Factor(0, 2, 0) : new Factor(2, 1, 0)), term.factors());
            assertEquals(first ? 0.01 : 3, term.coefficient(), 1e-9);
        }
    }

    @Test
    void findsAProductInSpiteOfNoise() {
        NormalForm form = search(Map.of(), 0.01, x -> 1 + 0.02 * x[0] * x[1]);
        Term term = form.terms().get(0);
        assertEquals(1, form.terms().size());
        assertEquals(0.02, term.coefficient(), 1e-3);
        assertTrue(term.factors().containsAll(List.of(new Factor(0, 1, 0), new Factor(1, 1, 0))), form::toString);
    }

    @Test
    void stopsAtTheLargestNumberOfColumns() {
        NormalForm form = search(Map.of("parameters", "1"), 0, x -> 5 + 0.01 * x[0] * x[0] + 3 * x[2]);
        assertEquals(1, form.terms().size());
    }

    @Test
    void aTargetOfNoPatternIsItsTypicalValue() {
        NormalForm form = search(Map.of(), 0, x -> 7);
        assertEquals(List.of(), form.terms());
        assertEquals(7, form.constant(), 1e-12);
    }

    /** What falls cannot be told with coefficients that are not negative. */
    @Test
    void staysPositiveWhereTheTargetFalls() {
        NormalForm form = search(Map.of(), 0, x -> 1000 - 9 * x[0]);
        for (Term term : form.terms()) {
            assertTrue(term.coefficient() > 0);
        }
        assertTrue(form.constant() > 0);
    }

    @Test
    void refusesTargetsThatAreNotPositive() {
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> Fits.fit("normal-form", Map.of(), Fits.set(Fits.ROWS, new double[] {1, 2, 3, 4, 0, 6, 7, 8})));
        assertEquals("a target is 0.0; expected positive numbers only, because errors are relative", e.getMessage());
    }

    private static double log2(double x) {
        return StrictMath.log(x) / StrictMath.log(2);
    }

    private static NormalForm search(Map<String, String> settings, double noise, ToDoubleFunction<double[]> law) {
        Random random = new Random(13);
        double[][] rows = new double[150][];
        double[] targets = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.doubles(3, 2, 100).toArray();
            targets[i] = law.applyAsDouble(rows[i]) * Math.exp(noise * random.nextGaussian());
        }
        TrainedRegressor trained = Fits.fit("normal-form", settings, Fits.set(rows, targets));
        return (NormalForm) trained.regressor();
    }
}
