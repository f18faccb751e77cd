package org.qeperf.train.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.train.ExampleRuns;
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
                Integer.toString(ExampleRuns.SCHEMA.size()),
                PLAN.stages().get(3).candidates().get(3).settings().get("features"));
    }
}
