package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;
import static org.qeperf.train.ExampleRuns.SCHEMA;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.features.harvest.RunTimes;
import org.qeperf.features.workload.KernelClocks;
import org.qeperf.train.ExampleRuns;

class DatasetTest {

    private static final Counts COUNTS = ExampleRuns.counts(4, 24, 2);

    @Test
    void keepsTheRunsThatCanBeTrustedAndCountsTheOthers() {
        RunRecord converged = run(Outcome.CONVERGED, 0.5);
        RunRecord unconverged = run(Outcome.NOT_CONVERGED, 0.25);
        RunRecord shortest = run(Outcome.CONVERGED, 0.02);
        RunSet runs = set(
                converged,
                run(Outcome.CRASHED, 0.5),
                run(Outcome.INCOMPLETE, 0.5),
                run(Outcome.INCOMPLETE, 0.5),
                unconverged,
                shortest,
                run(Outcome.CONVERGED, 0.0199),
                run(Outcome.CONVERGED, 0),
                otherProgram(),
                onGraphicsProcessors(),
                withoutCounts(),
                withoutSystem(),
                at(Optional.empty(), layout(1, 1, 1, 1, 1, 1)),
                run(Outcome.OUT_OF_MEMORY, 0.5),
                run(Outcome.TIME_LIMIT, 0.5),
                disturbed());
        Dataset data =
                Dataset.of(runs, Cleaning.find("default"), RunTarget.SECONDS_PER_SCF_ITERATION, EXTRACTOR, SCHEMA);
        assertEquals(List.of(converged, unconverged, shortest), data.runs());
        assertArrayEquals(new double[] {0.5, 0.25, 0.02}, data.targets(), 1e-15);
        assertEquals(
                Map.ofEntries(
                        Map.entry("another program", 1),
                        Map.entry("on graphics processors", 1),
                        Map.entry("crashed", 1),
                        Map.entry("disturbed", 1),
                        Map.entry("incomplete", 2),
                        Map.entry("out_of_memory", 1),
                        Map.entry("time_limit", 1),
                        Map.entry("no counts", 1),
                        Map.entry("no machine", 1),
                        Map.entry("no system", 1),
                        Map.entry("no time printed", 1),
                        Map.entry("shorter than 0.2 s", 1)),
                data.dropped());
    }

    @ParameterizedTest
    @CsvSource({"4,0,1,1,1,1", "5,2,1,1,1,1", "4,1,2,1,1,1", "4,1,1,3,1,1", "4,1,1,1,2,1", "4,1,1,1,1,2"})
    void dropsLayoutsThatPredictionsDoNotHave(
            int ranks, int nodes, int images, int pools, int bandGroups, int taskGroups) {
        RunLayout layout = layout(ranks, nodes, images, pools, bandGroups, taskGroups);
        RunSet runs = set(run(Outcome.CONVERGED, 0.5), at(Optional.of(ExampleRuns.MACHINE), layout));
        assertEquals(
                Map.of("no layout, or one with images, band or task groups", 1),
                Dataset.of(runs, Cleaning.find("default"), RunTarget.SECONDS_PER_SCF_ITERATION, EXTRACTOR, SCHEMA)
                        .dropped());
    }

    @Test
    void takesUnknownThreadsAndPoolsAsOneAndOneRankAsOnOneNode() {
        OptionalInt unknown = OptionalInt.empty();
        RunLayout layout =
                new RunLayout(OptionalInt.of(1), unknown, unknown, unknown, unknown, unknown, unknown, unknown);
        assertEquals(
                Optional.of(Layout.serial()),
                at(Optional.empty(), layout).place().evenLayout());
    }

    @Test
    void makesTheRowThatPredictionMakes() {
        Layout layout = new Layout(1, 4, 1, 2);
        RunRecord other = ExampleRuns.run("b", "Si", COUNTS, layout, Outcome.CONVERGED, 0.5);
        Dataset data = Dataset.of(
                set(run(Outcome.CONVERGED, 0.5), other),
                Cleaning.find("default"),
                RunTarget.SECONDS_PER_SCF_ITERATION,
                EXTRACTOR,
                SCHEMA);
        double[] second = new double[SCHEMA.size()];
        System.arraycopy(data.rows(), SCHEMA.size(), second, 0, SCHEMA.size());
        assertArrayEquals(
                EXTRACTOR
                        .restore(COUNTS)
                        .features(SCHEMA, layout, ExampleRuns.MACHINE)
                        .toArray(),
                second);
    }

    @Test
    void knowsTheKernelsSecondsWhereTheSchemaHasTheirColumns() {
        RunRecord run = run(Outcome.CONVERGED, 0.5);
        Clock clock = new Clock(OptionalLong.of(20), OptionalDouble.empty(), OptionalDouble.of(3));
        RunRecord clocked = new RunRecord(
                run.origin(),
                run.program(),
                run.place(),
                run.contents(),
                run.iterations(),
                new RunTimes(
                        run.times().electronsWall(),
                        run.times().totalWall(),
                        run.times().totalCpu(),
                        Map.of("cdiaghg", clock)),
                run.memory(),
                run.ending(),
                run.counts(),
                run.labels());
        Dataset data = dataset(set(run, clocked), SCHEMA);
        assertEquals(KernelClocks.COLUMNS, List.copyOf(data.kernelSeconds().keySet()));
        assertArrayEquals(new double[] {Double.NaN, 0.3}, data.kernelSeconds().get("work_diagonalization"), 1e-15);
        assertArrayEquals(
                new double[] {Double.NaN, Double.NaN}, data.kernelSeconds().get("work_fft"));
        assertEquals(
                Map.of(), dataset(set(run, clocked), EXTRACTOR.schemas().get(3)).kernelSeconds());
    }

