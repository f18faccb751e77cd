package org.qeperf.train.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.OneColumnProvider;
import org.qeperf.train.compare.ComparisonPlan.Stage;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;

class ComparisonTest {

    private static final Comparison.Tools TOOLS =
            new Comparison.Tools(EXTRACTOR, RegressorCatalogue.of(new OneColumnProvider(), new LossProvider()));
    private static final String WORK = Integer.toString(ExampleRuns.SCHEMA.indexOf("work_total"));
    private static final String ABSENT = "there is no algorithm 'other/forest'; known are: example/one-column,"
            + " losing/one-column; for another, add the jar of its provider to the class path";

    /** The first predicts the mean of the normalised time, the second nearly what was measured. */
    private static final ComparisonPlan PLAN = new ComparisonPlan(
            "example",
            List.of(
                    new Stage("theirs", Basis.THESIS, Division.RANDOM, List.of(model("electrons", "", "0"), absent())),
                    new Stage("folds", Basis.THESIS, Division.FOLDS, List.of(model("electrons", "", "0"))),
                    new Stage("ours", Basis.QEPERF, Division.SYSTEMS, List.of(model("work", "work_total", WORK)))));

    @Test
    void measuresEveryStageOnTheSameRows() {
        Comparison comparison = compare(PLAN, ExampleRuns.ofSystems(12));
        assertEquals(new Comparison.Data("runs.jsonl", "00", "default", 72, 12, Map.of(), false), comparison.data());
        assertEquals(List.of("theirs", "folds", "ours"), names(comparison));
        assertEquals(
                List.of(15, 72, 12),
                comparison.stages().stream().map(StageResult::rows).toList());
        assertTrue(comparison.first().knownRows() > 10, "a random split has systems on both sides");
        assertEquals(0, comparison.stages().get(1).knownRows());
        assertEquals(0, comparison.stages().get(2).knownRows());
        assertEquals(14, comparison.first().columns().size());
    }

    @Test
    void showsBothTargetsOfBothBases() {
        Comparison comparison = compare(PLAN, ExampleRuns.ofSystems(12));
        for (StageResult stage : comparison.stages()) {
            ModelScore score = stage.scores().get(0);
            assertEquals(
                    score.seconds().relative().medianError(),
                    score.normalized().relative().medianError(),
                    1e-9,
                    "the factor between the two is the same for measured and predicted");
            assertEquals(
                    score.seconds().relative().mape(),
                    score.normalized().relative().mape(),
                    1e-9);
            assertTrue(score.normalized().absolute().mae()
                    < 1e-2 * score.seconds().absolute().mae());
            assertEquals(stage.rows(), score.points().measured().length);
        }
        ModelScore ours = comparison.stages().get(2).scores().get(0);
        assertEquals(0.1, ours.seconds().relative().mape(), 0.05, "the noise in the runs");
    }

    @Test
    void normalisesAsTheThesisDoes() {
        RunRecord run = ExampleRuns.ofSystems(12).get(0);
        Counts counts = run.counts().known().orElseThrow();
        double cube = Math.pow(counts.real("n_el"), 3);
        int cores = run.place().evenLayout().orElseThrow().ranks();
        double expected = run.secondsPerScfIteration().orElseThrow() / (cube * counts.whole("n_k") / cores);
        double[] measured = compare(PLAN, ExampleRuns.ofSystems(12))
                .stages()
                .get(1)
                .scores()
                .get(0)
                .points()
                .measured();
        assertTrue(
                Arrays.stream(measured).anyMatch(x -> Math.abs(x - expected) < 1e-9 * expected),
                "every row is measured on in one fold");
    }

    @Test
    void goesOnWithoutAModelThatIsNotThere() {
        Comparison comparison = compare(PLAN, ExampleRuns.ofSystems(12));
        assertEquals(Map.of("forest", ABSENT), comparison.failures());
        assertEquals(1, comparison.first().scores().size());
    }

    @Test
    void givesUpWhereNoModelIsThere() {
        ComparisonPlan plan = new ComparisonPlan(
                "example", List.of(new Stage("theirs", Basis.THESIS, Division.RANDOM, List.of(absent()))));
        TrainingException e = assertThrows(TrainingException.class, () -> compare(plan, ExampleRuns.ofSystems(12)));
        assertEquals("none of the models could be trained: forest: " + ABSENT, e.getMessage());
    }

