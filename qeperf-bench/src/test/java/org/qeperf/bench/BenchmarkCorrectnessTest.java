package org.qeperf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is measured gives the right answer. */
class BenchmarkCorrectnessTest {

    @ParameterizedTest
    @ValueSource(strings = {"silicon", "slab"})
    void rowByRowCountsWhatPointByPointCounts(String cell) {
        FftGridBenchmark benchmark = new FftGridBenchmark();
        benchmark.cell = cell;
        benchmark.prepare();
        assertEquals(benchmark.baselineCountPointByPoint(), benchmark.count());
        assertTrue(benchmark.gridAndCount() > benchmark.count());
    }

    @Test
    void batchGivesWhatSingleGives() {
        InferenceBenchmark benchmark = new InferenceBenchmark();
        benchmark.rows = 64;
        benchmark.prepare();
        assertEquals(benchmark.single().value(), benchmark.batch()[0]);
    }

    @Test
    void flatArraysGiveWhatSmileGives() {
        CompareForestBenchmark benchmark = new CompareForestBenchmark();
        CompareForestBenchmark rival = new CompareForestBenchmark();
        benchmark.prepare();
        rival.prepare();
        for (int i = 0; i < 100; i++) {
            assertEquals(rival.smileObjects(), benchmark.flatArrays());
        }
    }
}
