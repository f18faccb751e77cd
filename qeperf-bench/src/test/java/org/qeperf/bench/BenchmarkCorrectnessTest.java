package org.qeperf.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.PwOutput;
import org.qeperf.features.workload.PwSchemas;

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
    void theInputsAreThoseThatTheirNamesSay() {
        CountsBenchmark benchmark = new CountsBenchmark();
        benchmark.prepare();
        assertEquals(10, benchmark.textToCounts().sampling().kPoints());
        assertEquals(48, benchmark.symmetry().operations());
        benchmark.cell = "gold";
        benchmark.prepare();
        assertEquals(112, benchmark.parse().atoms().size());
        assertEquals(2_158_381, benchmark.textToCounts().basis().denseVectors());
        assertEquals(2, benchmark.textToCounts().sampling().kPoints());
    }

    @ParameterizedTest
    @ValueSource(strings = {"version1", "version2"})
    void theMadeUpPseudopotentialIsReadAsMade(String format) throws IOException {
        ReadPseudopotentialsBenchmark benchmark = new ReadPseudopotentialsBenchmark();
        benchmark.format = format;
        benchmark.prepare();
        assertEquals(
                List.of(0, 0, 1, 1, 2, 2),
                benchmark.read().projectors().stream().map(p -> p.l()).toList());
        assertTrue(benchmark.read().orbitals().stream().allMatch(o -> o.start()));
        assertEquals(4, benchmark.read().orbitals().size());
        assertEquals(benchmark.read(), benchmark.readKnownFile());
        assertEquals(1.0, benchmark.size() / 1e6, 0.1);
    }

    @Test
    void batchGivesWhatSingleGives() {
        InferenceBenchmark benchmark = new InferenceBenchmark();
        benchmark.rows = 64;
        benchmark.prepare();
        assertEquals(benchmark.single().value(), benchmark.batch()[0]);
    }

    @Test
    void theForecastIsThatOfTheInput() {
        ForecastBenchmark benchmark = new ForecastBenchmark();
        benchmark.prepare();
        double seconds = benchmark.forecast().time().totalSeconds().value();
        assertTrue(seconds > 0.01 && seconds < 1000, seconds + " s");
        assertEquals(seconds, benchmark.textToForecast().time().totalSeconds().value());
    }

    @Test
    void allWaysThroughTheLargeForestGiveTheSame() {
        TreeEnsembleBenchmark benchmark = new TreeEnsembleBenchmark();
        benchmark.prepare();
        assertEquals(630_000, benchmark.trees().nodes(), 10_000);
        double[] batch = benchmark.batch().clone();
        double[] byNode = new double[batch.length];
        // A row in turn begins with the second.
        for (int i = 0; i < batch.length; i++) {
            byNode[(i + 1) % batch.length] = benchmark.baselineNodeByNode();
        }
        assertArrayEquals(byNode, batch);
        for (int i = 1; i <= batch.length; i++) {
            assertEquals(byNode[i % batch.length], benchmark.single());
        }
        // Smile does not split values closer than 1e-7, so its forest is nearly, not quite, the same.
        double difference = 0;
        for (int i = 1; i <= batch.length; i++) {
            difference += Math.abs(byNode[i % batch.length] - benchmark.smileObjects()) / batch.length;
        }
        assertTrue(difference < 0.05, difference + " apart on average");
    }

    @Test
    void boostedTreesGiveTheSameOneByOneAndAtOnce() throws XGBoostError {
        BoostedTreesBenchmark benchmark = new BoostedTreesBenchmark();
        benchmark.prepare();
        double[] batch = benchmark.batch().clone();
        // A row in turn begins with the second.
        for (int i = 1; i <= batch.length; i++) {
            assertEquals(batch[i % batch.length], benchmark.single());
        }
        float[][] library = benchmark.xgboostInplaceBatch();
        double difference = 0;
        for (int i = 1; i <= batch.length; i++) {
            int row = i % batch.length;
            assertEquals(library[row][0], benchmark.xgboostInplace());
            difference += Math.abs(batch[row] - library[row][0]) / batch.length;
        }
        // As many trees of the same rows, but not the same settings; the targets have a deviation of 1.8.
        assertTrue(difference < 0.5, difference + " apart on average");
    }

    @ParameterizedTest
    @ValueSource(strings = {PwSchemas.QEPERF_2, PwSchemas.QEPERF_1, PwSchemas.THESIS_14})
    void rowsOfLayoutsAreThoseOfEachForItself(String schema) {
        LayoutRowsBenchmark benchmark = new LayoutRowsBenchmark();
        benchmark.schema = schema;
        benchmark.prepare();
        double[] rows = benchmark.fill().clone();
        int width = rows.length / LayoutRowsBenchmark.LAYOUTS;
        for (int i = 1; i <= LayoutRowsBenchmark.LAYOUTS; i++) {
            int begin = i % LayoutRowsBenchmark.LAYOUTS * width;
            assertArrayEquals(benchmark.single().toArray(), Arrays.copyOfRange(rows, begin, begin + width));
        }
    }

    @Test
    void kernelsGiveWhatSmileGives() {
        FormulaBenchmark ours = new FormulaBenchmark();
        FormulaBenchmark theirs = new FormulaBenchmark();
        ours.kind = "gaussian";
        theirs.kind = "gaussian";
        ours.prepare();
        theirs.prepare();
        double[] batch = ours.batch().clone();
        for (int i = 1; i <= batch.length; i++) {
            double single = ours.single();
            assertEquals(single, batch[i % batch.length]);
            assertEquals(theirs.smileGaussian(), single, 1e-10);
        }
    }

    @Test
    void theLargeForestFitsIntoItsFile() {
        ReadModelBenchmark benchmark = new ReadModelBenchmark();
        benchmark.prepare();
        assertTrue(benchmark.bytes() < 12 << 20, benchmark.bytes() + " bytes");
        assertEquals("large@1", benchmark.read().model().toString());
    }

    @Test
    void theNetworkGivesWhatPlainLoopsGive() {
        DenseNetworkBenchmark benchmark = new DenseNetworkBenchmark();
        DenseNetworkBenchmark loops = new DenseNetworkBenchmark();
        benchmark.prepare();
        loops.prepare();
        double[] batch = benchmark.batch().clone();
        for (int i = 1; i <= batch.length; i++) {
            double single = benchmark.single();
            double expected = loops.baselineLoops();
            assertEquals(expected, loops.dl4jOutputOfThisRow(), 1e-12);
            assertEquals(expected, single, 1e-13 * Math.abs(expected));
            assertEquals(single, batch[i % batch.length]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iterations", "bands"})
    void theMadeUpOutputIsReadAsMade(String kind) {
        HarvestOutputBenchmark benchmark = new HarvestOutputBenchmark();
        benchmark.kind = kind;
        benchmark.prepare();
        PwOutput run = benchmark.read().get(0);
        assertEquals(Outcome.CONVERGED, run.end().outcome());
        assertEquals(1240, run.times().electronsWall().orElseThrow());
        assertEquals(kind.equals("iterations"), run.iterations().scf().orElseThrow() > 50_000);
        assertEquals(32.0, benchmark.size() / 1048576.0, 0.1);
    }
}
