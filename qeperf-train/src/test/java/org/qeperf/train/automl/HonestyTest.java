package org.qeperf.train.automl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan.Method;
import org.qeperf.train.table.FeaturePlan;
import org.qeperf.train.table.Table;
import org.qeperf.train.validate.Divider;
import org.qeperf.train.validate.Fold;
import org.qeperf.train.validate.RowValues;

/** Nothing is chosen by the rows of the test, and nothing is fitted on rows that it is measured on. */
class HonestyTest {

    @TempDir
    private Path folder;

    private static Fold testFold(SmallPlan plan) {
        return Divider.divide(plan.test, RowValues.count(SmallPlan.ROWS), plan.seed)
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({"3, 1000", "0, 7", "1, 0.001"})
    void whatTheRowsOfTheTestSayChangesNothing(int column, double factor) throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        plan.features = List.of(FeaturePlan.PLAIN, FeaturePlan.LOGARITHMS);
        plan.targets = List.of(TargetForm.LOGARITHM, TargetForm.IDENTITY);
        AutoMlResult before = plan.run(folder.resolve("before"));
        double[][] rows = SmallPlan.rows(SmallPlan.ROWS);
        int[] held = testFold(plan).heldOut();
        assertEquals(12, held.length);
        for (int row : held) {
            rows[row][column] *= factor;
        }
        SmallPlan.write(plan.csv, SmallPlan.table(rows));
        AutoMlResult after = plan.run(folder.resolve("after"));

        assertEquals(chosen(before), chosen(after));
        assertEquals(trials(before), trials(after));
        assertArrayEquals(before.validation().predicted(), after.validation().predicted());
        assertEquals(before.learningCurve(), after.learningCurve());
        assertEquals(before.importance(), after.importance());
        assertNotEquals(before.best().test(), after.best().test(), "the test itself is another");
        assertEquals(files(folder.resolve("before")), files(folder.resolve("after")));
        Manifest old = before.model().manifest();
        Manifest now = after.model().manifest();
        assertEquals(old.algorithm(), now.algorithm());
        assertEquals(old.hyperparameters(), now.hyperparameters());
        assertEquals(
                old.training().metrics().get("validation_mape"),
                now.training().metrics().get("validation_mape"));
    }

    private static Map<String, Object> chosen(AutoMlResult result) {
        Map<String, Object> chosen = new LinkedHashMap<>();
        result.leaderboard()
                .forEach(row -> chosen.put(row.technique(), List.of(row.validationMape(), row.values(), row.reason())));
        chosen.put("the best", result.best().technique());
        return chosen;
    }

    static List<String> trials(AutoMlResult result) {
        return result.trials().stream()
                .map(t -> t.key()
                        + t.values()
                        + t.share()
                        + t.parent()
                        + t.error()
                        + Arrays.toString(t.foldErrors())
                        + t.reason())
                .toList();
    }

