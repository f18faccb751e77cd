package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.train.ExampleRuns;

/** What the default rules do is in {@link DatasetTest}. */
class CleaningTest {

    private static final Counts ONE_GRID = ExampleRuns.counts(4, 24, 2);
    private static final Counts TWO_GRIDS = new Counts(ONE_GRID.all().stream()
            .map(count -> count.name().equals("fft_smooth") ? new Count.Grid("fft_smooth", 24, 24, 20) : count)
            .toList());

    @Test
    void thesisWantsASmoothGridOfItsOwn() {
        RunRecord two = run(TWO_GRIDS, Outcome.CONVERGED, Map.of());
        Counts none = new Counts(ONE_GRID.all().stream()
                .filter(count -> !count.name().equals("fft_smooth"))
                .toList());
        List<RunRecord> runs = List.of(
                two,
                run(ONE_GRID, Outcome.CONVERGED, Map.of()),
                run(none, Outcome.CONVERGED, Map.of()),
                run(TWO_GRIDS, Outcome.CRASHED, Map.of()));
        assertEquals(
                new Cleaning.Result(List.of(two), Map.of("no smooth grid of its own", 2, "crashed", 1)),
                Cleaning.find("thesis").apply(runs, "pw.x"));
    }

    @Test
    void labelsTellOfSirius() {
        RunRecord unmarked = run(ONE_GRID, Outcome.CONVERGED, Map.of());
        RunRecord zero = run(ONE_GRID, Outcome.CONVERGED, Map.of("sirius", "0"));
        RunRecord one = run(ONE_GRID, Outcome.CONVERGED, Map.of("sirius", "1"));
        assertEquals(
                new Cleaning.Result(List.of(unmarked, zero), Map.of("with SIRIUS", 1)),
                Cleaning.find("native").apply(List.of(unmarked, zero, one), "pw.x"));
    }

    @Test
    void labelsTellOfRunsAlike() {
        RunRecord unmarked = run(ONE_GRID, Outcome.CONVERGED, Map.of());
        RunRecord zero = run(ONE_GRID, Outcome.CONVERGED, Map.of("balanced", "0"));
        RunRecord one = run(ONE_GRID, Outcome.CONVERGED, Map.of("balanced", "1"));
        assertEquals(
                new Cleaning.Result(List.of(unmarked, one), Map.of("one of too many alike", 1)),
                Cleaning.find("balanced").apply(List.of(unmarked, zero, one), "pw.x"));
    }

    @Test
    void setsAreJoined() {
        Cleaning joined = Cleaning.find("thesis+balanced");
        assertEquals("thesis+balanced", joined.name());
        List<CleaningRule> rules = Cleaning.find("default").rules();
        assertEquals(rules, joined.rules().subList(0, rules.size()));
        assertEquals(
                List.of(CleaningRule.SMOOTH_GRID, CleaningRule.BALANCED),
                joined.rules().subList(rules.size(), joined.rules().size()));
    }

    /** So that what is left has all that a row needs. */
    @ParameterizedTest
    @MethodSource("names")
    void everySetBeginsWithTheDefault(String name) {
        List<CleaningRule> rules = Cleaning.find("default").rules();
        assertEquals(rules, Cleaning.find(name).rules().subList(0, rules.size()));
    }

    static List<String> names() {
        List<String> names = Cleaning.names();
        assertEquals(List.of("default", "thesis", "native", "balanced", "any-machine"), names);
        return names.subList(0, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "", "default+none", "default+", "none+default"})
    void anUnknownNameListsTheKnownOnes(String names) {
        String unknown = names.contains("none") ? "'none'" : "''";
        assertEquals(
                "there is no cleaning " + unknown
                        + "; expected one of default, thesis, native, balanced, any-machine, or several joined by +",
                assertThrows(TrainingException.class, () -> Cleaning.find(names))
                        .getMessage());
    }

    @Test
    void aGoodRunBreaksNoRule() {
        RunRecord good = run(TWO_GRIDS, Outcome.CONVERGED, Map.of());
        for (CleaningRule rule : CleaningRule.values()) {
            assertEquals("", rule.reasonToDrop(good, "pw.x"), rule.name());
        }
    }

    private static RunRecord run(Counts counts, Outcome outcome, Map<String, String> labels) {
        RunRecord run = ExampleRuns.run("a", "Si", counts, Layout.serial(), outcome, 0.5);
        return new RunRecord(
                run.origin(),
                run.program(),
                run.place(),
                run.contents(),
                run.iterations(),
                run.times(),
                run.memory(),
                run.ending(),
                run.counts(),
                labels);
    }
}
