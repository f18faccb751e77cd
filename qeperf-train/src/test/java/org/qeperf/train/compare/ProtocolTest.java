package org.qeperf.train.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.train.compare.ComparisonPlan.Stage;

class ProtocolTest {

    private static final ComparisonPlan PLAN = Protocol.THESIS.plan(EXTRACTOR);

    @Test
    void changesOneThingAfterTheOther() {
        assertEquals(
                List.of(
                        "thesis: thesis-14, random rows, 80/20",
                        "thesis-systems: thesis-14, whole systems, 80/20",
                        "thesis-folds: thesis-14, 10 folds of whole systems",
                        "qeperf-systems: qeperf-1, whole systems, 80/20",
                        "qeperf-folds: qeperf-1, 10 folds of whole systems"),
                PLAN.stages().stream()
                        .map(stage -> stage.name() + ": " + stage.basis().schema() + ", "
                                + stage.division().label())
                        .toList());
    }

    @Test
    void triesTheFourModelsOfTheThesisInEveryStage() {
        for (Stage stage : PLAN.stages()) {
            assertEquals(
                    List.of("LR", "KRR", "FCNN", "RF"),
                    stage.candidates().subList(0, 4).stream()
                            .map(Candidate::name)
                            .toList());
        }
    }

    @Test
    void theForestTriesAllColumnsAtEachSplit() {
        assertEquals("14", PLAN.stages().get(0).candidates().get(3).settings().get("features"));
        assertEquals(
                Integer.toString(EXTRACTOR.schemas().get(0).size()),
                PLAN.stages().get(3).candidates().get(3).settings().get("features"));
    }

    @Test
    void theShippedModelIsTheOneThatIsShipped() {
        Manifest manifest = new ModelShelf(EXTRACTOR.schemas(), Optional.empty())
                .shipped(Target.SECONDS_PER_SCF_ITERATION)
                .manifest();
        Candidate shipped = PLAN.stages().get(4).candidates().get(5);
        assertEquals("shipped grey box", shipped.name());
        assertEquals(manifest.algorithm(), shipped.algorithm());
        assertEquals(manifest.normalizer(), shipped.normalizer());
        assertEquals(manifest.schema(), PLAN.stages().get(4).basis().schema());
        for (Map.Entry<String, String> setting : shipped.settings().entrySet()) {
            assertTrue(manifest.hyperparameters().entrySet().contains(setting), setting::toString);
        }
    }
}
