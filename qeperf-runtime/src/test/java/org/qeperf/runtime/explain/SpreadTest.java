package org.qeperf.runtime.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.runtime.artifact.ExampleModels;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.explain.Spread.Source;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.DenseNetwork.Layer;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.WeightedSum;

class SpreadTest {

    private static final double[] RAW = {100, 5, 32};
    private static final FeatureVector ROW = new FeatureVector(ExampleModels.SCHEMA, RAW);

    private static Optional<Spread> ofRaw(PortableRegressor function) {
        return Spread.of(Preparation.raw(ExampleModels.SCHEMA, Normalizer.NONE), function, RAW);
    }

    private static LinearFunction constant(double value) {
        return new LinearFunction(value, new double[3]);
    }

    @Test
    void theTreesOfAForestDisagree() {
        Spread spread = Spread.of(ExampleModels.forest(), ROW).orElseThrow();
        // The trees say 1 and 3: exp(1.5 leaf + 0.5) times 32 k-points.
        assertEquals(Source.TREES, spread.source());
        assertEquals(2, spread.members());
        assertEquals(32 * Math.exp(2), spread.lower(), 1e-9);
        assertEquals(32 * Math.exp(5), spread.upper(), 1e-9);
        assertEquals(Math.log(32) + 3.5, spread.meanLog(), 1e-12);
        assertEquals(1.5 * Math.sqrt(2), spread.deviationLog(), 1e-12);
    }

    @Test
    void theModelsOfAnAverageDisagree() {
        WeightedSum average =
                new WeightedSum(1, new double[] {0.5, 0.25, 0.25}, List.of(constant(1), constant(9), constant(3)));
        Spread spread = ofRaw(average).orElseThrow();
        assertEquals(Source.MEMBERS, spread.source());
        assertEquals(List.of(2.0, 4.0, 10.0), List.of(spread.lower(), spread.median(), spread.upper()));
        assertEquals(Math.log(80) / 3, spread.meanLog(), 1e-12);
    }

    @Test
    void aCorrectedForestKeepsItsSpread() {
        PortableModel forest = ExampleModels.forest();
        // Adds 2 to the function, whose unit is 1.5 of the logarithm.
        WeightedSum corrected = new WeightedSum(0.5, new double[] {1, 0.5}, List.of(forest.regressor(), constant(3)));
        Spread spread = Spread.of(forest.preparation(), corrected, RAW).orElseThrow();
        Spread plain = Spread.of(forest, ROW).orElseThrow();
        assertEquals(Source.TREES, spread.source());
        assertEquals(plain.lower() * Math.exp(3), spread.lower(), 1e-9 * spread.lower());
        assertEquals(plain.meanLog() + 3, spread.meanLog(), 1e-12);
        assertEquals(plain.deviationLog(), spread.deviationLog(), 1e-12);
    }

    @Test
    void whatHasNoMembersHasNoSpread() {
        assertEquals(Optional.empty(), Spread.of(ExampleModels.linear(), ROW));
        assertEquals(Optional.empty(), Spread.of(ExampleModels.greyBox(), ROW));
        assertEquals(Optional.empty(), Spread.of(ExampleModels.boosted(), ROW));
        PortableRegressor forest = ExampleModels.forest().regressor();
        assertEquals(
                Optional.empty(),
                ofRaw(new WeightedSum(0, new double[] {1, 1}, List.of(forest, forest))),
                "of two that are added nobody knows which disagreements cancel");
        assertEquals(Optional.empty(), ofRaw(new WeightedSum(0, new double[] {2}, List.of(constant(1)))));
        DenseNetwork flat =
                new DenseNetwork(List.of(new Layer(3, 1, new double[] {1, 1, 1}, new double[1], Activation.IDENTITY)));
        assertEquals(Optional.empty(), ofRaw(flat), "no hidden units");
        assertEquals(
                Optional.empty(),
                ofRaw(new WeightedSum(0, new double[] {0.5, 0.5}, List.of(constant(-1), constant(3)))),
                "a member that is no time");
    }

    @Test
    void networksDisagreeWithThemselvesAndAlwaysInTheSameWay() {
        PortableModel network = ExampleModels.network();
        double before = network.predict(ROW).value();
        Spread spread = Spread.of(network, ROW).orElseThrow();
        assertEquals(Source.DROPOUT, spread.source());
        assertEquals(Dropout.PASSES, spread.members());
        assertTrue(spread.deviationLog() > 0);
        assertTrue(spread.lower() < spread.median() && spread.median() < spread.upper());
        assertEquals(spread, Spread.of(network, ROW).orElseThrow());
        assertEquals(before, network.predict(ROW).value(), "the network is as before");
    }

    @Test
    void dropoutHasTheMomentsOfItsUnits() {
        // Twenty hidden units that give 1 and count 1 each: a pass gives (units kept) / (1 - p).
        int units = 20;
        double[] ones = new double[units];
        Arrays.fill(ones, 1);
        DenseNetwork network = new DenseNetwork(List.of(
                new Layer(1, units, new double[units], ones, Activation.IDENTITY),
                new Layer(units, 1, ones, new double[1], Activation.IDENTITY)));
        double share = 0.25;
        double[] values = Dropout.of(network, new double[1], share, 20_000, 3);
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        assertEquals(units, mean, 0.1);
        assertEquals(units * share / (1 - share), variance, 0.2);
    }

    @Test
    void anotherSeedMakesOtherPasses() {
        DenseNetwork network = (DenseNetwork) ExampleModels.network().regressor();
        double[] row = new Random(1).doubles(3).toArray();
        double[] values = Dropout.of(network, row, 0.3, 50, 1);
        assertArrayEquals(values, Dropout.of(network, row, 0.3, 50, 1));
        assertFalse(Arrays.equals(values, Dropout.of(network, row, 0.3, 50, 2)));
        double[] none = Dropout.of(network, row, 0, 1, 1);
        assertEquals(network.predict(row, 0, new double[network.scratchLength()]), none[0]);
    }
}
