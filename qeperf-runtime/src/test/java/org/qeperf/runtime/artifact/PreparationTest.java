package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.TreeEnsemble;

class PreparationTest {

    private static final double[] NONE = {};

    private static final double NAN = Double.NaN;

    @Test
    void columnsAreStandardisedAfterTheirLogarithm() {
        double[] raw = {99, 7, 6, 15};
        double[] out = {-1, -1, -1, -1};
        // Means 2, 2, 1.4 and deviations 2, 2, 0.5.
        ExampleModels.preparation().prepare(raw, 1, out, 1);
        assertArrayEquals(new double[] {-1, (Math.log(8) - 2) / 2, 2, (Math.log(16) - 1.4) / 0.5}, out, 1e-15);
        assertArrayEquals(new double[] {99, 7, 6, 15}, raw);
    }

    @Test
    void theTargetIsDividedByItsNormaliserBeforeTheLogarithm() {
        double[] raw = {1, 1, 4};
        assertEquals((Math.log(10) - 0.5) / 1.5, ExampleModels.preparation().prepareTarget(40, raw, 0, NONE), 1e-15);
        assertEquals(4 * Math.exp(3.5), ExampleModels.preparation().restoreTarget(2, raw, 0, NONE), 1e-12);
    }

    @Test
    void withoutNormaliserTheTargetStaysAsItIs() {
        Preparation plain = Preparation.standardized(
                ExampleModels.SCHEMA, new double[3], new double[] {1, 1, 1}, 0, 1, Normalizer.NONE);
        assertEquals(Math.log(40), plain.prepareTarget(40, new double[] {1, 1, 4}, 0, NONE));
    }

    @Test
    void whatIsPreparedComesBack() {
        Random random = new Random(1);
        Preparation preparation = ExampleModels.preparation();
        for (int i = 0; i < 1000; i++) {
            double target = Math.exp(20 * random.nextDouble() - 10);
            double[] raw = {0, 0, 0, 1 + random.nextInt(100)};
            double back = preparation.restoreTarget(preparation.prepareTarget(target, raw, 1, NONE), raw, 1, NONE);
            assertEquals(target, back, 1e-13 * target);
        }
    }

    @Test
    void rawRowsStayAsTheyAre() {
        Preparation raw = Preparation.raw(ExampleModels.SCHEMA, Normalizer.feature(ExampleModels.SCHEMA, "n_k"));
        double[] out = new double[3];
        raw.prepare(new double[] {9, -7, 6, 4}, 1, out, 0);
        assertArrayEquals(new double[] {-7, 6, 4}, out);
        assertEquals(10, raw.prepareTarget(40, new double[] {1, 1, 4}, 0, NONE));
        assertEquals(40, raw.restoreTarget(10, new double[] {1, 1, 4}, 0, NONE));
    }

    @Test
    void rowsAndTargetHaveTheirFormsIndependently() {
        double[] raw = {1, 1, 4};
        for (Inputs inputs : Inputs.values()) {
            Preparation logarithm = of(inputs, TargetForm.LOGARITHM);
            Preparation identity = of(inputs, TargetForm.IDENTITY);
            assertEquals(TargetForm.LOGARITHM, logarithm.targetForm());
            assertEquals(inputs, logarithm.inputs());
            assertEquals((Math.log(40 / 4.0) - 3) / 2, logarithm.prepareTarget(40, raw, 0, NONE), 1e-15);
            assertEquals(4 * Math.exp(0.5 * 2 + 3), logarithm.restoreTarget(0.5, raw, 0, NONE), 1e-12);
            assertEquals(Math.exp(0.5 * 2), logarithm.restoreChange(0.5, raw, 0, NONE), 1e-15);
            assertEquals(TargetForm.IDENTITY, identity.targetForm());
            assertEquals(inputs, identity.inputs());
            assertEquals((40 / 4.0 - 3) / 2, identity.prepareTarget(40, raw, 0, NONE));
            assertEquals(4 * (0.5 * 2 + 3), identity.restoreTarget(0.5, raw, 0, NONE));
            assertEquals(-4 * 0.5 * 2, identity.restoreChange(-0.5, raw, 0, NONE));
            assertArrayEquals(new double[] {3, 2}, identity.target());
            assertEquals(inputs == Inputs.STANDARDIZED, identity.isLogarithmic(0));
        }
        assertEquals(TargetForm.LOGARITHM, ExampleModels.preparation().targetForm());
        assertEquals(
                TargetForm.IDENTITY,
                Preparation.raw(ExampleModels.SCHEMA, Normalizer.NONE).targetForm());
    }

    private static Preparation of(Inputs inputs, TargetForm form) {
        return Preparation.of(
                ExampleModels.SCHEMA,
                inputs,
                new double[3],
                new double[] {1, 1, 1},
                form,
                3,
                2,
                Normalizer.feature(ExampleModels.SCHEMA, "n_k"));
    }