    @Test
    void keepsWhatAModelTellsWhereItIsTrainedOnce() {
        Comparison comparison = compare(PLAN, ExampleRuns.ofSystems(12));
        assertTrue(
                comparison.first().scores().get(0).insight(Insight.IMPORTANCE).isPresent());
        assertEquals(
                Optional.empty(), comparison.stages().get(1).scores().get(0).insight(Insight.IMPORTANCE));
    }

    @Test
    void needsAsManySystemsAsThereAreFolds() {
        TrainingException e = assertThrows(TrainingException.class, () -> compare(PLAN, ExampleRuns.ofSystems(9)));
        assertEquals("runs.jsonl has usable runs of 9 systems; expected at least 10, left out are {}", e.getMessage());
    }

    @Test
    void needsRuns() {
        List<RunRecord> runs = List.of(
                ExampleRuns.run("a", "Si", ExampleRuns.counts(4, 24, 2), Layout.serial(), Outcome.CRASHED, 0.5));
        TrainingException e = assertThrows(TrainingException.class, () -> compare(PLAN, runs));
        assertEquals("no run of runs.jsonl can be used: {crashed=1}", e.getMessage());
    }

    @Test
    void leavesARunOutThatOneBasisCannotUse() {
        List<RunRecord> runs = new ArrayList<>(ExampleRuns.ofSystems(12));
        runs.add(ExampleRuns.run("a", "Si", without("n_kb"), Layout.serial(), Outcome.CONVERGED, 0.5));
        runs.add(ExampleRuns.run("b", "Si", without("n_betas"), Layout.serial(), Outcome.CONVERGED, 0.5));
        Comparison.Data data = compare(PLAN, runs).data();
        assertEquals(72, data.rows());
        assertEquals(Map.of("no n_kb for schema qeperf-1", 1, "no n_betas for schema thesis-14", 1), data.dropped());
    }

    @Test
    void goesOnWithoutAFeatureThatNoRunTells() {
        List<RunRecord> runs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            runs.add(ExampleRuns.run(
                    "r" + i, "System" + i % 10, without("n_betas"), Layout.serial(), Outcome.CONVERGED, 0.5 + i));
        }
        Comparison.Data data = compare(PLAN, runs).data();
        assertTrue(data.withoutBetas());
        assertEquals(40, data.rows());
        assertEquals(Map.of(), data.dropped());
    }

    @Test
    void reportsTheFits() {
        List<String> heard = new ArrayList<>();
        Comparison.of(
                PLAN,
                new RunSet("runs.jsonl", "00", ExampleRuns.ofSystems(12)),
                Cleaning.find("default"),
                TOOLS,
                42,
                (what, done, total) -> heard.add(what + " " + done + "/" + total));
        assertEquals(
                List.of("theirs: electrons, fit 0/1", "folds: electrons, fit 0/10", "folds: electrons, fit 1/10"),
                heard.subList(0, 3));
        assertEquals("ours: work, fit 0/1", heard.get(heard.size() - 1));
    }

    @Test
    void isNothingWithoutStages() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new ComparisonPlan("example", List.of()));
        assertEquals("a comparison of nothing", e.getMessage());
    }

    static Comparison compare(ComparisonPlan plan, List<RunRecord> runs) {
        return Comparison.of(
                plan, new RunSet("runs.jsonl", "00", runs), Cleaning.find("default"), TOOLS, 42, Progress.SILENT);
    }

    static Candidate model(String name, String normalizer, String column) {
        return new Candidate(name, "example/one-column", Map.of("column", column), normalizer, Optional.empty());
    }

    private static Candidate absent() {
        return new Candidate("forest", "other/forest", Map.of(), "", Optional.empty());
    }

    private static Counts without(String name) {
        return new Counts(ExampleRuns.counts(4, 24, 2).all().stream()
                .filter((Count count) -> !count.name().equals(name))
                .toList());
    }

    private static List<String> names(Comparison comparison) {
        return comparison.stages().stream().map(stage -> stage.stage().name()).toList();
    }
}
