package org.qeperf.train.automl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.train.automl.LeaderboardRow.Kind;
import org.qeperf.train.automl.plan.TechniquePlan;
import org.qeperf.train.validate.Validation;

/** What goes wrong in a trial is told, and the search goes on. */
class FailureTest {

    @TempDir
    private Path folder;

    private SmallPlan plan(String... ways) {
        SmallPlan plan = new SmallPlan(folder);
        plan.targets = List.of(TargetForm.IDENTITY);
        List<TechniquePlan> techniques = new ArrayList<>();
        Stream.of(ways).map(SmallPlan::odd).forEach(techniques::add);
        plan.techniques = techniques;
        return plan;
    }

    private static LeaderboardRow row(AutoMlResult result, String technique) {
        return result.leaderboard().stream()
                .filter(row -> row.technique().equals(technique))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachTechniqueThatGoesWrongIsARowWithItsReason() throws Exception {
        AutoMlResult result = plan(
                        "refuses",
                        "breaks",
                        "nan",
                        "infinite",
                        "deep",
                        "asserts",
                        "unlinked",
                        "negative",
                        "large",
                        "well")
                .run(folder.resolve("out"));
        Map<String, String> reasons = Map.of(
                "refuses", "1 trial: these rows are not to my taste",
                "breaks", "1 trial: the technique stopped with java.lang.IllegalStateException: a bug",
                "nan", "1 trial: it predicts what is no number for rows held out",
                "infinite", "1 trial: it predicts what is no number for rows held out",
                "deep", "1 trial: the technique stopped with java.lang.StackOverflowError",
                "asserts", "1 trial: the technique stopped with java.lang.AssertionError: never so",
                "unlinked", "1 trial: the technique stopped with java.lang.UnsatisfiedLinkError: no native library");
        reasons.forEach((way, reason) -> {
            LeaderboardRow row = row(result, way);
            assertEquals(reason, row.reason());
            assertEquals(Double.NaN, row.validationMape());
            assertEquals(Double.NaN, row.latencyMicroseconds());
            assertEquals(Map.of(), row.values());
            assertEquals(1, row.trials());
            assertEquals(1, row.failed());
            assertTrue(row.test().isEmpty());
        });
        assertEquals("well", result.best().technique());
        assertEquals("", result.best().reason());
        assertTrue(row(result, "large").validationMape() > 1e290, "the largest numbers are numbers");
        LeaderboardRow negative = row(result, "negative");
        assertTrue(negative.validationMape() > 1, "predictions below 0 are only bad ones");
        assertEquals("", negative.reason());
        assertTrue(Double.isNaN(negative.test().orElseThrow().r2Log()));
    }

    @Test
    void settingsThatGoWrongAreCountedAndTheOthersGoOn() throws Exception {
        SmallPlan plan = plan();
        plan.techniques = List.of(StubProvider.technique(StubProvider.ODD, Map.of()));
        plan.trials = 20;
        AutoMlResult result = plan.run(folder.resolve("out"), new StubProvider(), 2);
        assertEquals(9, result.best().trials());
        assertEquals(6, result.best().failed());
        assertEquals("well", result.best().values().get("way"));
        assertEquals(
                List.of(
                        "1 trial: it predicts what is no number for rows held out",
                        "1 trial: the technique stopped with java.lang.AssertionError: never so",
                        "1 trial: the technique stopped with java.lang.IllegalStateException: a bug",
                        "1 trial: the technique stopped with java.lang.StackOverflowError",
                        "1 trial: the technique stopped with java.lang.UnsatisfiedLinkError: no native library",
                        "1 trial: these rows are not to my taste"),
                Stream.of(result.best().reason().split("; ")).sorted().toList());
    }

    @Test
    void ifAllGoWrongTheReasonsAreTold() {
        AutoMl search =
                new AutoMl(plan("refuses", "breaks").make(), folder.resolve("out"), new StubProvider().catalogue());
        TrainingException e = assertThrows(TrainingException.class, () -> search.run(1, SearchProgress.SILENT));
        assertEquals(
                "no technique gives a model: refuses: these rows are not to my taste; breaks: the technique stopped with"
                        + " java.lang.IllegalStateException: a bug",
                e.getMessage());
        assertTrue(Files.notExists(folder.resolve("out/best.qeperf")));
    }

    @Test
    void aTechniqueThatFailsOnAllRowsOnlyHasNoError() throws Exception {
        AutoMlResult result = plan("refuses-many", "well").run(folder.resolve("out"));
        LeaderboardRow row = row(result, "refuses-many");
        assertEquals("all rows that the search saw: more than 32 rows", row.reason());
        assertEquals(Double.NaN, row.validationMape());
        assertEquals("well", result.best().technique());
        AutoMl search =
                new AutoMl(plan("refuses-many").make(), folder.resolve("alone"), new StubProvider().catalogue());
        TrainingException e = assertThrows(TrainingException.class, () -> search.run(1, SearchProgress.SILENT));
        assertEquals(
                "no technique gives a model: refuses-many: all rows that the search saw: more than 32 rows",
                e.getMessage());
    }

    @Test
    void aModelThatCannotBeRefittedIsTheOneThatWasMeasured() throws Exception {
        SmallPlan plan = plan("refuses-all");
        plan.refit = true;
        AutoMlResult result = plan.run(folder.resolve("out"));
        assertEquals(36, result.modelRows());
        assertEquals(
                "the model that is written is the one that was measured, since it cannot learn from all 48 rows: more than"
                        + " 40 rows",
                result.notes().get(result.notes().size() - 1));
        assertTrue(Files.exists(folder.resolve("out/best.qeperf")));
    }

    @Test
    void aModelThatIsTooSlowIsNotChosen() throws Exception {
        SmallPlan plan = plan("slow", "well");
        plan.latency = OptionalDouble.of(500);
        AutoMlResult result = plan.run(folder.resolve("out"));
        assertEquals("well", result.best().technique());
        LeaderboardRow slow = row(result, "slow");
        assertEquals(Double.NaN, slow.validationMape());
        assertEquals(1, slow.failed());
        assertTrue(
                slow.reason().matches("1 trial: the prediction of a row takes \\d{4,} us, the limit is 500\\.0 us"),
                slow.reason());
        Trial trial = result.trials().stream()
                .filter(t -> t.technique().equals("slow"))
                .findFirst()
                .orElseThrow();
        assertEquals(Double.NaN, trial.error());
    }

    @Test
    void whatThePlanCannotHaveIsARow() throws Exception {
        SmallPlan plan = plan();
        plan.techniques = List.of(
                new TechniquePlan("ridge", StubProvider.RIDGE, Map.of(), Map.of(), true, List.of("alpha of 0", "b")));
        List<LeaderboardRow> rows = plan.run(folder.resolve("out")).leaderboard();
        assertEquals(
                List.of("alpha of 0", "b"),
                rows.stream()
                        .filter(row -> row.kind() == Kind.REFUSED)
                        .map(LeaderboardRow::reason)
                        .toList());
        assertEquals(Kind.REFUSED, rows.get(rows.size() - 1).kind(), "after all that have an error");
        assertEquals(
                List.of("mean", "power law"),
                rows.stream()
                        .filter(row -> row.kind() == Kind.BASELINE)
                        .map(LeaderboardRow::technique)
                        .sorted()
                        .toList());
    }

    @Test
    void aBaselineThatIsNoWorseIsNoted() throws Exception {
        SmallPlan plan = plan("negative");
        // Nothing can be written that predicts no positive number.
        AutoMl none = new AutoMl(plan.make(), folder.resolve("none"), new StubProvider().catalogue());
        assertEquals(
                "the best model predicts no positive number for any row; expected a target that is positive, such as a"
                        + " time",
                assertThrows(TrainingException.class, () -> none.run(1, SearchProgress.SILENT))
                        .getMessage());
        plan.techniques = List.of(StubProvider.technique(StubProvider.RIDGE, Map.of("alpha", "1000000")));
        assertEquals(
                List.of(
                        "the baseline 'power law' is no worse than the best technique",
                        "the baseline 'mean' is no worse than the best technique"),
                plan.run(folder.resolve("out")).notes());
    }

    @Test
    void aColumnThatIsZeroInSomeRowsOnlyDoesNotStopTheBaselines() throws Exception {
        SmallPlan plan = plan("well");
        double[][] rows = SmallPlan.rows(SmallPlan.ROWS);
        rows[5][2] = 0;
        SmallPlan.write(plan.csv, SmallPlan.table(rows));
        plan.test = new Validation.KFold(4);
        AutoMlResult result = plan.run(folder.resolve("out"));
        LeaderboardRow law = row(result, "power law");
        assertTrue(law.validationMape() < 0.2, "error " + law.validationMape());
        assertEquals(48, law.test().orElseThrow().rows());
        assertTrue(law.test().orElseThrow().mape() < 0.2);
    }

    @Test
    void twoTechniquesOfOneNameAreRefused() {
        SmallPlan plan = plan("well", "well");
        TrainingException e = assertThrows(TrainingException.class, () -> plan.run(folder.resolve("out")));
        assertEquals("two techniques of the plan have one name; expected different ones", e.getMessage());
    }
}
