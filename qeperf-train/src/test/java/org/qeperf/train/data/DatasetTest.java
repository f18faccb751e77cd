package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;
import static org.qeperf.train.ExampleRuns.SCHEMA;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.train.ExampleRuns;

class DatasetTest {

    private static final Counts COUNTS = ExampleRuns.counts(4, 24, 2);

    @Test
    void keepsTheRunsThatCanBeTrustedAndCountsTheOthers() {
        RunRecord converged = run("converged", 0.5);
        RunRecord unconverged = run("not-converged", 0.25);
        RunRecord shortest = run("converged", 0.02);
        RunSet runs = set(
                converged,
                run("crashed", 0.5),
                run("incomplete", 0.5),
                run("incomplete", 0.5),
                unconverged,
                shortest,
                run("converged", 0.0199),
                run("converged", 0),
                otherProgram(),
                disturbed());
        Dataset data = Dataset.of(runs, EXTRACTOR, SCHEMA);
        assertEquals(List.of(converged, unconverged, shortest), data.runs());
        assertArrayEquals(new double[] {0.5, 0.25, 0.02}, data.targets(), 1e-15);
        assertEquals(
                Map.of(
                        "another program", 1,
                        "crashed", 1,
                        "disturbed", 1,
                        "incomplete", 2,
                        "no time printed", 1,
                        "shorter than 0.2 s", 1),
                data.dropped());
    }

    @Test
    void makesTheRowThatPredictionMakes() {
        Layout layout = new Layout(1, 4, 1, 2);
        RunRecord other = ExampleRuns.run("b", "Si", COUNTS, layout, "converged", 0.5);
        Dataset data = Dataset.of(set(run("converged", 0.5), other), EXTRACTOR, SCHEMA);
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
    void countsSystemsOnce() {
        RunSet runs = set(ExampleRuns.run("a", "Si"), ExampleRuns.run("b", "Cu"), ExampleRuns.run("c", "Si"));
        assertEquals(2, Dataset.of(runs, EXTRACTOR, SCHEMA).systems());
    }

    @Test
    void refusesASetOfWhichNothingIsLeft() {
        TrainingException e = assertThrows(
                TrainingException.class, () -> Dataset.of(set(run("crashed", 0.5), disturbed()), EXTRACTOR, SCHEMA));
        assertEquals("no run of runs.jsonl can be used: {crashed=1, disturbed=1}", e.getMessage());
    }

    @Test
    void namesTheRunWhoseCountsAreNotEnough() {
        Counts one = new Counts(COUNTS.all().subList(0, 1));
        RunSet runs = set(ExampleRuns.run("r17", "Si", one, Layout.serial(), "converged", 0.5));
        TrainingException e = assertThrows(TrainingException.class, () -> Dataset.of(runs, EXTRACTOR, SCHEMA));
        assertEquals(
                "run 'r17' of runs.jsonl cannot be used: there is no count 'n_at'; known are n_el", e.getMessage());
    }

    private static RunSet set(RunRecord... runs) {
        return new RunSet("runs.jsonl", "00", List.of(runs));
    }

    private static RunRecord run(String outcome, double seconds) {
        return ExampleRuns.run(outcome + seconds, "Si", COUNTS, Layout.serial(), outcome, seconds);
    }

    private static RunRecord otherProgram() {
        return changed("cp.x", false);
    }

    private static RunRecord disturbed() {
        return changed("pw.x", true);
    }

    private static RunRecord changed(String code, boolean disturbed) {
        RunRecord r = run("converged", 0.5);
        return new RunRecord(
                r.id(),
                r.system(),
                code,
                r.codeVersion(),
                r.machine(),
                r.layout(),
                r.counts(),
                r.outcome(),
                r.evidence(),
                r.scfIterations(),
                r.electronsSeconds(),
                r.totalSeconds(),
                r.totalCpuSeconds(),
                r.peakMemoryBytes(),
                r.estimatedMemoryBytes(),
                disturbed,
                r.inputSha256());
    }
}