    /** What is in a model file but for its manifest, which names the data and its test, and the sums over all. */
    static Map<String, String> files(Path output) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(output.resolve(AutoMl.BEST)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), Arrays.toString(zip.readAllBytes()));
            }
        }
        assertTrue(files.keySet().removeAll(List.of("manifest.json")), files.keySet()::toString);
        files.keySet().removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).contains("sum"));
        assertTrue(files.size() > 5, files.keySet()::toString);
        return files;
    }

    @Test
    void aTrialLearnsFromTheTrainingRowsOfItsFoldAlone() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        plan.standardize = List.of(false);
        plan.targets = List.of(TargetForm.IDENTITY);
        plan.techniques = List.of(StubProvider.technique(StubProvider.RIDGE, Map.of("alpha", "1")));
        StubProvider provider = new StubProvider();
        AutoMlResult result = plan.run(folder.resolve("out"), provider);

        double[][] rows = SmallPlan.rows(SmallPlan.ROWS);
        Fold fold = testFold(plan);
        Set<Double> all = set(SmallPlan.times(rows, fold.training()));
        assertEquals(36, all.size(), "targets tell the rows from each other");
        List<Set<Double>> shown = shown(provider);
        List<Double> missing = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            assertTrue(all.containsAll(shown.get(i)));
            assertEquals(24, shown.get(i).size());
            Set<Double> learntFrom = shown.get(i);
            List<Double> heldOut =
                    all.stream().filter(y -> !learntFrom.contains(y)).sorted().toList();
            missing.addAll(heldOut);
            double[] measured = result.validation().measured();
            double[] predicted = result.validation().predicted();
            double sum = 0;
            for (int j = 0; j < measured.length; j++) {
                if (heldOut.contains(measured[j])) {
                    sum += Math.abs(predicted[j] / measured[j] - 1);
                }
            }
            assertEquals(sum / 12, result.trials().get(0).foldErrors()[i], 1e-12, "its error is that of the others");
        }
        assertEquals(all.stream().sorted().toList(), missing.stream().sorted().toList(), "each row once");
        assertEquals(all, shown.get(3), "then the best is fitted on all of them");
        Set<Double> test = set(SmallPlan.times(rows, fold.heldOut()));
        shown.forEach(targets -> assertTrue(targets.stream().noneMatch(test::contains)));
    }

    private static List<Set<Double>> shown(StubProvider provider) {
        return provider.calls().stream().map(call -> set(call.data().targets())).toList();
    }

    private static Set<Double> set(double[] values) {
        return Arrays.stream(values).boxed().collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void columnsAreChosenOnTheTrainingRowsOfTheFoldAlone(Method method) throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        plan.standardize = List.of(false);
        plan.targets = List.of(TargetForm.IDENTITY);
        plan.techniques = List.of(StubProvider.technique(StubProvider.RIDGE, Map.of("alpha", "1")));
        plan.columns = Optional.of(new ColumnSelectionPlan(method, 1, 3, 3, 0.05, ""));
        StubProvider provider = new StubProvider();
        int[] inTrial = {0};
        new AutoMl(plan.make(), folder.resolve("out"), provider.catalogue())
                .run(1, (trial, status) -> inTrial[0] = provider.calls().size());
        double[][] rows = SmallPlan.rows(SmallPlan.ROWS);
        Fold fold = testFold(plan);
        List<Set<Double>> folds = Divider.divide(plan.selection, RowValues.count(36), plan.seed).stream()
                .map(inner -> set(SmallPlan.times(
                        rows,
                        Arrays.stream(inner.training())
                                .map(i -> fold.training()[i])
                                .toArray())))
                .toList();
        List<Set<Double>> shown = shown(provider);
        assertTrue(inTrial[0] >= 6, "a choice and a fit for each of three folds");
        int current = 0;
        for (Set<Double> targets : shown.subList(0, inTrial[0])) {
            while (!folds.get(current).containsAll(targets)) {
                current++;
                assertTrue(current < 3, "rows that no fold learns from");
            }
        }
        assertEquals(2, current, "fold after fold");
        Set<Double> test = set(SmallPlan.times(rows, fold.heldOut()));
        shown.forEach(targets -> assertTrue(targets.stream().noneMatch(test::contains)));
    }

    @Test
    void aModelThatIsRefittedHasSeenTheTestOnlyInTheEnd() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        plan.standardize = List.of(false);
        plan.targets = List.of(TargetForm.IDENTITY);
        plan.refit = true;
        StubProvider provider = new StubProvider();
        AutoMlResult result = plan.run(folder.resolve("out"), provider);
        Set<Double> test = set(
                SmallPlan.times(SmallPlan.rows(SmallPlan.ROWS), testFold(plan).heldOut()));
        List<Set<Double>> shown = shown(provider).stream()
                .filter(targets -> targets.stream().anyMatch(test::contains))
                .toList();
        assertEquals(1, shown.size());
        assertEquals(48, shown.get(0).size());
        assertEquals(48, result.modelRows());
        assertEquals(
                "the model that is written has learnt from all 48 rows; the errors are those of the same recipe"
                        + " before it saw the rows of the test",
                result.notes().get(result.notes().size() - 1));
    }

    @Test
    void theRowsOfTheTestAreHandedOutOnce() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        Problem problem = ProblemReader.read(plan.make());
        StubProvider provider = new StubProvider();
        Technique technique = new Technique(plan.techniques.get(0), plan.make(), problem, provider.catalogue());
        Round round = Round.of(problem, Divider.divide(plan.selection, problem.labels(), 1), 1);
        Map<String, Technique> techniques = Map.of(technique.name(), technique);
        TrialRunner runner = new TrialRunner(plan.make(), techniques, List.of(round));
        TestRows rows = new TestRows(List.of(Optional.of(problem)));
        String message = "the rows of the test are looked at once, after the search";
        Finalist.Selection nothing = Finalist.Selection.of(List.of(), List.of(round), runner);
        assertEquals(
                message,
                assertThrows(IllegalStateException.class, () -> rows.open(nothing))
                        .getMessage());
        try (TrialLog log = TrialLog.ofSearch(folder.resolve("out"), "x");
                Workers workers = new LocalWorkers(1, runner)) {
            List<Lane> lanes =
                    new SearchRun(plan.make(), techniques, List.of(round), log, SearchProgress.SILENT).run(workers);
            Finalist.Selection selection = Finalist.Selection.of(lanes, List.of(round), runner);
            assertEquals(List.of(Optional.of(problem)), rows.open(selection));
            assertEquals(
                    message,
                    assertThrows(IllegalStateException.class, () -> rows.open(selection))
                            .getMessage());
        }
    }

    @Test
    void theModelThatIsWrittenIsTheOneThatWasMeasured() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        plan.features = List.of(FeaturePlan.LOGARITHMS);
        Path output = folder.resolve("out");
        AutoMlResult result = plan.run(output);
        PortableModel model = ArtifactReader.read(output.resolve(AutoMl.BEST), List.of());
        double[][] rows = SmallPlan.rows(SmallPlan.ROWS);
        int[] held = testFold(plan).heldOut();
        List<String> lines = SmallPlan.table(rows).lines().collect(Collectors.toCollection(ArrayList::new));
        StringBuilder unseen = new StringBuilder(lines.get(0)).append('\n');
        Arrays.stream(held).forEach(row -> unseen.append(lines.get(row + 1)).append('\n'));
        Table table = Table.read(SmallPlan.write(folder.resolve("unseen.csv"), unseen.toString()));
        Evaluation evaluation = Evaluation.of(model, table);
        assertArrayEquals(result.test().orElseThrow().predicted(), evaluation.predicted());
        assertArrayEquals(
                result.test().orElseThrow().measured(), evaluation.measured().orElseThrow());
        assertEquals(result.best().test(), evaluation.accuracy());
        assertEquals(36, result.modelRows());
        assertEquals(
                List.of("the baseline 'power law' is no worse than the best technique"),
                result.notes(),
                "times are a power law here");

        assertEquals(
                result.best(),
                result.leaderboard().stream()
                        .filter(row -> row.kind() == LeaderboardRow.Kind.TECHNIQUE)
                        .findFirst()
                        .orElseThrow());
        assertEquals(result.best().algorithm(), model.manifest().algorithm());
        Map<String, String> hyperparameters = new TreeMap<>(result.best().values());
        hyperparameters.keySet().removeIf(name -> name.startsWith("@"));
        assertEquals(hyperparameters, model.manifest().hyperparameters());
        Map<String, Double> metrics = model.manifest().training().metrics();
        assertEquals(result.best().validationMape(), metrics.get("validation_mape"));
        assertEquals(result.best().test().orElseThrow().mape(), metrics.get("test_mape"));
    }

    @Test
    void threadsChangeNothing() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        plan.features = List.of(FeaturePlan.PLAIN, FeaturePlan.LOGARITHMS);
        plan.techniques = List.of(
                StubProvider.technique(StubProvider.RIDGE, Map.of()),
                SmallPlan.steps(),
                StubProvider.technique(StubProvider.ODD, Map.of()));
        plan.trials = 12;
        plan.runs = 2;
        AutoMlResult one = plan.run(folder.resolve("1"), new StubProvider(), 1);
        AutoMlResult two = plan.run(folder.resolve("2"), new StubProvider(), 2);
        AutoMlResult many = plan.run(folder.resolve("16"), new StubProvider(), 16);
        for (AutoMlResult other : List.of(two, many)) {
            assertEquals(timeless(one), timeless(other));
            assertEquals(trials(one), trials(other));
        }
        assertEquals(files(folder.resolve("1")), files(folder.resolve("2")));
        assertEquals(files(folder.resolve("1")), files(folder.resolve("16")));
    }

    /** A leaderboard without what depends on the speed of the machine. */
    static List<LeaderboardRow> timeless(AutoMlResult result) {
        return result.leaderboard().stream()
                .map(row -> new LeaderboardRow(
                        row.technique(),
                        row.kind(),
                        row.algorithm(),
                        row.values(),
                        row.validationMape(),
                        row.test(),
                        0,
                        row.trials(),
                        row.failed(),
                        0,
                        row.reason()))
                .toList();
    }

    @Test
    void theSeedDecides() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        AutoMlResult first = plan.run(folder.resolve("first"));
        AutoMlResult same = plan.run(folder.resolve("same"));
        assertEquals(timeless(first), timeless(same));
        assertEquals(files(folder.resolve("first")), files(folder.resolve("same")));
        plan.seed = 8;
        AutoMlResult other = plan.run(folder.resolve("other"));
        assertFalse(Arrays.equals(
                first.test().orElseThrow().measured(),
                other.test().orElseThrow().measured()));
        assertNotEquals(first.best().validationMape(), other.best().validationMape(), "other folds, other errors");
    }
}