    @Test
    void countsSystemsOnce() {
        RunSet runs = set(ExampleRuns.run("a", "Si"), ExampleRuns.run("b", "Cu"), ExampleRuns.run("c", "Si"));
        assertEquals(
                2,
                Dataset.of(runs, Cleaning.find("default"), RunTarget.SECONDS_PER_SCF_ITERATION, EXTRACTOR, SCHEMA)
                        .systems());
    }

    @Test
    void refusesASetOfWhichNothingIsLeft() {
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> Dataset.of(
                        set(run(Outcome.CRASHED, 0.5), disturbed()),
                        Cleaning.find("default"),
                        RunTarget.SECONDS_PER_SCF_ITERATION,
                        EXTRACTOR,
                        SCHEMA));
        assertEquals("no run of runs.jsonl can be used: {crashed=1, disturbed=1}", e.getMessage());
    }

    @Test
    void dropsRunsThatLackACountOfTheSchema() {
        Counts without = new Counts(COUNTS.all().stream()
                .filter(count -> !count.name().equals("n_betas"))
                .toList());
        RunRecord run = run(Outcome.CONVERGED, 0.5);
        RunRecord partial = ExampleRuns.run("r17", "Si", without, Layout.serial(), Outcome.CONVERGED, 0.5);
        assertEquals(2, dataset(set(run, partial), SCHEMA).size());
        Dataset thesis = dataset(set(run, partial), EXTRACTOR.schemas().get(3));
        assertEquals(List.of(run), thesis.runs());
        assertEquals(Map.of("no n_betas for schema thesis-14", 1), thesis.dropped());
    }

    @Test
    void namesTheRunWhoseCountsAreImpossible() {
        Counts negative = new Counts(COUNTS.all().stream()
                .map(count -> count.name().equals("n_kb") ? new Count.Whole("n_kb", -1) : count)
                .toList());
        RunSet runs = set(ExampleRuns.run("r17", "Si", negative, Layout.serial(), Outcome.CONVERGED, 0.5));
        assertEquals(
                "run '" + ExampleRuns.id("r17") + "' of runs.jsonl cannot be used: count 'n_kb' is negative",
                assertThrows(TrainingException.class, () -> dataset(runs, SCHEMA))
                        .getMessage());
    }

    private static Dataset dataset(RunSet runs, FeatureSchema schema) {
        return Dataset.of(runs, Cleaning.find("default"), RunTarget.SECONDS_PER_SCF_ITERATION, EXTRACTOR, schema);
    }

    private static RunSet set(RunRecord... runs) {
        return new RunSet("runs.jsonl", "00", List.of(runs));
    }

    private static RunRecord run(Outcome outcome, double seconds) {
        return ExampleRuns.run(outcome.key() + seconds, "Si", COUNTS, Layout.serial(), outcome, seconds);
    }

    private static RunRecord otherProgram() {
        RunRecord run = run(Outcome.CONVERGED, 0.5);
        RunProgram other = new RunProgram("cp.x", Optional.empty(), false, Optional.empty(), Optional.empty());
        return new RunRecord(
                run.origin(),
                other,
                run.place(),
                run.contents(),
                run.iterations(),
                run.times(),
                run.memory(),
                run.ending(),
                run.counts(),
                run.labels());
    }

    private static RunRecord onGraphicsProcessors() {
        RunRecord run = run(Outcome.CONVERGED, 0.5);
        RunProgram gpu = new RunProgram("pw.x", Optional.empty(), true, Optional.empty(), Optional.empty());
        return new RunRecord(
                run.origin(),
                gpu,
                run.place(),
                run.contents(),
                run.iterations(),
                run.times(),
                run.memory(),
                run.ending(),
                run.counts(),
                run.labels());
    }

    private static RunRecord disturbed() {
        return changed(
                new RunEnding(Outcome.CONVERGED, Optional.empty(), Optional.empty(), true),
                RunCounts.of(COUNTS),
                run(Outcome.CONVERGED, 0.5).origin(),
                run(Outcome.CONVERGED, 0.5).place());
    }

    private static RunRecord withoutCounts() {
        RunRecord run = run(Outcome.CONVERGED, 0.5);
        return changed(run.ending(), RunCounts.missing("no input"), run.origin(), run.place());
    }

    private static RunRecord withoutSystem() {
        RunRecord run = run(Outcome.CONVERGED, 0.5);
        RunOrigin origin = new RunOrigin(run.id(), "a", Optional.empty(), Optional.empty(), Optional.empty());
        return changed(run.ending(), run.counts(), origin, run.place());
    }

    private static RunRecord at(Optional<Machine> machine, RunLayout layout) {
        RunRecord run = run(Outcome.CONVERGED, 0.5);
        return changed(
                run.ending(),
                run.counts(),
                run.origin(),
                new RunPlace(Optional.empty(), machine, layout, Optional.empty()));
    }

    private static RunLayout layout(int ranks, int nodes, int images, int pools, int bandGroups, int taskGroups) {
        return new RunLayout(
                OptionalInt.of(ranks),
                OptionalInt.empty(),
                nodes == 0 ? OptionalInt.empty() : OptionalInt.of(nodes),
                OptionalInt.of(images),
                OptionalInt.of(pools),
                OptionalInt.of(bandGroups),
                OptionalInt.empty(),
                OptionalInt.of(taskGroups));
    }

    private static RunRecord changed(RunEnding ending, RunCounts counts, RunOrigin origin, RunPlace place) {
        RunRecord run = run(Outcome.CONVERGED, 0.5);
        return new RunRecord(
                origin,
                run.program(),
                place,
                run.contents(),
                run.iterations(),
                run.times(),
                run.memory(),
                ending,
                counts,
                run.labels());
    }
}
