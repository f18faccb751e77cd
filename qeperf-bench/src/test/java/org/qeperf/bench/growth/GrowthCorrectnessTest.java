package org.qeperf.bench.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.features.counts.PwCounts;

/** What grows is as large as its parameter says. */
class GrowthCorrectnessTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 64, 216, 512})
    void cellsHoldTheirAtomsAndTheirSymmetry(int atoms) {
        AtomsBenchmark benchmark = new AtomsBenchmark();
        benchmark.atoms = atoms;
        benchmark.prepare();
        PwCounts counts = benchmark.textToCounts();
        assertEquals(atoms, counts.composition().atoms());
        assertTrue(
                counts.sampling().symmetryOperations() >= 24, counts.sampling().toString());
        benchmark.symmetric = false;
        benchmark.prepare();
        counts = benchmark.textToCounts();
        assertEquals(atoms, counts.composition().atoms());
        assertEquals(1, counts.sampling().symmetryOperations());
    }

    @ParameterizedTest
    @CsvSource({"8,3,8", "64,8,64", "13824,413,13824"})
    void meshesHoldTheirPoints(int points, int symmetric, int all) {
        KPointsBenchmark benchmark = new KPointsBenchmark();
        benchmark.points = points;
        benchmark.prepare();
        assertEquals(symmetric, benchmark.textToCounts().sampling().kPoints());
        benchmark.symmetric = false;
        benchmark.prepare();
        assertEquals(all, benchmark.textToCounts().sampling().kPoints());
    }

    @Test
    void vectorsGrowWithThePowerOfTheCutoff() {
        CutoffBenchmark benchmark = new CutoffBenchmark();
        benchmark.prepare();
        double few = benchmark.textToCounts().basis().denseVectors();
        benchmark.rydberg = 200;
        benchmark.prepare();
        assertEquals(Math.pow(10, 1.5), benchmark.textToCounts().basis().denseVectors() / few, 0.05);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1000})
    void aBatchGivesWhatSingleRowsGive(int trees) {
        TreesBenchmark benchmark = new TreesBenchmark();
        benchmark.trees = trees;
        benchmark.prepare();
        assertEquals(trees, benchmark.ensemble().trees());
        double[] batch = benchmark.batch().clone();
        assertEquals(batch[1], benchmark.single());
        assertEquals(batch[2], benchmark.single());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1000, 10_000, 100_000, 1_000_000})
    void asManyLayoutsAreSearchedAsItSays(int layouts) {
        LayoutsBenchmark benchmark = new LayoutsBenchmark();
        benchmark.layouts = layouts;
        benchmark.prepare();
        assertEquals(layouts, benchmark.searched(), 0.15 * layouts);
    }
}
