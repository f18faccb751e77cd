package org.qeperf.train.automl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan.Method;
import org.qeperf.train.table.FeaturePlan;
import org.qeperf.train.table.Table;

class ColumnSelectorTest {

    @TempDir
    private Path folder;

    private SmallPlan plan;

    /** The time is that of the work but for little of the cores; noise and kinds mean nothing. */
    @BeforeEach
    void makePlan() {
        plan = new SmallPlan(folder);
        double[][] rows = SmallPlan.rows(SmallPlan.ROWS);
        for (double[] row : rows) {
            row[3] = 10 * row[0] - row[1] + 20;
        }
        SmallPlan.write(plan.csv, SmallPlan.table(rows));
        plan.techniques = List.of(StubProvider.technique(StubProvider.RIDGE, Map.of("alpha", "0.001")));
        plan.targets = List.of(org.qeperf.runtime.artifact.Preparation.TargetForm.IDENTITY);
    }

    private AutoMlResult select(Method method, int least, int most, double tolerance, String judge)
            throws InterruptedException {
        plan.columns = Optional.of(new ColumnSelectionPlan(method, least, most, 4, tolerance, judge));
        return plan.run(folder.resolve("out-" + least + "-" + most + "-" + method + tolerance));
    }

    private static List<String> features(PortableModel model) {
        return model.schema().features().stream().map(FeatureSpec::name).toList();
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void findsTheColumnsThatMatter(Method method) throws Exception {
        AutoMlResult result = select(method, 1, 10, 0.01, "");
        List<String> features = features(result.model());
        assertTrue(features.containsAll(List.of("work", "cores")), features::toString);
        assertTrue(result.best().validationMape() < 1e-4);
        if (method == Method.IMPORTANCE) {
            assertEquals(List.of("work", "cores"), features);
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void keepsAsManyAsThePlanSays(Method method) throws Exception {
        assertEquals(List.of("work"), features(select(method, 1, 1, 0.01, "").model()));
        assertEquals(
                List.of("work", "cores"),
                features(select(method, 1, 2, 0.01, "").model()));
        assertEquals(5, features(select(method, 5, 5, 0.01, "").model()).size());
    }

    @Test
    void theTechniqueOfThePlanIsTheJudge() throws Exception {
        plan.techniques = List.of(SmallPlan.odd("negative"), plan.techniques.get(0));
        AutoMlResult result = select(Method.IMPORTANCE, 1, 9, 0.01, StubProvider.RIDGE);
        assertEquals(List.of("work", "cores"), features(result.model()));
        assertEquals(
                0,
                result.leaderboard().stream().mapToInt(LeaderboardRow::failed).sum());
    }

    @Test
    void aTechniqueThatSaysNothingOfImportanceIsTold() {
        plan.techniques = List.of(SmallPlan.odd("slow"));
        assertEquals(
                "no technique gives a model: slow: technique stub/odd says nothing of the importance of features; expected"
                        + " one that does",
                assertThrows(TrainingException.class, () -> select(Method.IMPORTANCE, 1, 9, 0.01, ""))
                        .getMessage());
    }

    @Test
    void columnsThatCannotBeLearntFromAreTold() {
        plan.techniques = List.of(SmallPlan.odd("refuses"));
        assertEquals(
                "no technique gives a model: refuses: no feature alone can be learnt from; expected one that can",
                assertThrows(TrainingException.class, () -> select(Method.FORWARD, 1, 9, 0, ""))
                        .getMessage());
    }

    @Test
    void theModelReadsOnlyTheColumnsThatItNeeds() throws Exception {
        plan.features = List.of(FeaturePlan.LOGARITHMS);
        select(Method.FORWARD, 1, 1, 0, "");
        PortableModel model = ArtifactReader.read(folder.resolve("out-1-1-FORWARD0.0/best.qeperf"), List.of());
        assertEquals(1, features(model).size());
        List<String> read = model.table().orElseThrow().columns().stream()
                .map(TableColumn::name)
                .toList();
        assertEquals(List.of("work"), read);
        Evaluation evaluation =
                Evaluation.of(model, Table.read(SmallPlan.write(folder.resolve("one.csv"), "other,work\nx,2\ny,3\n")));
        assertEquals(2, evaluation.predicted().length);
        assertTrue(evaluation.measured().isEmpty());
    }
}
