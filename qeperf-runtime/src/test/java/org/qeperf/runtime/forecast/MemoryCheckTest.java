package org.qeperf.runtime.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.ExampleModels;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.forecast.MemoryForecast.Fit;

class MemoryCheckTest {

    private static final long GIB = 1L << 30;
    private static final Workload RUN =
            new ExampleExtractor().restore(new Counts(List.of(new Count.Whole("n_el", 100))));

    /** A share of each rank and a part that all ranks of the run divide, with an interval of a factor 1.25. */
    private record Memory(double eachGib, double sharedGib) implements RuntimePredictor {
        @Override
        public ModelId model() {
            return new ModelId("memory", "1");
        }

        @Override
        public FeatureSchema schema() {
            return ExampleModels.SCHEMA;
        }

        @Override
        public Target target() {
            return Target.PEAK_MEMORY_PER_RANK;
        }

        @Override
        public Prediction predict(FeatureVector row) {
            double bytes = (eachGib + sharedGib / row.get("n_k")) * GIB;
            return new Prediction(target(), bytes, level -> 1.25, List.of());
        }

        @Override
        public void predict(FeatureMatrix rows, double[] out) {
            throw new UnsupportedOperationException("a forecast is of one row");
        }
    }

    private static Machine machine(double gib) {
        return new Machine("box", 16, (long) (gib * GIB));
    }

    private static MemoryForecast forecast(Memory memory, Layout layout, Machine machine) {
        return new MemoryCheck(RUN, machine, memory, 0.8).of(layout);
    }

    @Test
    void aNodeHoldsAllItsRanks() {
        MemoryForecast memory = forecast(new Memory(0.5, 8), new Layout(2, 4, 1, 1), machine(100));
        assertEquals(1.5 * GIB, memory.perRank().value());
        assertEquals(6.0 * GIB, memory.perNode().value());
        assertEquals(new Interval(4.8 * GIB, 7.5 * GIB, 0.8), memory.perNode().interval());
        assertEquals(OptionalDouble.of((double) GIB / 16), memory.programsEstimateBytes());
    }

    @ParameterizedTest
    @CsvSource({"7.5, FITS", "7.4, TOO_CLOSE", "6, TOO_CLOSE", "5.9, DOES_NOT_FIT"})
    void aNodeHasEnoughOrNot(double gib, Fit fit) {
        assertEquals(
                fit,
                forecast(new Memory(0.5, 8), new Layout(2, 4, 1, 1), machine(gib))
                        .fit());
    }

    @Test
    void whatFitsNeedsNoRemedy() {
        assertEquals(
                List.of(),
                forecast(new Memory(0.5, 8), new Layout(2, 4, 1, 1), machine(8)).remedies());
    }

    @Test
    void fewerTasksOrMoreNodesMakeItFit() {
        assertEquals(
                List.of(
                        "fewer tasks with more threads: 1 node x 4 tasks x 4 threads, 1 pool needs 4.0 GB of each node, at"
                                + " most 5.0 GB",
                        "more nodes: 4 nodes x 8 tasks x 2 threads, 1 pool need 4.5 GB of each node, at most 5.6 GB"),
                forecast(new Memory(0.5, 2), new Layout(1, 8, 2, 1), machine(5.7))
                        .remedies());
    }

    @Test
    void bothAtOnceWhereOneIsNotEnough() {
        assertEquals(
                List.of(
                        "more nodes, fewer tasks with more threads: 2 nodes x 2 tasks x 4 threads, 1 pool need 3.5 GB of"
                                + " each node, at most 4.4 GB"),
                forecast(new Memory(0.75, 4), new Layout(1, 4, 2, 1), machine(4.4))
                        .remedies()
                        .subList(0, 1));
    }

    @Test
    void layoutsThatStopOrWasteMoreAreNoRemedies() {
        // Two pools do not divide three tasks on one node, and 64 ranks are more than have work.
        assertEquals(
                List.of(
                        "fewer tasks with more threads, fewer pools: 1 node x 3 tasks x 2 threads, 1 pool needs 3.0 GB of"
                                + " each node, at most 3.8 GB",
                        "more nodes, fewer tasks with more threads: 2 nodes x 3 tasks x 2 threads, 2 pools need 3.0 GB of"
                                + " each node, at most 3.8 GB"),
                forecast(new Memory(1, 0), new Layout(1, 6, 1, 2), machine(4)).remedies());
        assertEquals(
                List.of(
                        "more nodes, fewer tasks with more threads: 2 nodes x 16 tasks x 2 threads, 1 pool need 2.0 GB of"
                                + " each node, at most 2.5 GB"),
                forecast(new Memory(0, 4), new Layout(1, 32, 1, 1), machine(4)).remedies());
    }

    @Test
    void whatFitsNowhereIsTold() {
        assertEquals(
                List.of(
                        "a machine with more memory in a node: of the layouts tried, 1 node x 1 task x 2 threads, 1 pool"
                                + " needs 3.0 GB of each node, at most 3.8 GB"),
                forecast(new Memory(3, 0), new Layout(1, 2, 1, 1), machine(1)).remedies());
        assertEquals(
                List.of("a machine with more memory in a node: no other layout of this kind starts"),
                forecast(new Memory(3, 0), new Layout(32, 1, 1, 1), machine(1)).remedies());
    }

    /** 99 errors: at the level k/100 the factor is that of the k-th, 1 + k/100. */
    @ParameterizedTest
    @CsvSource({"1, 0.5", "1.5001, 0.25", "1.9001, 0.05", "0.66662, 0.75", "0.5, 0.9995", "9, 0.0005"})
    void theRiskIsWhatLiesBeyondTheNodesMemory(double gib, double risk) {
        double[] errors = IntStream.rangeClosed(1, 99)
                .mapToDouble(k -> Math.log(1 + k / 100.0))
                .toArray();
        Prediction perRank =
                new Prediction(Target.PEAK_MEMORY_PER_RANK, GIB, new PredictionInterval(errors), List.of());
        MemoryForecast memory = new MemoryForecast(
                OptionalDouble.of(GIB), perRank, new Estimate(GIB, perRank.interval()), Fit.FITS, List.of());
        assertEquals(
                risk, new MemoryCheck(RUN, machine(gib), new Memory(1, 0), 0.9).risk(memory, Layout.serial()), 1e-6);
    }
}
