package org.qeperf.runtime.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.QePerfException;
import org.qeperf.api.predict.Extrapolation;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.ExampleModels;
import org.qeperf.runtime.artifact.ExampleTables;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.table.CellException;

class TablePredictorTest {

    private static final PortableModel MODEL = ExampleTables.model(Inputs.RAW, TargetForm.IDENTITY);

    private static Map<String, String> row(String nodes) {
        return Map.of("nodes", nodes, "nThreads", "1", "solver", "cg");
    }

    @ParameterizedTest
    @MethodSource("org.qeperf.runtime.artifact.ExampleTables#all")
    void rowsOfCellsGetWhatRowsOfFeaturesGet(PortableModel model) {
        List<Map<String, String>> cells = ExampleTables.cells(30);
        double[] expected = new double[30];
        model.predict(ExampleTables.rows(cells), expected);
        List<Prediction> predictions = new TablePredictor(model).predict(cells);
        assertEquals(30, predictions.size());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], predictions.get(i).value());
            assertEquals(predictions.get(i), new TablePredictor(model).predict(cells.get(i)));
        }
    }

    @Test
    void featuresOutsideWhatWasSeenAreNamed() {
        assertEquals(
                List.of(new Extrapolation("nodes", 20, 1, 16, 4 / 15.0)),
                new TablePredictor(MODEL).predict(row("20")).extrapolation());
    }

    @Test
    void aWrongCellIsFoundByRowAndColumn() {
        CellException e = assertThrows(
                CellException.class, () -> new TablePredictor(MODEL).predict(List.of(row("1"), row("many"), row("2"))));
        assertEquals("row 2, column 'nodes': 'many' is no finite number; expected a number", e.getMessage());
        assertEquals(2, e.row());
    }

    @Test
    void aPredictionThatIsNotPositiveIsAnError() {
        Preparation raw = Preparation.raw(MODEL.schema(), Normalizer.NONE);
        PortableModel falling =
                ExampleTables.model("falling", raw, new LinearFunction(2, new double[] {-0.25, 0, 0, 0}));
        TablePredictor predictor = new TablePredictor(falling);
        assertEquals(1.5, predictor.predict(row("2")).value());
        QePerfException e = assertThrows(QePerfException.class, () -> predictor.predict(row("40")));
        assertEquals(
                "model falling@1 predicts -8.0 ms here; expected a positive number, ask for a row nearer to those it was"
                        + " trained on",
                e.getMessage());
    }

    @Test
    void aModelOfOtherRowsIsRefused() {
        QePerfException e = assertThrows(QePerfException.class, () -> new TablePredictor(ExampleModels.forest()));
        assertEquals(
                "model example-forest@1 takes rows of schema example-3; expected a model that was trained on a table",
                e.getMessage());
    }
}