    @Test
    void theTargetMayBeDividedByALaw() {
        LinearFunction law = new LinearFunction(1, new double[] {2, 0, 3});
        Preparation preparation = Preparation.standardized(
                ExampleModels.SCHEMA,
                new double[3],
                new double[] {1, 1, 1},
                0,
                1,
                Normalizer.law("linear/kernel-costs", law));
        double[] raw = {10, 5, 4};
        assertEquals(StrictMath.log(66 / 33.0), preparation.prepareTarget(66, raw, 0, NONE));
        assertEquals(33, preparation.restoreTarget(0, raw, 0, NONE));
        LinearFunction narrow = new LinearFunction(1, new double[] {2, 0});
        assertEquals(
                "a normalizer of 2 inputs for 3 columns",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Preparation.raw(ExampleModels.SCHEMA, Normalizer.law("a/b", narrow)))
                        .getMessage());
        assertEquals(
                "schema example-3 has no feature 'n_x'; it has n_el, shift, n_k",
                assertThrows(IllegalArgumentException.class, () -> Normalizer.feature(ExampleModels.SCHEMA, "n_x"))
                        .getMessage());
    }

    @Test
    void aNormaliserSaysWhatItIs() {
        LinearFunction law = new LinearFunction(1, new double[] {2, 0, 3});
        Normalizer fitted = Normalizer.law("linear/kernel-costs", law);
        assertEquals("linear/kernel-costs", fitted.name());
        assertEquals(Optional.of(law), fitted.law());
        assertEquals(Optional.of(law), fitted.function());
        assertEquals(Manifest.Function.of(law), fitted.description());
        Normalizer feature = Normalizer.feature(ExampleModels.SCHEMA, "shift");
        assertEquals("shift", feature.name());
        assertEquals(Optional.empty(), feature.law());
        assertEquals(7, feature.function().orElseThrow().predict(new double[] {3, 7, 5}, 0, NONE));
        assertEquals(Manifest.Function.NONE, feature.description());
        assertEquals("", Normalizer.NONE.name());
        assertEquals(Optional.empty(), Normalizer.NONE.function());
        assertEquals(
                "a law named 'n_k'; expected provider/algorithm",
                assertThrows(IllegalArgumentException.class, () -> Normalizer.law("n_k", law))
                        .getMessage());
    }

    @Test
    void aLawMayNeedScratch() {
        TreeEnsemble law =
                TreeEnsemble.builder(3).split(0, 5, 0).leaf(2, 0).leaf(4, 0).build();
        Preparation preparation = Preparation.raw(ExampleModels.SCHEMA, Normalizer.law("trees/one", law));
        double[] scratch = new double[preparation.scratchLength()];
        assertEquals(law.scratchLength(), scratch.length);
        assertEquals(10, preparation.prepareTarget(40, new double[] {9, 6, 1, 1}, 1, scratch));
        assertEquals(12, preparation.restoreTarget(6, new double[] {9, 5, 1, 1}, 1, scratch));
    }

    @Test
    void itSaysWhatItIsMadeOfAndSharesNothing() {
        double[] mean = {1, 2, 3};
        double[] deviation = {4, 5, 6};
        Preparation preparation =
                Preparation.standardized(ExampleModels.SCHEMA, mean, deviation, 0.5, 1.5, Normalizer.NONE);
        mean[0] = 100;
        deviation[0] = 100;
        preparation.columns()[0][0] = 100;
        preparation.columns()[1][0] = 100;
        assertArrayEquals(new double[][] {{1, 2, 3}, {4, 5, 6}}, preparation.columns());
        assertArrayEquals(new double[] {0.5, 1.5}, preparation.target());
        assertArrayEquals(new short[] {1, 0, 1}, preparation.logarithmic());
        assertEquals("standardized", preparation.word());
        assertEquals(
                "raw", Preparation.raw(ExampleModels.SCHEMA, Normalizer.NONE).word());
    }

    @Test
    void numbersThatCannotBeUndoneAreRefused() {
        double[] one = {1, 1, 1};
        refused("a preparation of 2 columns for schema example-3", new double[2], one, 0, 1);
        refused("a preparation of 3 columns for schema example-3", one, new double[4], 0, 1);
        refused("column 1 has mean 1.0, deviation 0.0", one, new double[] {1, 0, 1}, 0, 1);
        refused("column 1 has mean 1.0, deviation -1.0", one, new double[] {1, -1, 1}, 0, 1);
        refused("column 2 has mean 1.0, deviation NaN", one, new double[] {1, 1, NAN}, 0, 1);
        refused("column 2 has mean 1.0, deviation Infinity", one, new double[] {1, 1, 1 / 0.0}, 0, 1);
        refused("column 0 has mean NaN, deviation 1.0", new double[] {NAN, 1, 1}, one, 0, 1);
        refused("target mean 0.0, deviation 0.0", one, one, 0, 0);
        refused("target mean NaN, deviation 1.0", one, one, NAN, 1);
        refused("target mean 0.0, deviation Infinity", one, one, 0, Double.POSITIVE_INFINITY);
    }

    private static void refused(
            String message, double[] mean, double[] deviation, double targetMean, double targetDeviation) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Preparation.standardized(
                        ExampleModels.SCHEMA, mean, deviation, targetMean, targetDeviation, Normalizer.NONE));
        assertEquals(message, e.getMessage());
    }
}
