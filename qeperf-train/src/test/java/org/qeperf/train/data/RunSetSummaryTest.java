package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.train.ExampleRuns;

class RunSetSummaryTest {

    private static final Counts COUNTS = ExampleRuns.counts(4, 24, 2);

    @Test
    void countsWhatThereIs() {
        RunSetSummary summary = summary(
                run("a", Layout.serial(), Outcome.CONVERGED, 0.5),
                run("b", new Layout(2, 2, 3, 2), Outcome.NOT_CONVERGED, 0.25),
                run("c", Layout.serial(), Outcome.CRASHED, 0));
        assertEquals(3, summary.runs());
        assertEquals(1, summary.ok());
        assertEquals(0, summary.disturbed());
        assertEquals(0, summary.gpu());
        assertEquals(1, summary.systems());
        assertEquals(new TreeSet<>(List.of("O", "Si")), summary.elements());
        assertEquals(
                Map.of(
                        "outcomes", Map.of("converged", 1, "crashed", 1, "not_converged", 1),
                        "qe_versions", Map.of("6.7", 3),
                        "calculations", Map.of("scf", 3),
                        "machines", Map.of("bench", 3),
                        "layouts", Map.of("1 x 1 x 1, 1 pool", 2, "2 x 2 x 3, 2 pools", 1),
                        "pseudopotentials", Map.of("norm-conserving", 3),
                        "spins", Map.of("1", 3)),
                summary.tallies());
        assertEquals(
                new RunSetSummary.Quantiles(2, 0.25, 0.25, 0.5, 0.5, 0.5),
                summary.quantiles().get("seconds_per_scf_iteration"));
        assertEquals(
                new RunSetSummary.Quantiles(3, 4, 4, 4, 4, 4),
                summary.quantiles().get("atoms"));
    }

    @Test
    void quantilesAreThoseOfTheNumbers() {
        RunSetSummary.Quantiles quantiles = RunSetSummary.Quantiles.of(
                IntStream.rangeClosed(0, 100).mapToObj(i -> 100.0 - i).toList());
        assertEquals(new RunSetSummary.Quantiles(101, 0, 10, 50, 90, 100), quantiles);
    }

    @Test
    void repeatsTellTheNoise() {
        RunSetSummary summary = summary(
                run("a", Layout.serial(), Outcome.CONVERGED, 0.9),
                run("b", Layout.serial(), Outcome.CONVERGED, 1.1),
                run("c", Layout.serial(), Outcome.CONVERGED, 1.0),
                run("d", new Layout(1, 2, 1, 1), Outcome.CONVERGED, 5),
                run("e", Layout.serial(), Outcome.CRASHED, 7));
        assertEquals(1, summary.repeats().groups());
        assertEquals(3, summary.repeats().runs());
        assertEquals(0.2, summary.repeats().noise().orElseThrow().median(), 1e-12);
    }

    @Test
    void withoutRepeatsThereIsNoNoise() {
        assertEquals(
                new RunSetSummary.Repeats(0, 0, Optional.empty()),
                summary(run("a", Layout.serial(), Outcome.CONVERGED, 1)).repeats());
    }

    /** Records of runs of which only the input was read have no contents. */
    @Test
    void countsStandInForContents() {
        RunRecord run = run("a", Layout.serial(), Outcome.CONVERGED, 1);
        RunSetSummary summary = summary(new RunRecord(
                run.origin(),
                run.program(),
                run.place(),
                RunContents.UNKNOWN,
                run.iterations(),
                run.times(),
                run.memory(),
                run.ending(),
                run.counts(),
                run.labels()));
        assertEquals(new TreeSet<>(List.of("O", "Si")), summary.elements());
        assertEquals(Map.of("norm-conserving", 1), summary.tallies().get("pseudopotentials"));
        assertEquals(Map.of("1", 1), summary.tallies().get("spins"));
        assertEquals(4, summary.quantiles().get("atoms").median());
    }

    @Test
    void theUnknownIsCounted() {
        RunRecord run = run("a", Layout.serial(), Outcome.INCOMPLETE, 0);
        RunSetSummary summary = summary(new RunRecord(
                new RunOrigin(run.id(), "a", Optional.empty(), Optional.empty(), Optional.empty()),
                run.program(),
                new RunPlace(Optional.empty(), Optional.empty(), RunLayout.UNKNOWN, Optional.empty()),
                RunContents.UNKNOWN,
                run.iterations(),
                run.times(),
                run.memory(),
                run.ending(),
                RunCounts.missing("no input"),
                run.labels()));
        assertEquals(0, summary.systems());
        assertEquals(Map.of("unknown", 1), summary.tallies().get("machines"));
        assertEquals(Map.of("unknown", 1), summary.tallies().get("layouts"));
        assertEquals(Map.of("unknown", 1), summary.tallies().get("pseudopotentials"));
        assertEquals(Map.of("unknown", 1), summary.tallies().get("spins"));
    }

    private static RunSetSummary summary(RunRecord... runs) {
        return RunSetSummary.of(new RunSet("runs.jsonl", "00", List.of(runs)));
    }

    private static RunRecord run(String name, Layout layout, Outcome outcome, double seconds) {
        return ExampleRuns.run(name, "O2Si", COUNTS, layout, outcome, seconds);
    }
}
